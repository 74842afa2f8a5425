-- "Det er ikke den samme": a unit's own word about two citizens, so that nobody there is asked again. It opens and hides
-- nothing but a suggestion, and another unit is asked as before.

-- Says that the two are two: false when the unit has said so already.
CREATE FUNCTION alike_dismiss(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_one = p_other OR NOT merge_may(p_one, p_other) OR p_other = ANY(merge_group(p_one))
  THEN RAISE insufficient_privilege USING MESSAGE = 'alike_dismiss'; END IF;
  INSERT INTO cases_citizenapart (id, unit_id, one, other, said_at, said_by_id)
  VALUES (gen_random_uuid(), app_unit(), least(p_one, p_other), greatest(p_one, p_other), app_at(), app_user())
  ON CONFLICT (unit_id, one, other) WHERE undone_at IS NULL DO NOTHING;
  RETURN FOUND;
END $$;

-- Takes it back: they may be one after all. Once: false when a colleague was first.
CREATE FUNCTION alike_ask_again(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT merge_may(p_one, p_other) THEN RAISE insufficient_privilege USING MESSAGE = 'alike_ask_again'; END IF;
  UPDATE cases_citizenapart SET undone_at = app_at(), undone_by_id = app_user()
   WHERE unit_id = app_unit() AND one = least(p_one, p_other) AND other = greatest(p_one, p_other) AND undone_at IS NULL;
  RETURN FOUND;
END $$;

-- Those of whom the caller's unit has said that they are not this citizen, and whom the caller sees: who said so, and when.
CREATE FUNCTION citizen_apart(p_citizen uuid) RETURNS TABLE (citizen uuid, said_at timestamptz, said_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT o.x, a.said_at, u.full_name
    FROM cases_citizenapart a JOIN accounts_user u ON u.id = a.said_by_id
         CROSS JOIN LATERAL (SELECT CASE WHEN a.one = p_citizen THEN a.other ELSE a.one END) o(x)
   WHERE a.unit_id = app_unit() AND a.undone_at IS NULL AND p_citizen IN (a.one, a.other)
     AND app_cap() >= 30 AND ground_has(p_citizen, 20) AND ground_has(o.x, 20)
   ORDER BY a.said_at DESC, o.x $$;

-- Who may be the same person as this citizen: among those whom the caller sees and is told of, by how the names and aliases
-- sound, the year of birth and the haunts. A coordinator of several units' grounds finds them across the wall so, and
-- nobody else does. Two signs of three make a suggestion; those whom the unit has held apart are none.
CREATE FUNCTION citizen_alike(p_citizen uuid) RETURNS TABLE (citizen uuid, score int, by_name boolean, by_birth boolean, by_place boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me cases_findable; heard text[]; born int; candidates uuid[];
BEGIN
  IF app_cap() < 30 OR NOT ground_has(p_citizen, 20) THEN RAISE insufficient_privilege USING MESSAGE = 'citizen_alike'; END IF;
  SELECT * INTO me FROM cases_findable f WHERE f.in_unit = app_unit() AND f.whom = p_citizen;
  IF NOT FOUND OR (me.is_protected AND NOT (SELECT s.told FROM search_seen(ARRAY[p_citizen]) s)) THEN RETURN; END IF;
  SELECT coalesce(extract(year FROM c.birth_on)::int, c.birth_year::int) INTO born FROM cases_citizen c WHERE c.id = p_citizen;
  heard := ARRAY(SELECT DISTINCT w FROM string_to_table(btrim(me.sounds), ' ') w WHERE length(w) >= 2);
  candidates := ARRAY(
    SELECT f.whom FROM cases_findable f
     WHERE f.in_unit = app_unit() AND f.whom <> ALL(merge_group(p_citizen))
       AND NOT EXISTS (SELECT 1 FROM cases_citizenapart a
                        WHERE a.unit_id = app_unit() AND a.undone_at IS NULL
                          AND a.one = least(f.whom, p_citizen) AND a.other = greatest(f.whom, p_citizen))
       AND EXISTS (SELECT 1 FROM unnest(heard) w WHERE strpos(f.sounds, ' ' || w || ' ') > 0));
  RETURN QUERY
  SELECT h.whom, h.names + 2 * h.birth::int + h.place::int, true, h.birth, h.place FROM (
    SELECT f.whom, f.sort_name, (SELECT count(*)::int FROM unnest(heard) w WHERE strpos(f.sounds, ' ' || w || ' ') > 0) AS names,
           coalesce(abs(coalesce(extract(year FROM c.birth_on)::int, c.birth_year::int) - born) <= 3, false) AS birth,
           f.places && me.places AS place
      FROM search_seen(candidates) s
      JOIN cases_findable f ON f.in_unit = app_unit() AND f.whom = s.whom
      JOIN cases_citizen c ON c.id = f.whom
     WHERE s.told OR NOT f.is_protected) h
   WHERE h.names + 2 * h.birth::int + h.place::int >= 3
   ORDER BY 2 DESC, h.sort_name, h.whom LIMIT 10;
END $$;
