-- ARGV: the last 10 bytes of the id, the lifetime, the label or '', the most sessions, whether to refuse.
-- Returns the id, when it ends, and the id of the session that ended for it or ''; or nothing.
local fields = redis.call('HGETALL', KEYS[1])
local sessions, stamp = {}, false
for i = 1, #fields, 2 do
  if fields[i] == 'n' then
    stamp = fields[i + 1]
  elseif #fields[i] == 16 then
    sessions[fields[i]] = read(fields[i + 1])
  end
end
local live, oldest = 0, nil
for id, s in pairs(sessions) do
  if now >= s.ends then
    redis.call('HDEL', KEYS[1], id, 'l' .. id)
  elseif s.ended == 0 and not cut_off(stamp, id) then
    live = live + 1
    local first = oldest and sessions[oldest]
    if not first or s.used < first.used or (s.used == first.used and id < oldest) then
      oldest = id
    end
  end
end
local ended = ''
if live >= tonumber(ARGV[4]) then
  if ARGV[5] == '1' then
    return false
  end
  sessions[oldest].ended = 1
  write(oldest, sessions[oldest])
  ended = oldest
end
local time = now
if stamp then
  time = math.max(now, (struct.unpack('>I6', stamp)) + 1)
end
local id = struct.pack('>I6', time) .. ARGV[1]
local ends = time + tonumber(ARGV[2])
write(id, { generation = 1, rotated = time, attempt = string.rep('\0', 16), ends = ends, used = time, ended = 0 })
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[1], 'l' .. id, ARGV[3])
end
keep_until(KEYS[1], #fields == 0, ends)
return { id, ends, ended }
