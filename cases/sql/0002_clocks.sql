-- The clocks of domain.md, from every unit's standing lines, and from what others have told of (a sighting moves one clock):
--   met      in person: met                       (truffet; also seen)
--   seen     in person: met or refused            (set); or a sighting
--   spoken   by phone or message: met or refused  ("talt i telefon"; moves neither)
--   attempt  not met, appointment missed, or not reached; counted since last met
-- Lock first, then a new snapshot: two writers at once are both counted. One order, so that two bulk writes never deadlock.
CREATE FUNCTION clock_recompute(ids uuid[]) RETURNS void
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

CREATE FUNCTION clock_of_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN PERFORM clock_recompute(ARRAY(SELECT citizen_id FROM new_lines));
  ELSIF TG_OP = 'DELETE' THEN PERFORM clock_recompute(ARRAY(SELECT citizen_id FROM old_lines));
  ELSE PERFORM clock_recompute(ARRAY(SELECT citizen_id FROM old_lines UNION SELECT citizen_id FROM new_lines));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER clock_insert AFTER INSERT ON cases_contactline REFERENCING NEW TABLE AS new_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();
CREATE TRIGGER clock_update AFTER UPDATE ON cases_contactline REFERENCING OLD TABLE AS old_lines NEW TABLE AS new_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();
CREATE TRIGGER clock_delete AFTER DELETE ON cases_contactline REFERENCING OLD TABLE AS old_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();

-- A new citizen has a clock from the start, so that "never met" is a row and lists need no outer join.
CREATE FUNCTION clock_of_citizen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO cases_citizenclock (citizen_id, attempts) SELECT id, 0 FROM new_citizens ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER clock_begin AFTER INSERT ON cases_citizen REFERENCING NEW TABLE AS new_citizens
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_citizen();

-- clock_of_line serves sightings, too: it reads the transition tables by name alone.
CREATE TRIGGER clock_insert AFTER INSERT ON cases_sighting REFERENCING NEW TABLE AS new_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();
CREATE TRIGGER clock_update AFTER UPDATE ON cases_sighting REFERENCING OLD TABLE AS old_lines NEW TABLE AS new_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();
CREATE TRIGGER clock_delete AFTER DELETE ON cases_sighting REFERENCING OLD TABLE AS old_lines
  FOR EACH STATEMENT EXECUTE FUNCTION clock_of_line();
