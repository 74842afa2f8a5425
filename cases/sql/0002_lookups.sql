-- Looking for a citizen whom one does not see, in two transactions:
--   lookup_begin writes down who asks, in which way, why, and a fingerprint of the question. It answers nothing.
--   ground_stand, glass_break, citizen_known and duty_find (the files beside this one) take its id and the same question
--   again, and answer only when another transaction has committed it. Who rolls the answer back stands there all the
--   same, and has used up one of the day's questions.
-- How often one person may ask or tell within 24 hours. The same table stands in cases/choices.py; a test compares them.
CREATE FUNCTION lookup_daily(p_way text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_way WHEN 'contact' THEN 10 WHEN 'glass' THEN 5 WHEN 'known' THEN 20 WHEN 'duty' THEN 60 WHEN 'seen' THEN 40 END $$;

-- A name as cases_citizen.sort_name holds it: without regard to case and blanks, in Danish letters.
CREATE FUNCTION lookup_name(p_name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT translate(replace(lower(regexp_replace(btrim(p_name), '\s+', ' ', 'g')), 'aa', 'å'), 'æøåäö', '{|}{|') $$;

-- The fingerprint of a question: a miss must not become a register of people whom nobody knows.
CREATE FUNCTION lookup_asked(p_digest bytea, p_name text, p_born_on date) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(coalesce(encode(p_digest, 'hex'), '') || '|' || coalesce(lookup_name(p_name), '')
                           || '|' || coalesce(to_char(p_born_on, 'YYYY-MM-DD'), ''), 'UTF8')) $$;

-- Whether what that transaction wrote is there for good, whatever becomes of this one.
CREATE FUNCTION lookup_kept(p_written_in xid8) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_written_in <> pg_current_xact_id() $$;

-- Whether a unit works with the citizen now: its case ground is open, for everybody in the unit.
CREATE FUNCTION case_is_with(p_citizen uuid, p_unit uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM cases_ground g WHERE g.citizen_id = p_citizen AND g.unit_id = p_unit
     AND g.basis = 'case' AND g.user_id IS NULL
     AND g.starts_at <= app_at() AND (g.ends_at IS NULL OR g.ends_at > app_at())) $$;

-- A question's id, or NULL when this person has asked in this way too often within 24 hours.
CREATE FUNCTION lookup_begin(p_way text, p_digest bytea, p_name text, p_born_on date, p_reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l uuid := gen_random_uuid(); limited boolean;
BEGIN
  IF app_user() IS NULL OR app_unit() IS NULL OR app_cap() < 20 OR lookup_daily(p_way) IS NULL
     OR coalesce(btrim(p_reason), '') = ''
     OR (p_digest IS NULL AND (coalesce(btrim(p_name), '') = '' OR (p_born_on IS NULL AND p_way <> 'duty')))
  THEN RAISE insufficient_privilege USING MESSAGE = 'lookup_begin'; END IF;
  -- One question of a person after the other: many at once do not pass the limit.
  PERFORM pg_advisory_xact_lock(hashtextextended(app_user()::text, 3));
  limited := (SELECT count(*) FROM cases_lookup WHERE asked_by_id = app_user() AND way = p_way AND outcome <> 'limited'
                 AND asked_at > app_at() - interval '24 hours') >= lookup_daily(p_way);
  INSERT INTO cases_lookup (id, way, asked_at, asked_by_id, unit_id, reason, asked, outcome, found)
  VALUES (l, p_way, app_at(), app_user(), app_unit(), btrim(p_reason), lookup_asked(p_digest, p_name, p_born_on),
          CASE WHEN limited THEN 'limited' ELSE '' END, '{}');
  RETURN CASE WHEN limited THEN NULL ELSE l END;
END $$;

-- Not for the application: the caller's own question of the last five minutes, committed, not answered yet, and this one.
CREATE FUNCTION lookup_take(p_lookup uuid, p_way text, p_digest bytea, p_name text, p_born_on date) RETURNS cases_lookup
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l cases_lookup;
BEGIN
  SELECT * INTO l FROM cases_lookup
   WHERE id = p_lookup AND way = p_way AND asked_by_id = app_user() AND unit_id = app_unit() AND app_cap() >= 20
     AND outcome = '' AND asked = lookup_asked(p_digest, p_name, p_born_on) AND lookup_kept(written_in)
     AND asked_at BETWEEN app_at() - interval '5 minutes' AND app_at()
     FOR UPDATE;
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'lookup_take'; END IF;
  RETURN l;
END $$;

-- Not for the application: the one citizen with this identifier, or with exactly this name and birth date, whom some unit
-- works with. None and several are the same answer: NULL. Nobody anonymous is found by a name and a birth date, and a number
-- that was a mistake finds nobody.
CREATE FUNCTION lookup_find(p_digest bytea, p_name text, p_born_on date) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  IF p_digest IS NOT NULL THEN
    ids := ARRAY(SELECT DISTINCT i.citizen_id FROM cases_identifier i WHERE i.digest = p_digest AND i.ended_cause <> 'mistake');
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

-- Not for the application: writes the answer down, on the question and in the access log of each who was found.
CREATE FUNCTION lookup_end(p_lookup cases_lookup, p_outcome text, p_found uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE cases_lookup SET outcome = p_outcome, found = p_found WHERE id = p_lookup.id;
  PERFORM access_note('cases:find_' || p_lookup.way, 'search', p_found, p_lookup.reason);
END $$;
