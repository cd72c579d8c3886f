-- KEYS[2]: the entry of the token.
-- ARGV: the session or '', whether it is required, the generation or '', the grace, when the token began.
-- Returns why the token is rejected, or 0, and when its session ends.
if redis.call('EXISTS', KEYS[2]) == 1 then
  return { 1, 0 }
end
local id = ARGV[1]
local fields = id == '' and redis.call('HMGET', KEYS[1], 'n') or redis.call('HMGET', KEYS[1], 'n', id)
local stamp, ends = fields[1], 0
if id ~= '' then
  if fields[2] then
    local s = read(fields[2])
    if s.ended > 0 then
      return { 2, 0 }
    elseif now >= s.ends then
      return { 5, 0 }
    elseif ARGV[3] ~= '' then
      local presented = tonumber(ARGV[3])
      local is_preceding = presented + 1 == s.generation and now - s.rotated < tonumber(ARGV[4])
      if presented < s.generation and not is_preceding then
        return { 6, 0 }
      end
    end
    ends = s.ends
  elseif ARGV[2] == '1' then
    return { 4, 0 }
  end
  if cut_off(stamp, id) then
    return { 3, 0 }
  end
elseif stamp and tonumber(ARGV[5]) <= (struct.unpack('>I6', stamp)) then
  return { 3, 0 }
end
return { 0, ends }
