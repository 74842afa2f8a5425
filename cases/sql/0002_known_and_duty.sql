-- Within one Hjemløseenhed: whether somebody knows the citizen (existence, never a row), and what the one on duty may open.

-- Whether a unit of the caller's Hjemløseenhed works with the citizen now.
CREATE FUNCTION case_is_in_house(p_citizen uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM cases_ground g WHERE g.citizen_id = p_citizen AND g.basis = 'case'
     AND unit_house(g.unit_id) = unit_house(app_unit()) AND case_is_with(p_citizen, g.unit_id)) $$;

-- "Er borgeren kendt?": initials, who knows the citizen, and the number to call; of a protected one the number alone.
-- No row: nobody in the house, or several of that name, or one who is never matched.
CREATE FUNCTION citizen_known(p_lookup uuid, p_digest bytea, p_name text, p_born_on date)
RETURNS TABLE (initials text, unit text, phone text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l cases_lookup := lookup_take(p_lookup, 'known', p_digest, p_name, p_born_on);
        c uuid := lookup_find(p_digest, p_name, p_born_on);
BEGIN
  IF c IS NULL OR NOT case_is_in_house(c) THEN PERFORM lookup_end(l, 'nobody', '{}'); RETURN; END IF;
  PERFORM lookup_end(l, 'told', ARRAY[c]);
  RETURN QUERY
    SELECT DISTINCT CASE WHEN z.is_protected THEN '' ELSE upper(left(z.given_name, 1) || left(z.family_name, 1)) END,
           CASE WHEN z.is_protected THEN '' ELSE n.name::text END,
           coalesce(nullif(n.phone, ''), h.phone)::text
      FROM cases_citizen z, accounts_unit n JOIN accounts_unit h ON h.id = unit_house(n.id)
     WHERE z.id = c AND h.id = unit_house(app_unit()) AND case_is_with(c, n.id) ORDER BY 2, 3;
END $$;

-- Until when the caller is on duty for the house: the shift and an hour on both sides. NULL: not now.
CREATE FUNCTION duty_until() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT max(d.ends_at) + interval '1 hour' FROM accounts_dutyshift d
   WHERE d.user_id = app_user() AND d.cancelled_at IS NULL AND unit_house(d.unit_id) = unit_house(app_unit())
     AND d.starts_at <= app_at() + interval '1 hour' AND d.ends_at > app_at() - interval '1 hour' $$;

-- The house's citizens with this identifier, or with a name or alias of which a word begins with these letters; ten at
-- most. A protected one is found by the identifier alone, and is shown without name and year. Nobody anonymous is found by
-- letters, and a number that was a mistake finds nobody.
CREATE FUNCTION duty_find(p_lookup uuid, p_digest bytea, p_name text)
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
                THEN EXISTS (SELECT 1 FROM cases_identifier i
                              WHERE i.citizen_id = z.id AND i.digest = p_digest AND i.ended_cause <> 'mistake')
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

-- Opens one of those whom the caller's own search of this shift has shown, until an hour after the shift; no longer than
-- 36 hours at a time. Grounds are written one by one, when somebody opens a citizen: never the whole house at once.
CREATE FUNCTION ground_duty(p_citizen uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE until timestamptz := duty_until(); l cases_lookup;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(app_user()::text, 3));
  SELECT * INTO l FROM cases_lookup k WHERE k.asked_by_id = app_user() AND k.unit_id = app_unit() AND k.way = 'duty'
     AND k.asked_at > app_at() - interval '36 hours' AND k.found @> ARRAY[p_citizen] ORDER BY k.asked_at DESC LIMIT 1;
  IF NOT FOUND OR until IS NULL OR app_cap() < 20 OR NOT case_is_in_house(p_citizen)
  THEN RAISE insufficient_privilege USING MESSAGE = 'ground_duty'; END IF;
  IF NOT ground_has(p_citizen, 20) THEN
    PERFORM ground_write_own(p_citizen, 'duty', least(until, app_at() + interval '36 hours'), l.reason);
  END IF;
END $$;
