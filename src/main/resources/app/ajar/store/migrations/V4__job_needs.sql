-- What a job needs besides this database: when one thing is short, the jobs that need another go on.
ALTER TABLE CACHE.job ADD COLUMN IF NOT EXISTS needs VARCHAR DEFAULT 'API' NOT NULL;
UPDATE CACHE.job SET needs = CASE WHEN type = 'CLEAN_UP' THEN 'NOTHING'
    WHEN type IN ('DOWNLOAD_AVATAR', 'DOWNLOAD_MEDIA') THEN 'MEDIA' ELSE 'API' END;
DROP INDEX IF EXISTS CACHE.job_turn;
CREATE INDEX IF NOT EXISTS CACHE.job_turn ON CACHE.job (account_id, state, needs, priority DESC, not_before, id);
