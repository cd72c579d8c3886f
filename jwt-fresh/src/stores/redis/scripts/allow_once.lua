-- KEYS[2]: the entry of the token. ARGV: until when it is kept.
redis.call('SET', KEYS[2], struct.pack('>I6', now), 'PXAT', ARGV[1])
return 1
