-- A handling goes from state to state along the table of referrals/choices.py alone (a test compares the two), also by raw SQL;
-- by the unit that received the referral; and each step is signed: a row of referrals_step says the same.
CREATE FUNCTION referral_may_become(p_from text, p_to text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT (p_from, p_to) IN (
    ('open', 'accepted'), ('open', 'waiting'), ('open', 'redirected'), ('open', 'declined'), ('open', 'withdrawn'),
    ('waiting', 'waiting'), ('waiting', 'accepted'), ('waiting', 'redirected'), ('waiting', 'declined'), ('waiting', 'withdrawn'),
    ('accepted', 'accepted'), ('accepted', 'started'), ('accepted', 'ended'),
    ('started', 'completed'), ('started', 'ended')) $$;

-- What follows from a step: since when it waits, when it was taken up, and that it is dealt with.
CREATE FUNCTION handling_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT referral_may_become(OLD.status, NEW.status) THEN
    RAISE check_violation USING MESSAGE = 'handling_step', CONSTRAINT = 'handling_step'; END IF;
  IF OLD.status = 'open' AND NEW.status = 'waiting' THEN NEW.waits_since_at := NEW.status_at; END IF;
  IF NEW.status = 'accepted' AND OLD.taken_up_at IS NULL THEN NEW.taken_up_at := NEW.status_at; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handling_step BEFORE UPDATE OF status_at ON referrals_handling FOR EACH ROW
  WHEN (OLD.status_at IS DISTINCT FROM NEW.status_at OR OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION handling_step();

-- Dealt with, as its sender may know; and taken up, for everybody in the chain who sent it on.
CREATE FUNCTION handling_tells() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE referrals_referral SET handled_at = NEW.status_at WHERE id = NEW.referral_id AND handled_at IS NULL AND NEW.status <> 'open';
  IF NEW.taken_up_at IS NOT NULL AND OLD.taken_up_at IS NULL THEN
    WITH RECURSIVE chain AS (
      SELECT r.previous_id, 1 AS n FROM referrals_referral r WHERE r.id = NEW.referral_id
      UNION ALL
      SELECT r.previous_id, c.n + 1 FROM referrals_referral r JOIN chain c ON r.id = c.previous_id WHERE c.n < 50)
    UPDATE referrals_handling h SET taken_up_at = NEW.taken_up_at FROM chain c
     WHERE h.referral_id = c.previous_id AND h.taken_up_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER handling_tells AFTER UPDATE OF status ON referrals_handling FOR EACH ROW EXECUTE FUNCTION handling_tells();

-- For the application: only the receiver's people step, now, and nothing else of the row moves without a step. `caseworker`,
-- `need` and who has the citizen meanwhile are part of one.
CREATE FUNCTION handling_step_of_the_receiver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.unit_id IS DISTINCT FROM app_unit() OR app_cap() < 20 OR NEW.status_at IS DISTINCT FROM app_at()
     OR NEW.status_by_id IS DISTINCT FROM app_user() OR NEW.status = 'withdrawn' OR NEW.version <> OLD.version + 1
  THEN RAISE insufficient_privilege USING MESSAGE = 'handling_step_of_the_receiver'; END IF;
  -- Sent on is what somebody else has it now; no municipal unit says no because somebody did not turn up.
  IF NEW.status = 'redirected' AND NOT EXISTS (
       SELECT 1 FROM referrals_referral n WHERE n.previous_id = NEW.referral_id AND n.sent_at IS NOT NULL)
     OR NEW.status = 'declined' AND (
       EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = NEW.referral_id AND r.sender <> 'unit')
       OR NEW.decline = 'missed' AND EXISTS (
            SELECT 1 FROM accounts_unit n JOIN accounts_organisation o ON o.id = n.organisation_id
             WHERE n.id = NEW.unit_id AND o.sector = 'municipality'))
  THEN RAISE check_violation USING MESSAGE = 'handling_turns_nobody_away', CONSTRAINT = 'handling_turns_nobody_away'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handling_step_of_the_receiver BEFORE UPDATE ON referrals_handling FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION handling_step_of_the_receiver();

-- Checked at the end, when the action has written its row.
CREATE FUNCTION handling_step_is_signed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM referrals_step s
     WHERE s.referral_id = NEW.referral_id AND s.unit_id = NEW.unit_id AND s.told_unit_id IS NOT DISTINCT FROM NEW.told_unit_id
       AND s.from_status = OLD.status AND s.to_status = NEW.status AND s.reason = NEW.reason
       AND s.stepped_at = NEW.status_at AND s.stepped_by_id = NEW.status_by_id)
  THEN RAISE check_violation USING MESSAGE = 'handling_step_is_signed', CONSTRAINT = 'handling_step_is_signed'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER handling_step_is_signed AFTER UPDATE ON referrals_handling
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION handling_step_is_signed();
