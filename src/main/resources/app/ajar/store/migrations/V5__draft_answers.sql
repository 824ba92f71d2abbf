-- The message that the draft answers.
ALTER TABLE LOCAL.note ADD COLUMN IF NOT EXISTS draft_reply_to VARCHAR;
