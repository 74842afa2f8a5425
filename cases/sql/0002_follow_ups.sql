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
