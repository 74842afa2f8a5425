-- The planner does not know which unit asks. It takes the middle one, of 70 citizens, and for that one it is right to make a
-- table in memory of everybody whom the unit sees, once for each table that is read. A unit of 5,000 then pays 2 ms for each
-- of them, also where the page is about one citizen. It is told of large units: it looks one citizen up where there are few,
-- which costs the middle unit nothing.
ALTER TABLE cases_ground ALTER COLUMN unit_id SET (n_distinct = 40);
ALTER TABLE cases_findable ALTER COLUMN in_unit SET (n_distinct = 40);
-- A search has a few hundred candidates at most; without a word it is a thousand, for which all of the unit's are read.
ALTER FUNCTION search_seen(uuid[]) ROWS 50;
ANALYZE cases_ground (unit_id);
ANALYZE cases_findable (in_unit);
