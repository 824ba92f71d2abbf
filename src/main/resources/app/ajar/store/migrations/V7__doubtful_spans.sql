-- What was stored before gaps were known (V6) need not be whole: nobody compared. Such a span is doubtful until the ids that
-- the API still lists of it were compared with what is stored. Less than the 20 messages of one answer cannot hide a gap.
ALTER TABLE CACHE.gap ADD COLUMN IF NOT EXISTS doubtful BOOLEAN DEFAULT FALSE NOT NULL;
DELETE FROM CACHE.gap WHERE doubtful;
INSERT INTO CACHE.gap (account_id, conversation, from_at, to_at, doubtful)
    SELECT c.account_id, c.id, MIN(m.sent_at), MAX(m.sent_at), TRUE
    FROM CACHE.message m JOIN CACHE.conversation c ON c.id = m.conversation
    GROUP BY c.account_id, c.id HAVING COUNT(*) >= 20;
