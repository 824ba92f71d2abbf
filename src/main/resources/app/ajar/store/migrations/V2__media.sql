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

-- Whether a job was offered for it; and its message's time, so that the newest that wait are found by the index alone.
ALTER TABLE CACHE.attachment ADD COLUMN IF NOT EXISTS asked BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE CACHE.attachment ADD COLUMN IF NOT EXISTS sent_at BIGINT DEFAULT 0 NOT NULL;
UPDATE CACHE.attachment a SET sent_at = (SELECT m.sent_at FROM CACHE.message m WHERE m.id = a.message) WHERE sent_at = 0;
CREATE INDEX IF NOT EXISTS CACHE.attachment_due ON CACHE.attachment (state, asked, sent_at DESC, message, place);
