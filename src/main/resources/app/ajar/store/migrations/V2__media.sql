-- Why bytes are not here, how many there are, and when the user last saw them: what makes room first.
ALTER TABLE CACHE.attachment ADD COLUMN IF NOT EXISTS trouble VARCHAR;
ALTER TABLE CACHE.attachment ADD COLUMN IF NOT EXISTS bytes BIGINT;
ALTER TABLE CACHE.attachment ADD COLUMN IF NOT EXISTS seen_at BIGINT;

-- A job asked for again while it runs is done once more. Claims go by account, because one that cannot be asked must not
-- hold up the others; counts go by what the jobs do.
ALTER TABLE CACHE.job ADD COLUMN IF NOT EXISTS again BOOLEAN DEFAULT FALSE NOT NULL;
DROP INDEX IF EXISTS CACHE.job_next;
CREATE INDEX IF NOT EXISTS CACHE.job_turn ON CACHE.job (account_id, state, priority DESC, not_before, id);
CREATE INDEX IF NOT EXISTS CACHE.job_kind ON CACHE.job (state, type);

-- How many followed a person, on the days (counted from 1970, UTC) when Meta told another number than before.
CREATE TABLE IF NOT EXISTS CACHE.follower_count (
    participant BIGINT NOT NULL,
    on_day BIGINT NOT NULL,
    followers INT NOT NULL,
    PRIMARY KEY (participant, on_day)
);
