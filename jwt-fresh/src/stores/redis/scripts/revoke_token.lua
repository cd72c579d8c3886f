-- KEYS[1]: the entry of the token. ARGV: until when it is remembered (0 is for ever).
local is_new = redis.call('EXISTS', KEYS[1]) == 0
if is_new then
  redis.call('SET', KEYS[1], '')
end
keep_until(KEYS[1], is_new, tonumber(ARGV[1]))
return 1
