-- ARGV: the id, when the token expires.
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  local is_new = redis.call('EXISTS', KEYS[1]) == 0
  local ends = tonumber(ARGV[2])
  write(ARGV[1], { generation = 1, rotated = began(ARGV[1]), attempt = string.rep('\0', 16), ends = ends, used = now, ended = 0 })
  keep_until(KEYS[1], is_new, ends)
end
return 1
