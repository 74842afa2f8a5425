-- A referral stands as it was sent. What moves it afterwards are these functions and the receiver's handling.

-- Not for the application: whether the caller's unit is the one that was asked.
CREATE FUNCTION referral_is_to(p_referral uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM referrals_referral r
                  WHERE r.id = p_referral AND r.to_unit_id = app_unit() AND r.sent_at IS NOT NULL AND app_cap() >= 10) $$;

-- For the application: a unit refers in its own name, or writes down what it was told itself, to a unit that is open for it;
-- never round in a circle; and what is sent is not changed.
CREATE FUNCTION referral_written_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.sent_at IS NOT NULL OR OLD.unit_id IS DISTINCT FROM app_unit()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'referral_written_by_right'; END IF;
  IF NEW.unit_id IS DISTINCT FROM app_unit() OR NEW.written_by_id IS DISTINCT FROM app_user()
     OR (NEW.to_unit_id <> app_unit() AND NEW.from_unit_id IS DISTINCT FROM app_unit())
     OR (NEW.sent_at IS NOT NULL AND (NEW.sent_at <> app_at() OR NEW.sent_by_id IS DISTINCT FROM app_user() OR NEW.received_at > app_at()))
     OR (NEW.told_unit_id IS NOT NULL AND NEW.told_unit_id NOT IN (NEW.to_unit_id, coalesce(NEW.from_unit_id, NEW.to_unit_id)))
     OR NEW.seen_at IS NOT NULL OR NEW.handled_at IS NOT NULL OR NEW.came_back_at IS NOT NULL
     OR NEW.first_word_at > NEW.received_at
  THEN RAISE insufficient_privilege USING MESSAGE = 'referral_written_by_right'; END IF;
  IF NEW.sent_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM referrals_entrance e JOIN accounts_unit n ON n.id = e.unit_id
     WHERE e.unit_id = NEW.to_unit_id AND (e.is_open OR NEW.to_unit_id = app_unit())
       AND (n.closed_on IS NULL OR n.closed_on > app_today()))
  THEN RAISE check_violation USING MESSAGE = 'referral_to_an_open_unit', CONSTRAINT = 'referral_to_an_open_unit'; END IF;
  -- Only the unit that has it to decide sends it on, and no unit of the chain gets it twice.
  IF NEW.previous_id IS NOT NULL AND (
       NOT EXISTS (SELECT 1 FROM referrals_referral p WHERE p.id = NEW.previous_id AND p.to_unit_id = app_unit())
       OR referral_chain_has(NEW.previous_id, NEW.to_unit_id))
  THEN RAISE check_violation USING MESSAGE = 'referral_no_circle', CONSTRAINT = 'referral_no_circle'; END IF;
  RETURN NEW;
END $$;

-- Whether a unit has had this referral, or sent it, anywhere before in its chain. For one of its two units; else never.
CREATE FUNCTION referral_chain_has(p_referral uuid, p_unit uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE chain AS (
    SELECT r.id, r.previous_id, r.to_unit_id, r.from_unit_id, 1 AS n FROM referrals_referral r
     WHERE r.id = p_referral AND app_unit() IN (r.to_unit_id, r.from_unit_id)
    UNION ALL
    SELECT r.id, r.previous_id, r.to_unit_id, r.from_unit_id, c.n + 1 FROM referrals_referral r JOIN chain c ON r.id = c.previous_id
     WHERE c.n < 50)
  SELECT EXISTS (SELECT 1 FROM chain WHERE p_unit IN (to_unit_id, from_unit_id)) $$;

CREATE TRIGGER referral_written_by_right BEFORE INSERT OR UPDATE ON referrals_referral FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION referral_written_by_right();

-- What is sent lies with the receiver from that moment, and its sender is told what becomes of it where there is a basis.
CREATE FUNCTION referral_arrives() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO referrals_handling (referral_id, unit_id, told_unit_id, status, status_at, status_by_id, reason, decline, barriers,
                                  meanwhile_name, version)
  VALUES (NEW.id, NEW.to_unit_id, CASE WHEN NEW.basis <> '' THEN NEW.from_unit_id END, 'open', NEW.sent_at, NEW.sent_by_id, '', '',
          '{}', '', 1);
  RETURN NULL;
END $$;
CREATE TRIGGER referral_arrives AFTER INSERT ON referrals_referral FOR EACH ROW
  WHEN (NEW.sent_at IS NOT NULL) EXECUTE FUNCTION referral_arrives();
CREATE TRIGGER referral_arrives_later AFTER UPDATE OF sent_at ON referrals_referral FOR EACH ROW
  WHEN (OLD.sent_at IS NULL AND NEW.sent_at IS NOT NULL) EXECUTE FUNCTION referral_arrives();

-- Somebody of the unit that was asked has looked at it: stamped once, and what the sender said meanwhile is read.
-- Answers whether this was the first look.
CREATE FUNCTION referral_see(p_referral uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT referral_is_to(p_referral) THEN RAISE insufficient_privilege USING MESSAGE = 'referral_see'; END IF;
  UPDATE referrals_referral SET seen_at = app_at(), seen_by_id = app_user() WHERE id = p_referral AND seen_at IS NULL;
  RETURN FOUND;
END $$;

-- Whom the caller's unit takes it to be about: somebody the caller sees, on a referral that the unit sent or received.
CREATE FUNCTION referral_tie(p_referral uuid, p_citizen uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE t uuid;
BEGIN
  IF NOT ground_has(p_citizen, 20) OR NOT EXISTS (
    SELECT 1 FROM referrals_referral r WHERE r.id = p_referral AND app_unit() IN (r.unit_id, r.told_unit_id))
  THEN RAISE insufficient_privilege USING MESSAGE = 'referral_tie'; END IF;
  INSERT INTO referrals_tie (id, referral_id, unit_id, citizen_id, tied_at, tied_by_id)
  VALUES (gen_random_uuid(), p_referral, app_unit(), p_citizen, app_at(), app_user())
  ON CONFLICT (referral_id, unit_id) DO UPDATE
     SET citizen_id = EXCLUDED.citizen_id, tied_at = EXCLUDED.tied_at, tied_by_id = EXCLUDED.tied_by_id
  RETURNING id INTO t;
  RETURN t;
END $$;

-- The sender takes it back, as long as nobody has taken it up; or the receiver writes down that a private sender did.
-- False: it is decided already.
CREATE FUNCTION referral_withdraw(p_referral uuid, p_reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral; h referrals_handling; words text := coalesce(btrim(p_reason), '');
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = p_referral;
  IF NOT FOUND OR r.sent_at IS NULL OR app_cap() < 10 OR words = '' OR length(words) > 500
     OR NOT (r.from_unit_id = app_unit() OR (r.from_unit_id IS NULL AND r.to_unit_id = app_unit()))
  THEN RAISE insufficient_privilege USING MESSAGE = 'referral_withdraw'; END IF;
  SELECT * INTO h FROM referrals_handling WHERE referral_id = p_referral FOR UPDATE;
  IF h.status NOT IN ('open', 'waiting') THEN RETURN false; END IF;
  UPDATE referrals_handling SET status = 'withdrawn', status_at = app_at(), status_by_id = app_user(), reason = words, version = version + 1
   WHERE referral_id = p_referral;
  INSERT INTO referrals_step (id, referral_id, unit_id, told_unit_id, from_status, to_status, reason, stepped_at, stepped_by_id)
  VALUES (gen_random_uuid(), p_referral, h.unit_id, r.from_unit_id, h.status, 'withdrawn', words, app_at(), app_user());
  RETURN true;
END $$;
