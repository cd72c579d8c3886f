-- KEYS[2]: the entry of the token. ARGV: whether it is used up.
local allowed = redis.call('GET', KEYS[2])
if not allowed then
  return 0
end
if ARGV[1] == '1' then
  redis.call('DEL', KEYS[2])
end
local stamp = redis.call('HGET', KEYS[1], 'n')
if stamp and (struct.unpack('>I6', allowed)) <= (struct.unpack('>I6', stamp)) then
  return 0
end
return 1
