-- A draft is the writing unit's alone. What is not sent can be thrown away for good; what is sent stands.

-- As before, and: a draft about a citizen of the own unit is changed and sent only by somebody who does casework with that citizen.
-- Else it went out as words about nobody, and without what the citizen's own page says.
CREATE FUNCTION draft_of_a_citizen_seen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM referrals_tie t WHERE t.referral_id = NEW.id AND t.unit_id = app_unit() AND NOT ground_has(t.citizen_id, 30))
  THEN RAISE insufficient_privilege USING MESSAGE = 'draft_of_a_citizen_seen'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draft_of_a_citizen_seen BEFORE UPDATE ON referrals_referral FOR EACH ROW
  WHEN (OLD.sent_at IS NULL AND current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION draft_of_a_citizen_seen();

-- Thrown away, with whom it was about and what was laid in it: by the unit that wrote it, as long as it is not sent. A manager
-- throws away what they wrote themselves. False: it is sent, or gone. Its history stays.
CREATE FUNCTION referral_throw_away(p_referral uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = p_referral FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF r.unit_id IS DISTINCT FROM app_unit() OR coalesce(app_cap(), 0) < 10
     OR (app_role() = 'manager' AND r.written_by_id IS DISTINCT FROM app_user())
  THEN RAISE insufficient_privilege USING MESSAGE = 'referral_throw_away'; END IF;
  IF r.sent_at IS NOT NULL THEN RETURN false; END IF;
  DELETE FROM referrals_tie WHERE referral_id = p_referral;
  DELETE FROM referrals_attachment WHERE referral_id = p_referral;
  DELETE FROM referrals_referral WHERE id = p_referral;
  RETURN true;
END $$;
