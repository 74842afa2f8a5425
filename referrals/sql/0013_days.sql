-- An admission under § 110, a discharge and a release are about a day: without it nobody can be there, nor tell whether the shelter
-- told in time. A draft need not know it yet, nor what is sent on of before it was asked.
CREATE FUNCTION referral_has_its_day() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN RAISE check_violation USING MESSAGE = 'referral_has_its_day', CONSTRAINT = 'referral_has_its_day'; END $$;
CREATE TRIGGER referral_has_its_day BEFORE INSERT OR UPDATE ON referrals_referral FOR EACH ROW
  WHEN (NEW.sent_at IS NOT NULL AND NEW.happens_on IS NULL AND NEW.previous_id IS NULL AND NEW.kind IN ('shelter', 'discharge', 'release')
        AND current_user IN ('udsatte_web', 'udsatte_worker'))
  EXECUTE FUNCTION referral_has_its_day();
