-- Returns the id, the last use, the end and the label of each session that has not ended.
local fields = redis.call('HGETALL', KEYS[1])
local values, listed = {}, {}
for i = 1, #fields, 2 do
  values[fields[i]] = fields[i + 1]
end
for id, record in pairs(values) do
  if #id == 16 then
    local s = read(record)
    if s.ended == 0 and now < s.ends and not cut_off(values['n'], id) then
      listed[#listed + 1] = { id, s.used, s.ends, values['l' .. id] or '' }
    end
  end
end
return listed
