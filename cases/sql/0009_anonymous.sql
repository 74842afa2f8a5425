-- Who wishes to be anonymous has no identifying number, whoever writes first: a number would match.
ALTER TABLE cases_identifier ADD CONSTRAINT identifier_nobody_anonymous FOREIGN KEY (citizen_id, of_anonymous)
  REFERENCES cases_citizen (id, is_anonymous) DEFERRABLE INITIALLY DEFERRED;

-- As before (0007_lookups.sql), but nobody anonymous is found by a name and a birth date.
CREATE OR REPLACE FUNCTION lookup_find(p_digest bytea, p_name text, p_born_on date) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  IF p_digest IS NOT NULL THEN
    ids := ARRAY(SELECT DISTINCT i.citizen_id FROM cases_identifier i WHERE i.digest = p_digest);
  ELSE
    ids := ARRAY(SELECT c.id FROM cases_citizen c WHERE c.birth_on = p_born_on AND NOT c.is_anonymous
                      AND c.sort_name IN (lookup_name(p_name), lookup_name(p_name) || ' '));
  END IF;
  IF cardinality(ids) <> 1 OR NOT EXISTS (
    SELECT 1 FROM cases_ground g WHERE g.citizen_id = ids[1] AND g.basis = 'case' AND g.user_id IS NULL
       AND g.starts_at <= app_at() AND (g.ends_at IS NULL OR g.ends_at > app_at()))
  THEN RETURN NULL; END IF;
  RETURN ids[1];
END $$;

-- As before (0007_known_and_duty.sql), but nobody anonymous is found by letters.
CREATE OR REPLACE FUNCTION duty_find(p_lookup uuid, p_digest bytea, p_name text)
RETURNS TABLE (citizen uuid, name text, born int, unit text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l cases_lookup := lookup_take(p_lookup, 'duty', p_digest, p_name, NULL);
        w text := '(^|\s)' || regexp_replace(lower(btrim(p_name)), '([^\w\s])', '\\\1', 'g'); ids uuid[];
BEGIN
  IF duty_until() IS NULL OR (p_digest IS NULL AND length(btrim(p_name)) < 2)
  THEN RAISE insufficient_privilege USING MESSAGE = 'duty_find'; END IF;
  ids := ARRAY(
    SELECT z.id FROM cases_citizen z
     WHERE CASE WHEN p_digest IS NOT NULL
                THEN EXISTS (SELECT 1 FROM cases_identifier i WHERE i.citizen_id = z.id AND i.digest = p_digest)
                ELSE NOT z.is_protected AND NOT z.is_anonymous AND (
                     lower(z.given_name || ' ' || z.family_name) ~ w
                  OR EXISTS (SELECT 1 FROM cases_alias a WHERE a.citizen_id = z.id AND a.ended_at IS NULL AND lower(a.text) ~ w)) END
       AND z.id IN (SELECT g.citizen_id FROM cases_ground g JOIN accounts_unit n ON n.id = g.unit_id
                     WHERE g.basis = 'case' AND coalesce(n.part_of_id, n.id) = unit_house(app_unit()))
       AND case_is_in_house(z.id)
     ORDER BY z.sort_name, z.id LIMIT 10);
  PERFORM lookup_end(l, CASE WHEN ids = '{}' THEN 'nobody' ELSE 'told' END, ids);
  RETURN QUERY
    SELECT z.id, CASE WHEN z.is_protected THEN NULL ELSE btrim(z.given_name || ' ' || z.family_name) END,
           CASE WHEN z.is_protected THEN NULL ELSE coalesce(extract(year FROM z.birth_on)::int, z.birth_year::int) END,
           (SELECT string_agg(n.name, ', ' ORDER BY n.name) FROM accounts_unit n
             WHERE coalesce(n.part_of_id, n.id) = unit_house(app_unit()) AND case_is_with(z.id, n.id))
      FROM cases_citizen z WHERE z.id = ANY(ids) ORDER BY z.sort_name, z.id;
END $$;
