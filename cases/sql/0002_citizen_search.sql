-- Not for the application: of these citizens, those whom the reader sees now; `told` says whether a protected one's name and
-- places, and anybody's numbers, may be told to the reader: to casework alone (cases/scopes.py).
CREATE FUNCTION search_seen(p_whom uuid[]) RETURNS TABLE (whom uuid, told boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT g.citizen_id, app_cap() >= 30 AND bool_or(g.scope >= 30)
         AND EXISTS (SELECT 1 FROM cases_case k WHERE k.citizen_id = g.citizen_id AND k.unit_id = app_unit())
    FROM cases_ground g
   WHERE g.citizen_id = ANY(p_whom) AND g.unit_id = app_unit() AND (g.user_id IS NULL OR g.user_id = app_user())
     AND g.scope >= 20 AND g.starts_at <= app_at() AND (g.ends_at IS NULL OR g.ends_at > app_at())
   GROUP BY g.citizen_id $$;

-- The one search: whom the reader sees already, by name, alias, features, place, telephone number, identifier or reference.
-- It looks at what the reader's own unit has or had a ground on, so that nobody else's name makes it slower, and answers ids
-- and ranks alone; the rows are then read under the policy. What a reader is not told of a citizen does not find that citizen.
-- Ranks: 0 number, telephone, reference; 1 and on names (a whole word before its beginning, before its sound);
--   40 a typing error; 60 features; 80 a place where the citizen is usually to be found. One citizen may come twice.
CREATE FUNCTION citizen_search(p_text text, p_digests bytea[], p_most int) RETURNS TABLE (citizen uuid, rank int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  u uuid := app_unit();
  asked text[] := ARRAY(SELECT w FROM string_to_table(search_fold(left(p_text, 100)), ' ') w WHERE w <> '' LIMIT 6);
  heard text[] := ARRAY(SELECT search_sound(w) FROM unnest(asked) WITH ORDINALITY q(w, n) ORDER BY n);
  -- The two longest words sort almost everybody out; only of the others every word is asked.
  longest text := (SELECT w FROM unnest(asked) w ORDER BY length(w) DESC, w LIMIT 1);
  second text := (SELECT w FROM unnest(asked) w ORDER BY length(w) DESC, w OFFSET 1 LIMIT 1);
  begins text; sounds_like text; second_like text; phone text; reference text; odd text; pieces text[];
  candidates uuid[]; by_ear uuid[]; spots uuid[] := '{}'; found int := 0; added int; lettered boolean;
BEGIN
  IF u IS NULL OR app_cap() < 20 OR p_most NOT BETWEEN 1 AND 100 THEN RAISE insufficient_privilege USING MESSAGE = 'citizen_search'; END IF;
  lettered := length(longest) >= 2;
  IF lettered THEN
    begins := ' ' || longest;
    sounds_like := CASE WHEN length(search_sound(longest)) >= 2 THEN ' ' || search_sound(longest) END;
    second_like := CASE WHEN length(search_sound(second)) >= 2 THEN ' ' || search_sound(second) END;
    spots := ARRAY(SELECT p.id FROM cases_place p
                    WHERE NOT EXISTS (SELECT 1 FROM unnest(asked) w WHERE length(w) < 2 OR strpos(search_words(p.name), ' ' || w) = 0));
  END IF;
  IF p_text ~ '^[-+ ().0-9]{6,25}$' THEN phone := ' ' || search_phone(p_text) || ' '; END IF;
  IF length(phone) < 8 THEN phone := NULL; END IF;
  IF lower(btrim(p_text)) ~ '^[0-9a-f]{8}$' THEN reference := lower(btrim(p_text)); END IF;

  SELECT coalesce(array_agg(f.whom) FILTER (WHERE t.so), '{}'), coalesce(array_agg(f.whom) FILTER (WHERE NOT t.so), '{}')
    INTO candidates, by_ear
    FROM cases_findable f, LATERAL (
      SELECT coalesce(strpos(f.names, begins) > 0 OR strpos(f.about, begins) > 0 OR f.places && spots OR f.digests && p_digests
                      OR strpos(f.phones, phone) > 0, false) AS so) t
   WHERE f.in_unit = u AND (t.so OR strpos(f.sounds, sounds_like) > 0)
     AND (second IS NULL OR strpos(f.names, ' ' || second) > 0 OR strpos(f.sounds, second_like) > 0
          OR strpos(f.about, ' ' || second) > 0 OR f.places && spots OR f.digests && p_digests OR strpos(f.phones, phone) > 0);
  -- Whoever only sounds so comes after those who are written so, and is not looked up when these are enough.
  IF cardinality(candidates) < p_most THEN candidates := candidates || by_ear; by_ear := '{}'; END IF;
  IF reference IS NOT NULL THEN
    candidates := candidates
      || ARRAY(SELECT f.whom FROM cases_findable f WHERE f.in_unit = u AND left(f.whom::text, 8) = reference)
      || ARRAY(SELECT k.citizen_id FROM cases_case k WHERE k.unit_id = u AND left(k.id::text, 8) = reference);
  END IF;
  LOOP
    RETURN QUERY
    SELECT h.whom, h.rank FROM (
      SELECT f.whom, f.sort_name, CASE
        WHEN s.told AND (f.digests && p_digests OR coalesce(strpos(f.phones, phone), 0) > 0
                         OR EXISTS (SELECT 1 FROM cases_case k WHERE k.citizen_id = f.whom AND k.unit_id = u AND left(k.id::text, 8) = reference)) THEN 0
        WHEN left(f.whom::text, 8) = reference THEN 0
        WHEN NOT lettered OR (f.is_protected AND NOT s.told) THEN NULL
        WHEN NOT EXISTS (SELECT 1 FROM unnest(asked, heard) q(w, s)
                          WHERE strpos(f.names, ' ' || q.w) = 0 AND (length(q.s) < 2 OR strpos(f.sounds, ' ' || q.s) = 0))
        THEN 1 + (SELECT sum(CASE WHEN strpos(f.names, ' ' || q.w || ' ') > 0 THEN 0 WHEN strpos(f.names, ' ' || q.w) > 0 THEN 1
                                  WHEN strpos(f.sounds, ' ' || q.s || ' ') > 0 THEN 2 ELSE 3 END)::int FROM unnest(asked, heard) q(w, s))
        WHEN NOT EXISTS (SELECT 1 FROM unnest(asked) w WHERE strpos(f.about || f.names, ' ' || w) = 0) THEN 60
        WHEN f.places && spots THEN 80 END AS rank
        FROM search_seen(candidates) s JOIN cases_findable f ON f.in_unit = u AND f.whom = s.whom OFFSET 0) h
     WHERE h.rank IS NOT NULL ORDER BY h.rank, h.sort_name, h.whom LIMIT p_most;
    GET DIAGNOSTICS added = ROW_COUNT;
    found := found + added;
    EXIT WHEN found >= p_most OR by_ear = '{}';
    candidates := by_ear;
    by_ear := '{}';
  END LOOP;

  -- Only when little was found: a letter too many, too few or another one, in a word of five letters or more. The word
  -- with which fewest names begin sorts most of them out: when it is cut into one piece more than it may have errors, one piece
  -- at least stands in the name as it was written.
  IF found >= 5 THEN RETURN; END IF;
  SELECT q.w, ' ' || q.s, ARRAY(SELECT substr(q.w, 1 + length(q.w) * n / p, length(q.w) * (n + 1) / p - length(q.w) * n / p)
                                  FROM generate_series(0, p - 1) n)
    INTO odd, sounds_like, pieces
    FROM unnest(asked, heard) q(w, s), LATERAL (SELECT CASE WHEN length(q.w) < 8 THEN 2 ELSE 3 END AS p) k
   WHERE length(q.w) >= 5
   ORDER BY (SELECT count(*) FROM cases_findable f WHERE f.in_unit = u AND strpos(f.names, ' ' || q.w) > 0),
            length(q.w) DESC, q.w LIMIT 1;
  IF odd IS NULL THEN RETURN; END IF;
  candidates := ARRAY(
    SELECT f.whom FROM cases_findable f
     WHERE f.in_unit = u
       AND (strpos(f.names, pieces[1]) > 0 OR strpos(f.names, pieces[2]) > 0 OR strpos(f.names, pieces[3]) > 0
            OR length(sounds_like) > 2 AND strpos(f.sounds, sounds_like) > 0)
       AND NOT EXISTS (
         SELECT 1 FROM unnest(asked, heard) q(w, s)
          WHERE strpos(f.names, ' ' || q.w) = 0 AND (length(q.s) < 2 OR strpos(f.sounds, ' ' || q.s) = 0)
            AND NOT EXISTS (SELECT 1 FROM string_to_table(f.names, ' ') n WHERE search_near(n, q.w))));
  RETURN QUERY
  SELECT f.whom, 40 FROM search_seen(candidates) s JOIN cases_findable f ON f.in_unit = u AND f.whom = s.whom
   WHERE s.told OR NOT f.is_protected ORDER BY f.sort_name, f.whom LIMIT p_most;
END $$;
