-- What hangs on a referral is written by one of its two units, signed by whoever writes it, now. A row's policy asks only that
-- it bears the own unit: without this anybody could hang a paper, an answer or a step on a referral that they cannot see.
-- For the application; what the database's own functions write, they answer for.
CREATE FUNCTION referral_part_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral; signed uuid; since timestamptz; told uuid;
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = NEW.referral_id;
  CASE TG_TABLE_NAME
    WHEN 'referrals_step' THEN signed := NEW.stepped_by_id; since := NEW.stepped_at; told := NEW.told_unit_id;
    WHEN 'referrals_criterionanswer' THEN signed := NEW.answered_by_id; since := NEW.answered_at;
    WHEN 'referrals_attachment' THEN signed := NEW.added_by_id; since := NEW.added_at; told := NEW.told_unit_id;
  END CASE;
  IF r.id IS NULL OR app_unit() IS NULL
     OR NEW.unit_id IS DISTINCT FROM app_unit() OR signed IS DISTINCT FROM app_user() OR since IS DISTINCT FROM app_at()
     -- One of the two; the receiver alone steps and judges.
     OR NOT coalesce(app_unit() IN (r.unit_id, r.told_unit_id), false)
     OR (TG_TABLE_NAME IN ('referrals_step', 'referrals_criterionanswer') AND (r.to_unit_id <> app_unit() OR r.sent_at IS NULL))
     -- Nobody else is told than the other of the two, and of a draft nobody.
     OR NOT coalesce(told IN (r.unit_id, r.told_unit_id, r.to_unit_id, r.from_unit_id), true)
     OR (told IS NOT NULL AND r.sent_at IS NULL)
  THEN RAISE insufficient_privilege USING MESSAGE = 'referral_part_by_right'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step_by_right BEFORE INSERT ON referrals_step FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION referral_part_by_right();
CREATE TRIGGER criterion_answer_by_right BEFORE INSERT OR UPDATE ON referrals_criterionanswer FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION referral_part_by_right();
CREATE TRIGGER attachment_by_right BEFORE INSERT ON referrals_attachment FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION referral_part_by_right();

-- A step without its handling would be a word about something that did not happen. Checked at the end, as the other way round.
CREATE FUNCTION step_is_the_handlings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM referrals_handling h
     WHERE h.referral_id = NEW.referral_id AND h.unit_id = NEW.unit_id AND h.told_unit_id IS NOT DISTINCT FROM NEW.told_unit_id
       AND h.status = NEW.to_status AND h.reason = NEW.reason AND h.status_at = NEW.stepped_at AND h.status_by_id = NEW.stepped_by_id)
  THEN RAISE check_violation USING MESSAGE = 'step_is_the_handlings', CONSTRAINT = 'step_is_the_handlings'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER step_is_the_handlings AFTER INSERT ON referrals_step
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION step_is_the_handlings();

-- As before. Of somebody private there is no unit that asks, and a comparison with none is neither true nor false: each of these
-- let a third unit through. And who is told no outcome takes it back until it is dealt with, and no later: else the answer told
-- one that waits from one that is decided, and the step where it had stood.
CREATE OR REPLACE FUNCTION referral_withdraw(p_referral uuid, p_reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral; h referrals_handling; words text := coalesce(btrim(p_reason), '');
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = p_referral;
  IF NOT FOUND OR r.sent_at IS NULL OR app_cap() < 10 OR words = '' OR length(words) > 500
     OR coalesce(r.from_unit_id, r.to_unit_id) IS DISTINCT FROM app_unit()
  THEN RAISE insufficient_privilege USING MESSAGE = 'referral_withdraw'; END IF;
  SELECT * INTO h FROM referrals_handling WHERE referral_id = p_referral FOR UPDATE;
  IF h.status NOT IN ('open', 'waiting') OR (h.status <> 'open' AND r.from_unit_id IS NOT NULL AND h.told_unit_id IS NULL)
  THEN RETURN false; END IF;
  UPDATE referrals_handling SET status = 'withdrawn', status_at = app_at(), status_by_id = app_user(), reason = words, version = version + 1
   WHERE referral_id = p_referral;
  INSERT INTO referrals_step (id, referral_id, unit_id, told_unit_id, from_status, to_status, reason, stepped_at, stepped_by_id)
  VALUES (gen_random_uuid(), p_referral, h.unit_id, h.told_unit_id, h.status, 'withdrawn', words, app_at(), app_user());
  RETURN true;
END $$;
CREATE OR REPLACE FUNCTION message_between_sides() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = NEW.referral_id;
  IF r.sent_at IS NULL OR NEW.unit_id IS DISTINCT FROM app_unit() OR NEW.said_by_id IS DISTINCT FROM app_user()
     OR NEW.said_at IS DISTINCT FROM app_at() OR NEW.state NOT IN ('sent', 'queued', 'draft')
     OR NOT coalesce((NEW.unit_id = r.to_unit_id AND NEW.told_unit_id IS NOT DISTINCT FROM r.from_unit_id)
                     OR (NEW.unit_id = r.from_unit_id AND NEW.told_unit_id = r.to_unit_id), false)
  THEN RAISE insufficient_privilege USING MESSAGE = 'message_between_sides'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION first_meeting_between_sides() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE h referrals_handling;
BEGIN
  SELECT * INTO h FROM referrals_handling WHERE referral_id = NEW.referral_id;
  IF h.referral_id IS NULL OR h.status NOT IN ('accepted', 'started') OR app_cap() < 10
     OR NOT coalesce(app_unit() = h.unit_id OR app_unit() = h.told_unit_id, false)
     OR NOT coalesce(NEW.unit_id IN (h.unit_id, h.told_unit_id) AND NEW.told_unit_id IS NOT DISTINCT FROM
             CASE WHEN NEW.unit_id = h.unit_id THEN h.told_unit_id ELSE h.unit_id END, false)
     OR (TG_OP = 'INSERT' AND (NEW.unit_id <> app_unit() OR NEW.planned_at <> app_at() OR NEW.planned_by_id IS DISTINCT FROM app_user()
                               OR NEW.outcome <> 'planned'))
     OR (TG_OP = 'UPDATE' AND (OLD.outcome <> 'planned' OR NEW.outcome_at IS DISTINCT FROM app_at() OR NEW.outcome_by_id IS DISTINCT FROM app_user()))
  THEN RAISE insufficient_privilege USING MESSAGE = 'first_meeting_between_sides'; END IF;
  RETURN NEW;
END $$;
