-- A merged person on the lists of a unit: one line, one clock, one in the count. As far as the caller sees them, and no
-- further: each function answers no more than the citizens whom the caller sees anyway.

-- Those who are one person with this citizen; nobody when the caller does not see this one. Almost nobody is merged: two
-- looks into an index say so.
CREATE FUNCTION citizen_others(p_citizen uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_from = p_citizen AND m.undone_at IS NULL)
     AND NOT EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_into = p_citizen AND m.undone_at IS NULL)
     OR NOT ground_has(p_citizen, 20) THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT x FROM unnest(merge_group(p_citizen)) WITH ORDINALITY g(x, n)
                WHERE x <> p_citizen AND ground_has(x, 20) ORDER BY n);
END $$;

-- Of these, on the lists of the caller's unit, those whose person stands there under another citizen: one who is on
-- somebody's list already, or else one with a name, or else the one into whom the others were merged.
CREATE FUNCTION unit_doubles(p_citizens uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE merged uuid[] := ARRAY(
  SELECT x FROM unnest(p_citizens) x
   WHERE EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_from = x AND m.undone_at IS NULL)
      OR EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_into = x AND m.undone_at IS NULL));
BEGIN
  IF merged = '{}' THEN RETURN merged; END IF;
  RETURN ARRAY(
    SELECT x FROM unnest(merged) x
     WHERE ground_has(x, 20)
       AND x <> coalesce((
         SELECT c.id FROM unnest(merge_group(x)) y
           JOIN cases_citizen c ON c.id = y
           JOIN cases_case k ON k.citizen_id = y AND k.unit_id = app_unit() AND k.status <> 'closed'
          WHERE ground_has(y, 20)
          ORDER BY NOT EXISTS (SELECT 1 FROM cases_assignment a
                                WHERE a.citizen_id = y AND a.unit_id = app_unit() AND a.ends_on IS NULL),
                   c.died_on IS NOT NULL, c.is_unknown,
                   EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_from = y AND m.undone_at IS NULL), y
          LIMIT 1), x));
END $$;

-- Of these, those who have no name themselves, and whose person has one under another citizen.
CREATE FUNCTION unit_named(p_citizens uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT ARRAY(
    SELECT c.id FROM cases_citizen c
     WHERE c.id = ANY(p_citizens) AND c.is_unknown AND EXISTS (
       SELECT 1 FROM unnest(citizen_others(c.id)) y JOIN cases_citizen o ON o.id = y WHERE NOT o.is_unknown)) $$;

-- Of these, those who stand in a list twice: of each person whom the caller sees several times in it, all but one. That one
-- has the caller's casework, and is the citizen into whom the others were merged, or else the first; who has a name comes
-- before who has none.
CREATE FUNCTION citizen_doubles(p_citizens uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE merged uuid[] := ARRAY(
  SELECT x FROM unnest(p_citizens) x
   WHERE EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_from = x AND m.undone_at IS NULL)
      OR EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_into = x AND m.undone_at IS NULL));
BEGIN
  IF merged = '{}' THEN RETURN merged; END IF;
  merged := ARRAY(SELECT x FROM unnest(merged) x WHERE ground_has(x, 20));
  RETURN ARRAY(
    SELECT x FROM unnest(merged) x
     WHERE x <> (SELECT c.id FROM unnest(merge_group(x)) y JOIN cases_citizen c ON c.id = y WHERE y = ANY(merged)
                  ORDER BY NOT ground_has(y, 30), c.is_unknown,
                           EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_from = y AND m.undone_at IS NULL), y LIMIT 1));
END $$;
