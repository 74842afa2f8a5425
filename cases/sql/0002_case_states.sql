-- A case goes from state to state along the table of cases/choices.py alone (a test compares the two), also by raw SQL,
-- and each step is signed: a row of cases_casestatuschange says the same.
CREATE FUNCTION case_may_become(p_from text, p_to text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT (p_from, p_to) IN (
    ('active', 'resting'), ('active', 'searching'), ('active', 'aftercare'), ('active', 'closed'),
    ('resting', 'active'), ('resting', 'resting'), ('resting', 'searching'), ('resting', 'aftercare'), ('resting', 'closed'),
    ('searching', 'active'), ('searching', 'resting'), ('searching', 'searching'), ('searching', 'closed'),
    ('aftercare', 'active'), ('aftercare', 'searching'), ('aftercare', 'closed'),
    ('closed', 'active')) $$;

CREATE FUNCTION case_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT case_may_become(OLD.status, NEW.status) THEN
    RAISE check_violation USING MESSAGE = 'case_step', CONSTRAINT = 'case_step'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_step BEFORE UPDATE ON cases_case FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION case_step();

-- For the application (the owner migrates and seeds): a case begins active, and a step is the person's in the context, now.
-- The worker has no person: it moves no case.
CREATE FUNCTION case_step_of_a_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (TG_OP = 'INSERT' AND NEW.status <> 'active')
     OR NEW.status_at IS DISTINCT FROM app_at() OR NEW.status_by_id IS DISTINCT FROM app_user()
  THEN RAISE insufficient_privilege USING MESSAGE = 'case_step_of_a_person'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_begins_by_a_person BEFORE INSERT ON cases_case FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION case_step_of_a_person();
CREATE TRIGGER case_step_of_a_person BEFORE UPDATE ON cases_case FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker') AND (OLD.status, OLD.status_at, OLD.status_by_id, OLD.status_reason, OLD.look_again_on, OLD.closed_cause)
        IS DISTINCT FROM (NEW.status, NEW.status_at, NEW.status_by_id, NEW.status_reason, NEW.look_again_on, NEW.closed_cause))
  EXECUTE FUNCTION case_step_of_a_person();

-- Checked at the end, when the action has written its row.
CREATE FUNCTION case_step_is_signed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM cases_casestatuschange s
     WHERE s.case_id = NEW.id AND s.from_status = OLD.status AND s.to_status = NEW.status AND s.reason = NEW.status_reason
       AND s.look_again_on IS NOT DISTINCT FROM NEW.look_again_on AND s.closed_cause = NEW.closed_cause
       AND s.changed_at = NEW.status_at AND s.changed_by_id = NEW.status_by_id)
  THEN RAISE check_violation USING MESSAGE = 'case_step_is_signed', CONSTRAINT = 'case_step_is_signed'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER case_step_is_signed AFTER UPDATE ON cases_case
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker') AND (OLD.status, OLD.status_at, OLD.status_by_id, OLD.status_reason, OLD.look_again_on, OLD.closed_cause)
        IS DISTINCT FROM (NEW.status, NEW.status_at, NEW.status_by_id, NEW.status_reason, NEW.look_again_on, NEW.closed_cause))
  EXECUTE FUNCTION case_step_is_signed();
