-- A payment commitment is asked for by the own unit, signed, and answered once.
-- For the application.
CREATE FUNCTION payment_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.unit_id IS DISTINCT FROM app_unit() OR NEW.recorded_by_id IS DISTINCT FROM app_user() OR NEW.recorded_at IS DISTINCT FROM app_at()
       OR NEW.answer <> '' OR NEW.asked_on > app_today()
       -- On a referral only of one that the own unit takes to be about this citizen.
       OR (NEW.referral_id IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM referrals_tie t WHERE t.referral_id = NEW.referral_id AND t.unit_id = app_unit() AND t.citizen_id = NEW.citizen_id))
    THEN RAISE insufficient_privilege USING MESSAGE = 'payment_by_right'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.settled_by_id IS DISTINCT FROM app_user() OR NEW.settled_at IS DISTINCT FROM app_at() OR NEW.answer = ''
  THEN RAISE insufficient_privilege USING MESSAGE = 'payment_by_right'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_by_right BEFORE INSERT OR UPDATE ON referrals_paymentcommitment FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION payment_by_right();

-- For everybody: an answer stands.
CREATE FUNCTION payment_answered_once() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN RAISE check_violation USING MESSAGE = 'payment_answered_once', CONSTRAINT = 'payment_answered_once'; END $$;
CREATE TRIGGER payment_answered_once BEFORE UPDATE ON referrals_paymentcommitment FOR EACH ROW
  WHEN (OLD.answer <> '') EXECUTE FUNCTION payment_answered_once();
