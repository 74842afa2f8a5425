-- What the import needs besides, so that many rows cost a handful of statements.

-- citizen_begin so many times, in one statement: as many ids, each with the caller's case ground.
CREATE FUNCTION citizens_begin(p_count int) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app_unit() IS NULL OR app_cap() < 30 THEN RAISE insufficient_privilege USING MESSAGE = 'citizens_begin'; END IF;
  RETURN QUERY
  INSERT INTO cases_ground (id, citizen_id, unit_id, user_id, basis, scope, health, starts_at, reason, opened_by_id)
  SELECT gen_random_uuid(), gen_random_uuid(), app_unit(), NULL, 'case', 30, true, app_at(), '', app_user()
    FROM generate_series(1, p_count) RETURNING citizen_id;
END $$;

-- A table that was filled within the last minute looks empty to the planner until autovacuum comes by; every foreign key to
-- it is then looked up among all rows of the unit, and a unit's first list takes hours. Here the planner looks at the
-- tables that it thinks small and that have doubled since. Small ones alone: each look reads a table that takes no time.
CREATE FUNCTION planner_look() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE t regclass; looked int := 0;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'cases\_%'
              AND c.reltuples < 1000 AND pg_relation_size(c.oid) > 2 * current_setting('block_size')::int * greatest(c.relpages, 1) LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', t);
    looked := looked + 1;
  END LOOP;
  RETURN looked;
END $$;
