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
