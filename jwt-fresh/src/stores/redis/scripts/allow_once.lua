-- KEYS[2]: the entry of the token. ARGV: until when it is kept.
-- Later than every end of all before, as a session is.
local stamp, time = redis.call('HGET', KEYS[1], 'n'), now
if stamp then
  time = math.max(now, (struct.unpack('>I6', stamp)) + 1)
end
redis.call('SET', KEYS[2], struct.pack('>I6', time), 'PXAT', ARGV[1])
return 1
