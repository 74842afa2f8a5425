-- Hold øje med: a unit that seeks a citizen asks another one to look out, shared, for fourteen days at most.

-- The unit that has the case and seeks the citizen asks another unit; both the row and the other unit's ground. Nobody with
-- name and address protection: others would look out for somebody of whom they are told nothing.
CREATE FUNCTION lookout_begin(p_citizen uuid, p_to_unit uuid, p_words text, p_expires_at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l uuid := gen_random_uuid(); g uuid := gen_random_uuid();
BEGIN
  PERFORM 1 FROM cases_citizenclock WHERE citizen_id = p_citizen FOR UPDATE;  -- after a meeting at the same moment, not before
  IF NOT ground_has(p_citizen, 30) OR NOT case_is_with(p_citizen, app_unit()) OR p_to_unit = app_unit()
     OR p_expires_at <= app_at() OR p_expires_at > app_at() + interval '14 days'
     OR NOT EXISTS (SELECT 1 FROM cases_case s WHERE s.citizen_id = p_citizen AND s.unit_id = app_unit() AND s.status = 'searching')
     OR NOT EXISTS (SELECT 1 FROM cases_citizen z WHERE z.id = p_citizen AND z.died_on IS NULL AND NOT z.is_protected)
     OR NOT EXISTS (SELECT 1 FROM accounts_membership m JOIN accounts_unit n ON n.id = m.unit_id
                     WHERE n.id = p_to_unit AND access_ceiling(m.role) >= 20 AND (n.closed_on IS NULL OR n.closed_on > app_at()::date)
                       AND m.starts_at <= app_at() AND (m.ends_at IS NULL OR m.ends_at > app_at()))
     OR EXISTS (SELECT 1 FROM cases_lookout o WHERE o.citizen_id = p_citizen AND o.unit_id = app_unit() AND o.to_unit_id = p_to_unit
                   AND o.ended_at IS NULL AND o.expires_at > app_at())
  THEN RAISE insufficient_privilege USING MESSAGE = 'lookout_begin'; END IF;
  INSERT INTO cases_ground (id, citizen_id, unit_id, user_id, basis, scope, health, starts_at, ends_at, reason, opened_by_id, ended_reason)
  VALUES (g, p_citizen, p_to_unit, NULL, 'lookout', 20, false, app_at(), p_expires_at, '', app_user(), '');
  INSERT INTO cases_lookout (id, citizen_id, unit_id, to_unit_id, ground_id, words, asked_at, asked_by_id, expires_at, ended_cause)
  VALUES (l, p_citizen, app_unit(), p_to_unit, g, btrim(p_words), app_at(), app_user(), p_expires_at, '');
  PERFORM notice_write(p_citizen, p_to_unit, NULL, 'lookout', l);
  RETURN l;
END $$;

-- Not for the application: ends a lookout now, with its ground, and tells who was asked.
CREATE FUNCTION lookout_close(p_lookout uuid, p_cause text, p_by uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l cases_lookout; moment timestamptz := coalesce(app_at(), statement_timestamp());
BEGIN
  UPDATE cases_lookout SET ended_at = moment, ended_by_id = p_by, ended_cause = p_cause
   WHERE id = p_lookout AND ended_at IS NULL RETURNING * INTO l;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE cases_ground SET ends_at = greatest(moment, starts_at), ended_by_id = p_by WHERE id = l.ground_id AND ends_at > moment;
  IF l.expires_at > moment THEN
    INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
    VALUES (gen_random_uuid(), l.citizen_id, l.to_unit_id, NULL, 'lookout_over', moment, l.id);
  END IF;
END $$;

-- Withdraws it: anybody of the unit that asked, with casework on the citizen.
CREATE FUNCTION lookout_withdraw(p_lookout uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM cases_lookout l WHERE l.id = p_lookout AND l.unit_id = app_unit() AND l.ended_at IS NULL AND ground_has(l.citizen_id, 30);
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'lookout_withdraw'; END IF;
  PERFORM lookout_close(p_lookout, 'withdrawn', app_user());
END $$;

-- By itself: met by whomever since it was asked; the case sought no more; dead.
CREATE FUNCTION lookout_met() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM lookout_close(l.id, 'met', NULL) FROM cases_lookout l
    WHERE l.citizen_id = NEW.citizen_id AND l.ended_at IS NULL AND l.asked_at < NEW.met_at;
  RETURN NULL;
END $$;
CREATE TRIGGER lookout_met AFTER UPDATE OF met_at ON cases_citizenclock FOR EACH ROW
  WHEN (NEW.met_at IS NOT NULL AND NEW.met_at IS DISTINCT FROM OLD.met_at) EXECUTE FUNCTION lookout_met();

CREATE FUNCTION lookout_found() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM lookout_close(l.id, 'found', NULL) FROM cases_lookout l
    WHERE l.citizen_id = NEW.citizen_id AND l.unit_id = NEW.unit_id AND l.ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER lookout_found AFTER UPDATE OF status ON cases_case FOR EACH ROW
  WHEN (OLD.status = 'searching' AND NEW.status <> 'searching') EXECUTE FUNCTION lookout_found();

CREATE FUNCTION lookout_dead() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM lookout_close(l.id, 'dead', NULL) FROM cases_lookout l WHERE l.citizen_id = NEW.id AND l.ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER lookout_dead AFTER UPDATE OF died_on ON cases_citizen FOR EACH ROW
  WHEN (OLD.died_on IS NULL AND NEW.died_on IS NOT NULL) EXECUTE FUNCTION lookout_dead();

-- Whom the caller's unit is asked to look out for, and whom to call. A unit whose name would tell of treatment is called by
-- its house's name and number (unit_told_name).
CREATE FUNCTION lookouts_here()
RETURNS TABLE (id uuid, citizen uuid, words text, until timestamptz, unit text, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.id, l.citizen_id, l.words::text, l.expires_at, coalesce(unit_told_name(n.id), h.name)::text,
         CASE WHEN unit_told_name(n.id) IS NULL THEN h.phone ELSE coalesce(nullif(n.phone, ''), h.phone) END::text
    FROM cases_lookout l JOIN accounts_unit n ON n.id = l.unit_id JOIN accounts_unit h ON h.id = unit_house(n.id)
   WHERE l.to_unit_id = app_unit() AND app_cap() >= 20 AND l.ended_at IS NULL AND l.asked_at <= app_at() AND l.expires_at > app_at()
     AND ground_has(l.citizen_id, 20) ORDER BY l.asked_at DESC, l.id $$;

-- "Set": somebody of the unit that was asked has seen the citizen. A sighting, and a word to the unit that asked.
CREATE FUNCTION lookout_seen(p_lookout uuid, p_at timestamptz, p_where text, p_said text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l cases_lookout; s uuid := gen_random_uuid(); t uuid := gen_random_uuid();
BEGIN
  SELECT o.* INTO l FROM cases_lookout o JOIN lookouts_here() h ON h.id = o.id WHERE o.id = p_lookout;
  IF NOT FOUND OR p_at > app_at() OR p_at < l.asked_at OR length(p_where) > 120 OR length(p_said) > 2000
     OR coalesce(btrim(p_where), '') = ''
  THEN RAISE insufficient_privilege USING MESSAGE = 'lookout_seen'; END IF;
  INSERT INTO cases_sighting (id, citizen_id, unit_id, by_id, at, saved_at, whereabouts, told_kind, told_unit_id, told_name, struck_reason)
  VALUES (s, l.citizen_id, app_unit(), app_user(), p_at, app_at(), p_where, 'unit', app_unit(), '', '');
  INSERT INTO cases_tip (id, unit_id, kind, at, saved_at, by_id, told_kind, told_unit_id, told_name, callback, person, whereabouts, said,
                         citizen_id, sighting_id, settled_reason)
  SELECT t, l.unit_id, 'seen', p_at, app_at(), app_user(), 'unit', app_unit(), '', coalesce(nullif(p.phone, ''), m.phone),
         l.words, p_where, p_said, l.citizen_id, s, ''
    FROM accounts_user p, accounts_unit m WHERE p.id = app_user() AND m.id = app_unit();
  PERFORM notice_write(l.citizen_id, l.unit_id, NULL, 'sighting', t);
END $$;

-- A lookout that a meeting ended goes on when the meeting is struck: nobody has met the citizen since it was asked, its day
-- has not come, and what lookout_begin asked for holds still. Who was asked anew is not asked twice.
CREATE FUNCTION lookout_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l cases_lookout; moment timestamptz := coalesce(app_at(), statement_timestamp());
BEGIN
  FOR l IN
    SELECT DISTINCT ON (o.unit_id, o.to_unit_id) o.* FROM cases_lookout o
      JOIN cases_case s ON s.citizen_id = o.citizen_id AND s.unit_id = o.unit_id AND s.status = 'searching'
      JOIN cases_citizen z ON z.id = o.citizen_id AND z.died_on IS NULL AND NOT z.is_protected
     WHERE o.citizen_id = NEW.citizen_id AND o.ended_cause = 'met' AND o.expires_at > moment
       AND (NEW.met_at IS NULL OR NEW.met_at <= o.asked_at) AND case_is_with(o.citizen_id, o.unit_id)
       AND NOT EXISTS (SELECT 1 FROM cases_lookout r WHERE r.citizen_id = o.citizen_id AND r.unit_id = o.unit_id
                          AND r.to_unit_id = o.to_unit_id AND r.ended_at IS NULL AND r.expires_at > moment)
     ORDER BY o.unit_id, o.to_unit_id, o.asked_at DESC
  LOOP
    UPDATE cases_lookout SET ended_at = NULL, ended_cause = '' WHERE id = l.id;
    UPDATE cases_ground SET ends_at = l.expires_at WHERE id = l.ground_id AND basis = 'lookout';
    INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
    VALUES (gen_random_uuid(), l.citizen_id, l.to_unit_id, NULL, 'lookout', moment, l.id);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER lookout_again AFTER UPDATE OF met_at ON cases_citizenclock FOR EACH ROW
  WHEN (OLD.met_at IS NOT NULL AND (NEW.met_at IS NULL OR NEW.met_at < OLD.met_at)) EXECUTE FUNCTION lookout_again();

-- What a unit is called to those who read none of its casework: one whose name would tell of treatment by its house's name.
CREATE FUNCTION unit_said(p_unit uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(unit_told_name(p_unit), (SELECT h.name FROM accounts_unit h WHERE h.id = unit_house(p_unit))) $$;
