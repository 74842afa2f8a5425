-- A sighting by somebody else moves one clock, seen. The clocks as before (0001_clocks.sql), from lines and sightings.

-- Not for the application: the name of a unit that told of a sighting, as every unit with casework may read it beside the
-- clock. One whose name would tell of treatment (a clinic, a ward, the region's, where health people work, what the
-- directory does not call an effort for the homeless) has none.
CREATE FUNCTION unit_told_name(p_unit uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT n.name FROM accounts_unit n JOIN accounts_organisation o ON o.id = n.organisation_id
    LEFT JOIN accounts_directoryentry d ON d.unit_id = n.id
   WHERE n.id = p_unit AND n.kind NOT IN ('clinic', 'ward') AND o.sector <> 'region'
     AND (d.unit_id IS NULL OR d.groups = '{}' OR 'homelessness' = ANY(d.groups))
     AND NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.unit_id = n.id
                        AND (m.health_professional OR m.role IN ('doctor', 'nurse'))) $$;

CREATE OR REPLACE FUNCTION clock_recompute(ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c uuid;
BEGIN
  FOR c IN SELECT DISTINCT x FROM unnest(ids) x WHERE x IS NOT NULL ORDER BY x LOOP
    INSERT INTO cases_citizenclock (citizen_id, attempts) VALUES (c, 0) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM cases_citizenclock WHERE citizen_id = c FOR UPDATE;
    WITH l AS (
      SELECT at, outcome, medium, place_id,
             medium = 'in_person' AND outcome = 'met' AS met,
             medium = 'in_person' AND outcome IN ('met', 'refused') AS seen,
             medium <> 'in_person' AND outcome IN ('met', 'refused') AS spoken,
             outcome IN ('not_met', 'missed') AS attempt
        FROM cases_contactline WHERE citizen_id = c AND struck_at IS NULL
    ), m AS (SELECT max(at) FILTER (WHERE met) AS met_at FROM l),
    s AS (
      SELECT at, place_id, '' AS told_kind, NULL::uuid AS told_unit_id FROM l WHERE seen
      UNION ALL
      SELECT at, place_id, told_kind, told_unit_id FROM cases_sighting WHERE citizen_id = c AND struck_at IS NULL
      ORDER BY at DESC, told_kind LIMIT 1  -- of the same moment, what a unit saw itself
    )
    UPDATE cases_citizenclock k
       SET met_at = m.met_at,
           seen_at = s.at,
           seen_place_id = s.place_id,
           told_kind = coalesce(s.told_kind, ''),
           told_name = coalesce(unit_told_name(s.told_unit_id), ''),
           spoken_at = (SELECT max(at) FILTER (WHERE spoken) FROM l),
           attempts = (SELECT count(*) FROM l WHERE attempt AND at > coalesce(m.met_at, '-infinity')),
           attempted_at = (SELECT max(at) FILTER (WHERE attempt) FROM l),
           missed_at = (SELECT max(at) FILTER (WHERE outcome = 'missed') FROM l)
      FROM m LEFT JOIN s ON true WHERE k.citizen_id = c;
  END LOOP;
END $$;

-- clock_of_line serves sightings, too: it reads the transition tables by name alone.
CREATE TRIGGER clock_insert AFTER INSERT ON cases_sighting REFERENCING NEW TABLE AS new_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();
CREATE TRIGGER clock_update AFTER UPDATE ON cases_sighting REFERENCING OLD TABLE AS old_lines NEW TABLE AS new_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();
CREATE TRIGGER clock_delete AFTER DELETE ON cases_sighting REFERENCING OLD TABLE AS old_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();

-- Strikes a sighting on the wrong citizen, with a reason: who wrote it or the unit's coordinator, with casework on the
-- citizen. What a partner wrote, who can strike nothing, a coordinator of a unit with the case strikes.
CREATE FUNCTION sighting_strike(p_sighting uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE cases_sighting s SET struck_at = app_at(), struck_by_id = app_user(), struck_reason = btrim(p_reason)
   WHERE s.id = p_sighting AND s.struck_at IS NULL AND coalesce(btrim(p_reason), '') <> '' AND ground_has(s.citizen_id, 30)
     AND CASE WHEN s.unit_id = app_unit() THEN s.by_id = app_user() OR app_role() = 'coordinator'
              ELSE app_role() = 'coordinator' AND case_is_with(s.citizen_id, app_unit())
                   AND NOT case_is_with(s.citizen_id, s.unit_id) END;
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'sighting_strike'; END IF;
END $$;
