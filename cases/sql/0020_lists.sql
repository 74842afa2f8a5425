-- A row that carries a copy of its parent's citizen and unit carries the right ones: policies never join, so keys must.
ALTER TABLE cases_handover ADD CONSTRAINT handover_assignment_same FOREIGN KEY (assignment_id, citizen_id, unit_id)
  REFERENCES cases_assignment (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_followupchange ADD CONSTRAINT change_follow_up_same FOREIGN KEY (follow_up_id, citizen_id, unit_id)
  REFERENCES cases_followup (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
-- What covers a next step is a line of the same unit about the same citizen.
ALTER TABLE cases_followup ADD CONSTRAINT follow_up_line_same FOREIGN KEY (done_line_id, citizen_id, unit_id)
  REFERENCES cases_contactline (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;

-- A next step gets another day or owner by a signed row alone, also by raw SQL. Checked at the end, when the row is there.
CREATE FUNCTION follow_up_change_is_signed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM cases_followupchange c
     WHERE c.follow_up_id = NEW.id AND c.from_on = OLD.due_on AND c.to_on = NEW.due_on
       AND c.from_owner_id IS NOT DISTINCT FROM OLD.owner_id AND c.to_owner_id IS NOT DISTINCT FROM NEW.owner_id
       AND c.changed_at = app_at() AND c.changed_by_id = app_user())
  THEN RAISE check_violation USING MESSAGE = 'follow_up_change_is_signed', CONSTRAINT = 'follow_up_change_is_signed'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER follow_up_change_is_signed AFTER UPDATE ON cases_followup
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')
        AND (OLD.due_on, OLD.owner_id) IS DISTINCT FROM (NEW.due_on, NEW.owner_id))
  EXECUTE FUNCTION follow_up_change_is_signed();

-- As before (0012_street_tell.sql), but while a coordinator is away whoever stands in is told.
CREATE OR REPLACE FUNCTION street_tell(p_citizen uuid, p_kind text, p_ground uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT notice_write(p_citizen, n.id, m.user_id, p_kind, p_ground)
    FROM accounts_unit n LEFT JOIN (accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active)
      ON m.unit_id = n.id AND m.starts_at <= app_at() AND (m.ends_at IS NULL OR m.ends_at > app_at())
     AND role_at_work(m.user_id, m.unit_id, m.role, app_at()) = 'coordinator'
     AND NOT EXISTS (SELECT 1 FROM accounts_leave l
                       JOIN accounts_membership d ON d.user_id = l.deputy_id AND d.unit_id = l.unit_id
                        AND d.starts_at <= app_at() AND (d.ends_at IS NULL OR d.ends_at > app_at())
                       JOIN accounts_user du ON du.id = d.user_id AND du.is_active
                      WHERE l.unit_id = n.id AND l.user_id = m.user_id AND l.cancelled_at IS NULL
                        AND l.starts_on <= app_today() AND l.ends_on > app_today())
   WHERE n.id <> app_unit() AND n.id IN (SELECT g.unit_id FROM cases_ground g WHERE g.citizen_id = p_citizen)
     AND case_is_with(p_citizen, n.id) $$;
