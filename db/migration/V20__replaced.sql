-- How values came that no text column can hold (contract U11): half a character at the end of a name that the PBX cut, a NUL.
-- Their columns have U+FFFD instead, and so are they served; here nothing of them is lost. Null for almost every leg, and then
-- not covered by its digest: legs kept before this column are not taken for changed.

ALTER TABLE leg ADD COLUMN replaced json;

COMMENT ON COLUMN leg.replaced IS
    'By wire name: the values in which U+FFFD stands for what no text can hold, as they came; bytes that are no UTF-8, and NUL, as \xNN';
