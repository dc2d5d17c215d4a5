-- Kinds of actions that a release before does not know: it reads the column action alone, and ends if it finds another word.

ALTER TABLE audit ADD COLUMN act text;

COMMENT ON COLUMN audit.act IS 'What was done, if action has but a word for it that older releases know; else null';
