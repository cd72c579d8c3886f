-- ARGV: the session, until when its end is remembered if it is not in the list (0 is for ever).
local record = redis.call('HGET', KEYS[1], ARGV[1])
if record then
  local s = read(record)
  s.ended = 1
  write(ARGV[1], s)
  return 1
end
local is_new = redis.call('EXISTS', KEYS[1]) == 0
local forget = tonumber(ARGV[2])
-- 48 bits are for ever.
local ends = forget == 0 and 281474976710655 or forget
write(ARGV[1], { generation = 1, rotated = now, attempt = string.rep('\0', 16), ends = ends, used = now, ended = 1 })
keep_until(KEYS[1], is_new, forget)
return 1
