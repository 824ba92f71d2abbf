-- Why bytes are not here, how many there are, and when the user last saw them: what makes room first.
ALTER TABLE CACHE.attachment ADD COLUMN IF NOT EXISTS trouble VARCHAR;
ALTER TABLE CACHE.attachment ADD COLUMN IF NOT EXISTS bytes BIGINT;
ALTER TABLE CACHE.attachment ADD COLUMN IF NOT EXISTS seen_at BIGINT;
