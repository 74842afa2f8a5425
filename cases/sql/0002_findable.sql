-- Not for the application: makes what these citizens are found by anew, from what stands on them, for every unit that ever
-- had a ground. One citizen after the other: of two who write at once about one, the second sees what the first wrote; and
-- in one order, so that two bulk writes never deadlock.
CREATE FUNCTION findable_renew(ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  ids := ARRAY(SELECT DISTINCT x FROM unnest(ids) x WHERE x IS NOT NULL ORDER BY x);
  IF ids = '{}' THEN RETURN; END IF;
  PERFORM 1 FROM cases_citizen WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
  WITH said AS MATERIALIZED (
    SELECT n.id, n.sort_name, n.is_protected, search_words(n.said) AS names, search_sounds(n.said) AS sounds,
           search_words(n.features) AS about, n.phones, n.places, n.digests
      FROM (SELECT c.id, c.sort_name, c.is_protected, c.features,
                   concat_ws(' ', c.given_name, c.family_name, (
                     SELECT string_agg(a.text, ' ' ORDER BY a.added_at, a.id) FROM cases_alias a
                      WHERE a.citizen_id = c.id AND a.ended_at IS NULL)) AS said,
                   coalesce((SELECT ' ' || string_agg(search_phone(p.number), ' ' ORDER BY p.added_at, p.id) || ' ' FROM cases_phone p
                              WHERE p.citizen_id = c.id AND p.ended_at IS NULL), '') AS phones,
                   ARRAY(SELECT h.place_id FROM cases_haunt h WHERE h.citizen_id = c.id AND h.ended_at IS NULL ORDER BY 1) AS places,
                   ARRAY(SELECT i.digest FROM cases_identifier i
                          WHERE i.citizen_id = c.id AND i.digest IS NOT NULL AND i.ended_cause <> 'mistake' ORDER BY 1) AS digests
              FROM cases_citizen c WHERE c.id = ANY(ids)) n)
  INSERT INTO cases_findable AS f (id, in_unit, whom, sort_name, is_protected, names, sounds, about, phones, places, digests)
  SELECT gen_random_uuid(), u.unit_id, s.id, s.sort_name, s.is_protected, s.names, s.sounds, s.about, s.phones, s.places, s.digests
    FROM said s CROSS JOIN LATERAL (SELECT DISTINCT g.unit_id FROM cases_ground g WHERE g.citizen_id = s.id) u
  ON CONFLICT (in_unit, whom) DO UPDATE
     SET sort_name = EXCLUDED.sort_name, is_protected = EXCLUDED.is_protected, names = EXCLUDED.names, sounds = EXCLUDED.sounds,
         about = EXCLUDED.about, phones = EXCLUDED.phones, places = EXCLUDED.places, digests = EXCLUDED.digests;
  DELETE FROM cases_findable f WHERE f.whom = ANY(ids) AND NOT EXISTS (SELECT 1 FROM cases_citizen c WHERE c.id = f.whom);
END $$;

CREATE FUNCTION findable_of_citizen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN PERFORM findable_renew(ARRAY(SELECT id FROM new_rows));
  ELSIF TG_OP = 'DELETE' THEN PERFORM findable_renew(ARRAY(SELECT id FROM old_rows));
  ELSE PERFORM findable_renew(ARRAY(
    SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
     WHERE (n.given_name, n.family_name, n.is_protected, n.features) IS DISTINCT FROM (o.given_name, o.family_name, o.is_protected, o.features)));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER findable_insert AFTER INSERT ON cases_citizen REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION findable_of_citizen();
CREATE TRIGGER findable_update AFTER UPDATE ON cases_citizen REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION findable_of_citizen();
CREATE TRIGGER findable_delete AFTER DELETE ON cases_citizen REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION findable_of_citizen();

-- Aliases, phones, haunts and identifiers: whichever row changes, its citizen is found by what stands then.
CREATE FUNCTION findable_of_fact() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN PERFORM findable_renew(ARRAY(SELECT citizen_id FROM new_rows));
  ELSIF TG_OP = 'DELETE' THEN PERFORM findable_renew(ARRAY(SELECT citizen_id FROM old_rows));
  ELSE PERFORM findable_renew(ARRAY(SELECT citizen_id FROM old_rows UNION SELECT citizen_id FROM new_rows));
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['cases_alias', 'cases_phone', 'cases_haunt', 'cases_identifier'] LOOP
    EXECUTE format('CREATE TRIGGER findable_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION findable_of_fact()', t);
    EXECUTE format('CREATE TRIGGER findable_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION findable_of_fact()', t);
    EXECUTE format('CREATE TRIGGER findable_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION findable_of_fact()', t);
  END LOOP;
END $$;

-- A unit's first ground on a citizen. (A new citizen's ground comes before the citizen, whose own trigger sees it.)
CREATE FUNCTION findable_of_ground() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM findable_renew(ARRAY(
    SELECT g.citizen_id FROM new_rows g
     WHERE NOT EXISTS (SELECT 1 FROM cases_findable f WHERE f.whom = g.citizen_id AND f.in_unit = g.unit_id)
       AND EXISTS (SELECT 1 FROM cases_citizen c WHERE c.id = g.citizen_id)));
  RETURN NULL;
END $$;
CREATE TRIGGER findable_insert AFTER INSERT ON cases_ground REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION findable_of_ground();
