-- What all scripts share. Times are milliseconds since 1970 by the clock of this server.
--
-- KEYS[1] is a hash with all that belongs to one identity:
--   n             the end of all sessions: its time, and the id of a session that is kept, if any
--   16 bytes      a session: generation, rotated at, attempt, ends at, last used at, ended
--   l + 16 bytes  its label

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local FORMAT = '>I4I6c16I6I6B'

local function read(record)
  local generation, rotated, attempt, ends, used, ended = struct.unpack(FORMAT, record)
  return { generation = generation, rotated = rotated, attempt = attempt, ends = ends, used = used, ended = ended }
end

local function write(id, s)
  redis.call('HSET', KEYS[1], id,
    struct.pack(FORMAT, s.generation, s.rotated, s.attempt, s.ends, s.used, s.ended))
end

-- When a session began: the first 48 bits of its id.
local function began(id)
  return (struct.unpack('>I6', id))
end

-- Whether the end of all sessions is that of this one too.
local function cut_off(stamp, id)
  return stamp and began(id) <= (struct.unpack('>I6', stamp)) and string.sub(stamp, 7) ~= id
end

-- The key is kept until then at least; 0 is for ever.
local function keep_until(key, is_new, time)
  if time == 0 then
    redis.call('PERSIST', key)
  elseif is_new then
    redis.call('PEXPIREAT', key, time)
  else
    -- Without an end it stays so.
    redis.call('PEXPIREAT', key, time, 'GT')
  end
end
