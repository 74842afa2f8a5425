-- Not for the application: which unit hears of somebody whom nobody is tied to. One with a coordinator: of the same house,
-- else of the organisation that looks after the partner's, else any; of several the one that had its coordinator first.
CREATE FUNCTION tip_unit() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((
    SELECT n.id FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
      JOIN accounts_unit n ON n.id = m.unit_id, accounts_unit mine JOIN accounts_organisation o ON o.id = mine.organisation_id
     WHERE mine.id = app_unit() AND m.role = 'coordinator' AND m.starts_at <= app_at() AND (m.ends_at IS NULL OR m.ends_at > app_at())
       AND (n.closed_on IS NULL OR n.closed_on > (app_at() AT TIME ZONE 'Europe/Copenhagen')::date)
     ORDER BY unit_house(n.id) <> unit_house(mine.id), n.organisation_id IS DISTINCT FROM o.managing_organisation_id, m.starts_at, n.id
     LIMIT 1), app_unit()) $$;

-- "Set her": false when this person has told too often today, which says nothing about anybody. With a number, or a whole
-- name and birth date, that fit one citizen whom somebody works with: a sighting, and a word to each unit with the case.
-- Else, and when the citizen cannot have been there (dead or unborn): to the coordinator, who finds out who it is.
-- Both ways are one call, with nothing in the answer, and neither is the faster one: a sighting moves a clock, which costs
-- some milliseconds more than a word to a coordinator, so that each takes 60 in all.
CREATE FUNCTION seen_here(p_digest bytea, p_name text, p_born_on date, p_person text, p_at timestamptz, p_where text, p_said text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c uuid; s uuid := gen_random_uuid(); t uuid; n uuid; day date := (p_at AT TIME ZONE 'Europe/Copenhagen')::date;
        began timestamptz := clock_timestamp();
BEGIN
  IF coalesce(app_role() NOT IN ('referrer', 'region_partner'), true) OR coalesce(btrim(p_person), '') = ''
     OR length(p_person) > 200 OR length(p_where) > 120 OR length(p_said) > 2000
     OR p_at > app_at() OR p_at < app_at() - interval '60 days'
  THEN RAISE insufficient_privilege USING MESSAGE = 'seen_here'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(app_user()::text, 3));
  IF (SELECT count(*) FROM cases_lookup WHERE asked_by_id = app_user() AND way = 'seen'
         AND asked_at > app_at() - interval '24 hours') >= lookup_daily('seen') THEN RETURN false; END IF;
  c := lookup_find(p_digest, p_name, p_born_on);
  c := (SELECT z.id FROM cases_citizen z WHERE z.id = c AND (z.died_on IS NULL OR z.died_on >= day)
           AND (z.birth_on IS NULL OR z.birth_on <= day) AND (z.birth_year IS NULL OR z.birth_year <= extract(year FROM day)));
  INSERT INTO cases_lookup (id, way, asked_at, asked_by_id, unit_id, reason, asked, outcome, found)
  VALUES (gen_random_uuid(), 'seen', app_at(), app_user(), app_unit(), 'seen', lookup_asked(p_digest, p_name, p_born_on), 'told',
          array_remove(ARRAY[c], NULL));
  IF c IS NOT NULL THEN
    INSERT INTO cases_sighting (id, citizen_id, unit_id, by_id, at, saved_at, whereabouts, told_kind, told_unit_id, told_name, struck_reason)
    VALUES (s, c, app_unit(), app_user(), p_at, app_at(), p_where, 'unit', app_unit(), '', '');
  END IF;
  FOR n IN SELECT u.id FROM accounts_unit u WHERE c IS NOT NULL AND case_is_with(c, u.id)
           UNION ALL SELECT tip_unit() WHERE c IS NULL LOOP
    t := gen_random_uuid();
    INSERT INTO cases_tip (id, unit_id, kind, at, saved_at, by_id, told_kind, told_unit_id, told_name, callback, person, whereabouts,
                           said, citizen_id, sighting_id, settled_reason)
    SELECT t, n, 'seen', p_at, app_at(), app_user(), 'unit', app_unit(), '', coalesce(nullif(p.phone, ''), m.phone), btrim(p_person),
           p_where, p_said, c, CASE WHEN c IS NOT NULL THEN s END, ''
      FROM accounts_user p, accounts_unit m WHERE p.id = app_user() AND m.id = app_unit();
    PERFORM notice_write(c, n, NULL, CASE WHEN c IS NULL THEN 'tip' ELSE 'sighting' END, t);
  END LOOP;
  PERFORM pg_sleep(greatest(0, 0.06 - extract(epoch FROM clock_timestamp() - began)));
  RETURN true;
END $$;
