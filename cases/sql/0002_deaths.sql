-- Not for the application. Tells every unit with an open ground on the citizen; where the only ground is one person's, that person.
CREATE FUNCTION notice_everybody(p_citizen uuid, p_kind text, p_about uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM notice_write(p_citizen, told.unit_id, told.user_id, p_kind, p_about)
     FROM (SELECT DISTINCT g.unit_id, g.user_id FROM cases_ground g
            WHERE g.citizen_id = p_citizen AND g.starts_at <= app_at() AND (g.ends_at IS NULL OR g.ends_at > app_at())
              AND (g.user_id IS NULL OR NOT EXISTS (
                SELECT 1 FROM cases_ground u WHERE u.citizen_id = p_citizen AND u.unit_id = g.unit_id AND u.user_id IS NULL
                   AND u.starts_at <= app_at() AND (u.ends_at IS NULL OR u.ends_at > app_at())))) told;
END $$;

-- Records that a citizen has died: only somebody with casework on the citizen, and never a day that has not come.
-- It ends no case, ground, list or follow-up of anybody's.
CREATE FUNCTION citizen_died(p_citizen uuid, p_died_on date, p_about boolean, p_source text, p_source_text text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE d uuid := gen_random_uuid();
BEGIN
  IF NOT ground_has(p_citizen, 30) OR p_died_on > (app_at() AT TIME ZONE 'Europe/Copenhagen')::date
  THEN RAISE insufficient_privilege USING MESSAGE = 'citizen_died'; END IF;
  PERFORM 1 FROM cases_citizen WHERE id = p_citizen FOR UPDATE;
  INSERT INTO cases_death (id, citizen_id, died_on, is_about, source, source_text, recorded_at, recorded_by_id, withdrawn_reason)
  VALUES (d, p_citizen, p_died_on, p_about, p_source, p_source_text, app_at(), app_user(), '');
  UPDATE cases_citizen SET death_id = d, died_on = p_died_on WHERE id = p_citizen;
  PERFORM notice_everybody(p_citizen, 'death', d);
  RETURN d;
END $$;

-- Takes a mistake back, with the reason: only somebody with casework on the citizen. The row stays.
CREATE FUNCTION death_withdraw(p_death uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c uuid;
BEGIN
  SELECT d.citizen_id INTO c FROM cases_death d WHERE d.id = p_death;
  IF c IS NULL OR NOT ground_has(c, 30) THEN RAISE insufficient_privilege USING MESSAGE = 'death_withdraw'; END IF;
  PERFORM 1 FROM cases_citizen WHERE id = c FOR UPDATE;
  UPDATE cases_death SET withdrawn_at = app_at(), withdrawn_by_id = app_user(), withdrawn_reason = p_reason
   WHERE id = p_death AND withdrawn_at IS NULL;
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'death_withdraw'; END IF;
  UPDATE cases_citizen SET death_id = NULL, died_on = NULL WHERE id = c;
  PERFORM notice_everybody(c, 'death_withdrawn', p_death);
END $$;
