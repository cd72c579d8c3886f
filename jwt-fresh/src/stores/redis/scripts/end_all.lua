-- ARGV: the time, the session that is kept or '', until when it is remembered (0 is for ever).
-- Two ends of all are merged as in session/cutoff.rs.
local time, kept = math.max(now, tonumber(ARGV[1])), ARGV[2]
local is_new = redis.call('EXISTS', KEYS[1]) == 0
local former = redis.call('HGET', KEYS[1], 'n')
if former then
  -- A session that began since may be a millisecond ahead of the clock.
  time = math.max(time, (struct.unpack('>I6', former)) + 1)
end
local stamp = struct.pack('>I6', time) .. kept
if former then
  local of_former = string.sub(former, 7)
  local candidate = of_former ~= '' and of_former or kept
  if candidate ~= '' and (cut_off(former, candidate) or cut_off(stamp, candidate)) then
    candidate = ''
  end
  stamp = struct.pack('>I6', time) .. candidate
end
redis.call('HSET', KEYS[1], 'n', stamp)
keep_until(KEYS[1], is_new, tonumber(ARGV[3]))
return 1
