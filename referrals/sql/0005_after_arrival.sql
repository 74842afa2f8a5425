-- What follows when a referral has arrived: who is told, what opens, and what comes back.

-- Not for the application: a word under the bell. The time is the row's own, since the public page and the clock have no person.
CREATE FUNCTION referral_tell(p_unit uuid, p_kind text, p_referral uuid, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
  SELECT gen_random_uuid(), NULL, p_unit, NULL, p_kind, p_at, p_referral WHERE p_unit IS NOT NULL $$;

-- A referral has come, from somebody else than the own people.
CREATE FUNCTION referral_tells_arrival() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.unit_id IS DISTINCT FROM (SELECT r.unit_id FROM referrals_referral r WHERE r.id = NEW.referral_id) THEN
    PERFORM referral_tell(NEW.unit_id, 'referral', NEW.referral_id, NEW.status_at); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER referral_tells_arrival AFTER INSERT ON referrals_handling FOR EACH ROW EXECUTE FUNCTION referral_tells_arrival();

-- Something has become of it: the sender is told, where there is a basis; and whoever sent it on, when it is taken up.
CREATE FUNCTION referral_tells_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM referral_tell(NEW.told_unit_id, 'referral_step', NEW.referral_id, greatest(NEW.status_at, NEW.taken_up_at));
  IF NEW.status = 'withdrawn' AND NEW.unit_id <> app_unit() THEN
    PERFORM referral_tell(NEW.unit_id, 'referral_step', NEW.referral_id, NEW.status_at); END IF;
  IF NEW.taken_up_at IS DISTINCT FROM OLD.taken_up_at AND NEW.status = 'redirected' THEN
    PERFORM referral_tell(NEW.unit_id, 'referral_step', NEW.referral_id, NEW.taken_up_at); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER referral_tells_step AFTER UPDATE ON referrals_handling FOR EACH ROW
  WHEN (OLD.status_at IS DISTINCT FROM NEW.status_at OR OLD.taken_up_at IS DISTINCT FROM NEW.taken_up_at)
  EXECUTE FUNCTION referral_tells_step();

-- For the application: a word goes between the two sides of a referral that is sent, in the own unit's name, now.
CREATE FUNCTION message_between_sides() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = NEW.referral_id;
  IF r.sent_at IS NULL OR NEW.unit_id IS DISTINCT FROM app_unit() OR NEW.said_by_id IS DISTINCT FROM app_user()
     OR NEW.said_at IS DISTINCT FROM app_at() OR NEW.state NOT IN ('sent', 'queued', 'draft')
     OR NOT ((NEW.unit_id = r.to_unit_id AND NEW.told_unit_id IS NOT DISTINCT FROM r.from_unit_id)
             OR (NEW.unit_id = r.from_unit_id AND NEW.told_unit_id = r.to_unit_id))
  THEN RAISE insufficient_privilege USING MESSAGE = 'message_between_sides'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER message_between_sides BEFORE INSERT ON referrals_message FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION message_between_sides();
CREATE FUNCTION message_stands() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN RAISE insufficient_privilege USING MESSAGE = 'message_stands'; END $$;
CREATE TRIGGER message_stands BEFORE UPDATE ON referrals_message FOR EACH ROW
  WHEN (current_user = 'udsatte_web') EXECUTE FUNCTION message_stands();
CREATE FUNCTION message_tells() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.state = 'sent' THEN PERFORM referral_tell(NEW.told_unit_id, 'referral_word', NEW.referral_id, NEW.said_at); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER message_tells AFTER INSERT ON referrals_message FOR EACH ROW EXECUTE FUNCTION message_tells();

-- Somebody of one of the two units has the page open: what the other side wrote is read, and so is the package that came with it.
CREATE FUNCTION referral_read(p_referral uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE referrals_message SET state = 'acknowledged', acknowledged_at = app_at(), acknowledged_by_id = app_user()
   WHERE referral_id = p_referral AND told_unit_id = app_unit() AND state = 'sent' AND app_cap() >= 10;
  UPDATE referrals_package SET read_at = app_at(), read_by_id = app_user()
   WHERE referral_id = p_referral AND told_unit_id = app_unit() AND read_at IS NULL AND app_cap() >= 20;
END $$;

-- For the application: a package goes with the own unit's referral, about a citizen whom the unit has the case of and has tied to it.
CREATE FUNCTION package_of_the_sender() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = NEW.referral_id;
  IF app_cap() < 30 OR NEW.unit_id IS DISTINCT FROM app_unit() OR r.from_unit_id IS DISTINCT FROM app_unit() OR r.basis = ''
     OR NEW.told_unit_id IS DISTINCT FROM r.to_unit_id OR NEW.packed_by_id IS DISTINCT FROM app_user() OR NEW.packed_at <> app_at()
     OR NEW.expires_at > app_at() + interval '1 year' OR NEW.ground_id IS NOT NULL OR NEW.read_at IS NOT NULL OR NEW.ended_at IS NOT NULL
     OR NOT EXISTS (SELECT 1 FROM referrals_tie t WHERE t.referral_id = r.id AND t.unit_id = app_unit() AND ground_has(t.citizen_id, 30)
                       AND case_is_with(t.citizen_id, app_unit()))
  THEN RAISE insufficient_privilege USING MESSAGE = 'package_of_the_sender'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER package_of_the_sender BEFORE INSERT ON referrals_package FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION package_of_the_sender();
CREATE FUNCTION package_fact_of_the_sender() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM referrals_package p WHERE p.referral_id = NEW.package_id AND p.unit_id = app_unit() AND p.packed_at = app_at()
                    AND p.packed_by_id = app_user() AND NEW.unit_id = p.unit_id AND NEW.told_unit_id IS NOT DISTINCT FROM p.told_unit_id)
  THEN RAISE insufficient_privilege USING MESSAGE = 'package_fact_of_the_sender'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER package_fact_of_the_sender BEFORE INSERT ON referrals_packagefact FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION package_fact_of_the_sender();

-- Taken up: the citizen's page opens to the receiver, shared, as long as the package holds and the sender has the case.
-- Completed or ended: it closes.
CREATE FUNCTION handling_opens() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE p referrals_package; t referrals_tie; g uuid;
BEGIN
  SELECT * INTO p FROM referrals_package WHERE referral_id = NEW.referral_id FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF NEW.status = 'accepted' AND p.ground_id IS NULL AND p.ended_at IS NULL AND p.expires_at > NEW.status_at THEN
    SELECT * INTO t FROM referrals_tie WHERE referral_id = NEW.referral_id AND unit_id = p.unit_id;
    IF t.id IS NULL OR NOT case_is_with(t.citizen_id, p.unit_id) THEN RETURN NULL; END IF;
    g := ground_write(t.citizen_id, NEW.unit_id, NULL, 'referral', 20, false, '');
    UPDATE cases_ground SET ends_at = p.expires_at WHERE id = g;
    UPDATE referrals_package SET ground_id = g WHERE referral_id = NEW.referral_id;
    INSERT INTO referrals_tie (id, referral_id, unit_id, citizen_id, tied_at, tied_by_id)
    VALUES (gen_random_uuid(), NEW.referral_id, NEW.unit_id, t.citizen_id, NEW.status_at, NEW.status_by_id)
    ON CONFLICT (referral_id, unit_id) DO UPDATE SET citizen_id = EXCLUDED.citizen_id, tied_at = EXCLUDED.tied_at, tied_by_id = EXCLUDED.tied_by_id;
  ELSIF NEW.status IN ('completed', 'ended', 'declined', 'redirected', 'withdrawn') AND p.ended_at IS NULL THEN
    PERFORM package_close(NEW.referral_id, NEW.status_at, NEW.status_by_id, '');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER handling_opens AFTER UPDATE OF status ON referrals_handling FOR EACH ROW EXECUTE FUNCTION handling_opens();

-- Not for the application: nothing more is shared by the package from now on. What was sent stays sent.
CREATE FUNCTION package_close(p_referral uuid, p_at timestamptz, p_by uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE cases_ground g SET ends_at = greatest(p_at, g.starts_at), ended_by_id = p_by, ended_reason = p_reason
    FROM referrals_package p WHERE p.referral_id = p_referral AND g.id = p.ground_id AND (g.ends_at IS NULL OR g.ends_at > p_at);
  UPDATE referrals_package SET ended_at = p_at, ended_by_id = p_by, ended_reason = p_reason WHERE referral_id = p_referral AND ended_at IS NULL;
END $$;

-- Not for the application: a step to be done today in each of these units that has the citizen's case, once for its origin.
CREATE FUNCTION referral_task(p_referral uuid, p_units uuid[], p_what text, p_origin text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE opened int;
BEGIN
  INSERT INTO cases_followup (id, citizen_id, unit_id, owner_id, what, why, due_on, origin, opened_at, opened_by_id, version)
  SELECT gen_random_uuid(), t.citizen_id, t.unit_id,
         (SELECT a.caseworker_id FROM cases_assignment a WHERE a.citizen_id = t.citizen_id AND a.unit_id = t.unit_id AND a.ends_on IS NULL LIMIT 1),
         left(p_what, 200), '', app_today(), p_origin, app_at(), app_user(), 1
    FROM referrals_tie t
   WHERE t.referral_id = p_referral AND t.unit_id = ANY (p_units)
     AND EXISTS (SELECT 1 FROM cases_case k WHERE k.citizen_id = t.citizen_id AND k.unit_id = t.unit_id AND k.status <> 'closed')
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS opened = ROW_COUNT;
  RETURN opened;
END $$;

-- The citizen has taken the consent back: the sender's unit ends what it shared. What the receiver has begun stays its own; it is
-- told no more of the citizen, and the sender no more of the referral. One that nobody has answered yet is not read any more either.
-- A first meeting to come is the receiver's from now on; the receiver is told, and whoever has the citizen there gets a task, in
-- the caller's words.
CREATE FUNCTION consent_withdraw(p_referral uuid, p_reason text, p_what text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE h referrals_handling; words text := coalesce(btrim(p_reason), '');
BEGIN
  SELECT a.* INTO h FROM referrals_handling a JOIN referrals_referral r ON r.id = a.referral_id
   WHERE r.id = p_referral AND r.from_unit_id = app_unit() AND r.basis = 'consent' FOR UPDATE OF a;
  IF NOT FOUND OR app_cap() < 10 OR words = '' OR length(words) > 500 THEN RAISE insufficient_privilege USING MESSAGE = 'consent_withdraw'; END IF;
  PERFORM package_close(p_referral, app_at(), app_user(), words);
  IF h.status IN ('open', 'waiting') THEN
    UPDATE referrals_packagefact SET told_unit_id = NULL WHERE package_id = p_referral;
    UPDATE referrals_package SET told_unit_id = NULL WHERE referral_id = p_referral;
  END IF;
  UPDATE referrals_firstmeeting SET unit_id = h.unit_id, told_unit_id = NULL WHERE referral_id = p_referral AND outcome = 'planned';
  UPDATE referrals_handling SET told_unit_id = NULL WHERE referral_id = p_referral;
  IF h.told_unit_id IS NOT NULL THEN
    PERFORM referral_tell(h.unit_id, 'referral_step', p_referral, app_at());
    PERFORM referral_task(p_referral, ARRAY[h.unit_id, app_unit()], p_what, 'consent-back:' || p_referral);
  END IF;
END $$;

-- A unit that was given a citizen by a referral takes them in, with a case of its own, while the referral holds.
CREATE FUNCTION referral_take(p_referral uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c uuid;
BEGIN
  SELECT g.citizen_id INTO c FROM referrals_package p JOIN cases_ground g ON g.id = p.ground_id
    JOIN referrals_handling h ON h.referral_id = p.referral_id
   WHERE p.referral_id = p_referral AND g.unit_id = app_unit() AND app_cap() >= 30 AND h.status IN ('accepted', 'started')
     AND g.starts_at <= app_at() AND (g.ends_at IS NULL OR g.ends_at > app_at());
  IF c IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'referral_take'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(c::text, 2));
  IF NOT case_is_with(c, app_unit()) THEN PERFORM ground_write(c, app_unit(), NULL, 'case', 30, true, ''); END IF;
  RETURN c;
END $$;

-- A first meeting is planned by either side of a referral that is taken up; whether somebody came is said by either, once, now.
CREATE FUNCTION first_meeting_between_sides() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE h referrals_handling; r referrals_referral;
BEGIN
  SELECT * INTO h FROM referrals_handling WHERE referral_id = NEW.referral_id;
  SELECT * INTO r FROM referrals_referral WHERE id = NEW.referral_id;
  IF h.status NOT IN ('accepted', 'started') OR app_cap() < 10
     OR NOT (app_unit() = h.unit_id OR app_unit() = h.told_unit_id)
     OR NOT (NEW.unit_id IN (h.unit_id, h.told_unit_id) AND NEW.told_unit_id IS NOT DISTINCT FROM
             CASE WHEN NEW.unit_id = h.unit_id THEN h.told_unit_id ELSE h.unit_id END)
     OR (TG_OP = 'INSERT' AND (NEW.unit_id <> app_unit() OR NEW.planned_at <> app_at() OR NEW.planned_by_id IS DISTINCT FROM app_user()
                               OR NEW.outcome <> 'planned'))
     OR (TG_OP = 'UPDATE' AND (OLD.outcome <> 'planned' OR NEW.outcome_at IS DISTINCT FROM app_at() OR NEW.outcome_by_id IS DISTINCT FROM app_user()))
  THEN RAISE insufficient_privilege USING MESSAGE = 'first_meeting_between_sides'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER first_meeting_between_sides BEFORE INSERT OR UPDATE ON referrals_firstmeeting FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION first_meeting_between_sides();

-- Nobody came: each side that has the citizen's case goes to look the same day, and the other side is told. Nothing is closed by
-- it. The words are the caller's language's; the step opens once, whoever says it.
CREATE FUNCTION referral_missed(p_meeting uuid, p_what text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE m referrals_firstmeeting;
BEGIN
  SELECT * INTO m FROM referrals_firstmeeting WHERE id = p_meeting;
  IF NOT FOUND OR m.outcome <> 'missed' OR m.outcome_at IS DISTINCT FROM app_at() OR m.outcome_by_id IS DISTINCT FROM app_user()
     OR NOT coalesce(app_unit() IN (m.unit_id, m.told_unit_id), false)
  THEN RAISE insufficient_privilege USING MESSAGE = 'referral_missed'; END IF;
  PERFORM referral_tell(CASE WHEN m.unit_id = app_unit() THEN m.told_unit_id ELSE m.unit_id END, 'referral_step', m.referral_id, app_at());
  RETURN referral_task(m.referral_id, ARRAY[m.unit_id, m.told_unit_id], p_what, 'first-meeting:' || p_meeting);
END $$;

-- What nobody has looked at in the unit's own time comes back: to the sender and to the coordinator of the receiving unit. It stays
-- in the queue. And a package that nobody answered before its day is read by nobody any more. Worker only.
CREATE FUNCTION referrals_come_back(p_at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r record; n int := 0;
BEGIN
  FOR r IN
    SELECT q.id, q.to_unit_id, q.from_unit_id FROM referrals_referral q JOIN referrals_entrance e ON e.unit_id = q.to_unit_id
     WHERE q.sent_at IS NOT NULL AND q.seen_at IS NULL AND q.came_back_at IS NULL AND q.handled_at IS NULL
       AND greatest(q.received_at, q.sent_at) + make_interval(hours => e.look_within_hours) <= p_at
     ORDER BY q.id FOR UPDATE OF q SKIP LOCKED
  LOOP
    UPDATE referrals_referral SET came_back_at = p_at WHERE id = r.id;
    PERFORM referral_tell(r.to_unit_id, 'referral_back', r.id, p_at);
    PERFORM referral_tell(r.from_unit_id, 'referral_back', r.id, p_at);
    n := n + 1;
  END LOOP;
  WITH over AS (
    UPDATE referrals_package p SET told_unit_id = NULL, ended_at = p_at, ended_reason = '' FROM referrals_handling h
     WHERE h.referral_id = p.referral_id AND h.status IN ('open', 'waiting') AND p.expires_at <= p_at AND p.told_unit_id IS NOT NULL
    RETURNING p.referral_id)
  UPDATE referrals_packagefact f SET told_unit_id = NULL FROM over WHERE f.package_id = over.referral_id;
  RETURN n;
END $$;
