-- ARGV: the session, the presented generation, the attempt, grace, settle, the age up to which a token ahead
-- counts, the most generations that it may be ahead, when it was issued or ''.
-- Returns what came of it, the generation, and when the session ends. The rows are those of the table in
-- session/transition.rs.
local id, presented, attempt = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local fields = redis.call('HMGET', KEYS[1], 'n', id)
if not fields[2] then
  return { 0, 0, 0 }
end
local s = read(fields[2])
local age = math.max(0, now - s.rotated)
local is_preceding = presented + 1 == s.generation

local function count_on(outcome)
  if presented >= 4294967295 then
    s.ended = 1
    write(id, s)
    return { 7, 0, 0 }
  end
  s.generation, s.rotated, s.attempt, s.used = presented + 1, now, attempt, now
  write(id, s)
  return { outcome, s.generation, s.ends }
end

local function sibling()
  s.used = now
  write(id, s)
  return { 4, s.generation, s.ends }
end

if s.ended > 0 or cut_off(fields[1], id) then
  return { 1, 0, 0 }
elseif now >= s.ends then
  return { 2, 0, 0 }
elseif is_preceding and s.attempt == attempt then
  return { 3, s.generation, s.ends }
elseif presented == s.generation then
  if presented > 1 and age < tonumber(ARGV[5]) then
    return sibling()
  end
  return count_on(3)
elseif presented > s.generation then
  local is_young = ARGV[8] ~= '' and now - tonumber(ARGV[8]) <= tonumber(ARGV[6])
  if is_young and presented - s.generation <= tonumber(ARGV[7]) then
    return count_on(5)
  end
  s.ended = 1
  write(id, s)
  return { 7, 0, 0 }
elseif is_preceding and age < tonumber(ARGV[4]) then
  return sibling()
end
s.ended = 1
write(id, s)
return { 6, 0, 0 }
