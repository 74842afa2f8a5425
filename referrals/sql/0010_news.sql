-- Who has sent a referral is told what becomes of it by the way that they chose: in the app, by e-mail too, or by a code. What is to
-- go by e-mail is written down here, in the transaction of its cause; the clock promises it (referrals/actions/news.py).

-- Not for the application: there is news for whoever sent it, if they want e-mails of it. By the code (p_by_code), or a colleague,
-- who is told nothing of what they did themself.
CREATE FUNCTION news_write(p_referral uuid, p_by_code boolean, p_change text, p_message uuid, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO referrals_news (id, referral_id, user_id, message_id, change, is_acute, at, key)
  SELECT gen_random_uuid(), r.id, CASE WHEN NOT p_by_code THEN r.sent_by_id END, p_message, p_change, r.is_acute, p_at, ''
    FROM referrals_referral r
   WHERE r.id = p_referral
     AND CASE WHEN p_by_code THEN r.tell_way = 'code_email' ELSE r.tell_way = 'email' AND r.sent_by_id IS DISTINCT FROM app_user() END $$;

-- As before; and what the sender's unit is told under the bell, whoever sent it is told by e-mail, never more.
CREATE OR REPLACE FUNCTION referral_tell(p_unit uuid, p_kind text, p_referral uuid, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_unit IS NULL THEN RETURN; END IF;
  INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
  VALUES (gen_random_uuid(), NULL, p_unit, NULL, p_kind, p_at, p_referral);
  IF p_unit = (SELECT r.from_unit_id FROM referrals_referral r WHERE r.id = p_referral) THEN
    PERFORM news_write(p_referral, false, CASE p_kind WHEN 'referral_word' THEN 'word' WHEN 'referral_back' THEN 'back' ELSE 'step' END,
                       NULL, p_at);
  END IF;
END $$;

-- Seen, and dealt with, which every sender may know, and no more than that: where there is no basis the sender's unit is told here
-- that it is dealt with, else by each step (referral_tells_step). Whoever asks by a code is told the same, whatever was decided.
-- Who rang or wrote was spoken with: to them it is no news that it is seen.
CREATE FUNCTION referral_tells_sender() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.seen_at IS NULL AND NEW.seen_at IS NOT NULL AND (NEW.unit_id IS NULL OR NEW.unit_id = NEW.from_unit_id) THEN
    PERFORM news_write(NEW.id, NEW.from_unit_id IS NULL, 'seen', NULL, NEW.seen_at); END IF;
  IF OLD.handled_at IS NULL AND NEW.handled_at IS NOT NULL THEN
    IF NEW.from_unit_id IS NULL THEN
      PERFORM news_write(NEW.id, true, 'step', NULL, NEW.handled_at);
    ELSIF NOT EXISTS (SELECT 1 FROM referrals_handling h WHERE h.referral_id = NEW.id AND h.told_unit_id IS NOT NULL) THEN
      PERFORM referral_tell(NEW.from_unit_id, 'referral_step', NEW.id, NEW.handled_at);
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER referral_tells_sender AFTER UPDATE OF seen_at, handled_at ON referrals_referral FOR EACH ROW EXECUTE FUNCTION referral_tells_sender();

-- As before; and a word to whoever asks by a code waits for the e-mail that says so, where they want one.
CREATE OR REPLACE FUNCTION message_between_sides() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = NEW.referral_id;
  IF r.sent_at IS NULL OR NEW.unit_id IS DISTINCT FROM app_unit() OR NEW.said_by_id IS DISTINCT FROM app_user()
     OR NEW.said_at IS DISTINCT FROM app_at()
     -- To whom there is a way: a unit here, or a code; and it waits for an e-mail where one goes.
     OR NEW.state <> (CASE WHEN NEW.told_unit_id IS NULL AND r.tell_way = 'code_email' THEN 'queued' ELSE 'sent' END)
     OR (NEW.told_unit_id IS NULL AND r.tell_way NOT IN ('code', 'code_email'))
     OR NEW.transport <> (CASE WHEN NEW.told_unit_id IS NULL THEN 'receipt' ELSE 'here' END)
     OR NOT coalesce((NEW.unit_id = r.to_unit_id AND NEW.told_unit_id IS NOT DISTINCT FROM r.from_unit_id)
                     OR (NEW.unit_id = r.from_unit_id AND NEW.told_unit_id = r.to_unit_id), false)
  THEN RAISE insufficient_privilege USING MESSAGE = 'message_between_sides'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION message_tells() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.told_unit_id IS NULL THEN
    IF NEW.state = 'queued' THEN PERFORM news_write(NEW.referral_id, true, 'word', NEW.id, NEW.said_at); END IF;
  ELSIF NEW.state = 'sent' THEN
    PERFORM referral_tell(NEW.told_unit_id, 'referral_word', NEW.referral_id, NEW.said_at);
  END IF;
  RETURN NULL;
END $$;

-- As before; and nobody says by raw SQL that there is a code: `receipt_give` does.
CREATE OR REPLACE FUNCTION referral_written_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.sent_at IS NOT NULL OR OLD.unit_id IS DISTINCT FROM app_unit()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'referral_written_by_right'; END IF;
  IF NEW.unit_id IS DISTINCT FROM app_unit() OR NEW.written_by_id IS DISTINCT FROM app_user()
     OR (NEW.to_unit_id <> app_unit() AND NEW.from_unit_id IS DISTINCT FROM app_unit())
     OR (NEW.sent_at IS NOT NULL AND (NEW.sent_at <> app_at() OR NEW.sent_by_id IS DISTINCT FROM app_user() OR NEW.received_at > app_at()))
     OR (NEW.told_unit_id IS NOT NULL AND NEW.told_unit_id NOT IN (NEW.to_unit_id, coalesce(NEW.from_unit_id, NEW.to_unit_id)))
     OR NEW.seen_at IS NOT NULL OR NEW.handled_at IS NOT NULL OR NEW.came_back_at IS NOT NULL
     OR NEW.first_word_at > NEW.received_at OR NEW.tell_way IN ('code', 'code_email')
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

-- Whoever rang or wrote to the caller's unit, and has no place here, gets a code for what is written down in this moment; and, where
-- they want to hear that there is news, their sealed address is kept beside it.
CREATE FUNCTION receipt_give(p_referral uuid, p_digest bytea, p_email bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = p_referral;
  IF NOT FOUND OR app_cap() < 20 OR r.unit_id IS DISTINCT FROM app_unit() OR r.to_unit_id <> app_unit() OR r.from_unit_id IS NOT NULL
     OR r.sent_at IS DISTINCT FROM app_at() OR r.sent_by_id IS DISTINCT FROM app_user() OR length(p_digest) <> 32
  THEN RAISE insufficient_privilege USING MESSAGE = 'receipt_give'; END IF;
  INSERT INTO referrals_receipt (referral_id, digest, content_digest, made_at, email)
  VALUES (r.id, p_digest, sha256(convert_to(r.id::text, 'UTF8')), app_at(), p_email);
  UPDATE referrals_referral SET tell_way = CASE WHEN p_email IS NULL THEN 'code' ELSE 'code_email' END WHERE id = r.id;
END $$;

-- As before; p_email: sealed, of a sender who wants to hear that there is news.
DROP FUNCTION public_refer(bytea, bytea, bytea, uuid, jsonb, jsonb, bytea[], timestamptz);
CREATE FUNCTION public_refer(p_digest bytea, p_content bytea, p_network bytea, p_unit uuid, p_facts jsonb, p_files jsonb,
                             p_contents bytea[], p_email bytea, p_at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r uuid := gen_random_uuid(); f jsonb; n int := 0;
BEGIN
  -- One turn for each form, then for each network, then for each unit: always in this order.
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(p_digest, 'hex'), 61));
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(p_network, 'hex'), 62));
  PERFORM pg_advisory_xact_lock(hashtextextended(p_unit::text, 63));
  IF EXISTS (SELECT 1 FROM referrals_receipt c WHERE c.digest = p_digest) THEN RETURN 'again'; END IF;
  IF EXISTS (SELECT 1 FROM referrals_receipt c WHERE c.content_digest = p_content AND c.made_at > p_at - interval '1 day') THEN RETURN 'same'; END IF;
  IF NOT EXISTS (SELECT 1 FROM public_door(p_digest, p_network, p_at) d WHERE d.unit_id = p_unit) THEN RETURN 'closed'; END IF;
  IF public_is_tired('send', p_network, 5, p_at) THEN RETURN 'tired'; END IF;
  IF public_is_full(p_unit, p_at) THEN RETURN 'full'; END IF;
  IF coalesce(p_facts ->> 'sender', '') NOT IN ('citizen', 'relative', 'ngo') OR jsonb_array_length(p_files) > 5
     OR jsonb_array_length(p_files) <> cardinality(p_contents) OR length(p_digest) <> 32 OR length(p_content) <> 32 OR length(p_network) <> 32
  THEN RAISE insufficient_privilege USING MESSAGE = 'public_refer'; END IF;
  PERFORM public_try_add('send', p_network, p_unit, p_at);
  INSERT INTO referrals_referral (id, to_unit_id, told_unit_id, door, kind, is_acute, sender, sender_name, sender_phone, tell_way, basis, given_name,
                                  family_name, born_year, sex, is_protected, residence, headline, happened, wish, whereabouts,
                                  written_at, received_at, first_word_at, sent_at, version)
  VALUES (r, p_unit, p_unit, 'public', 'ordinary', false, p_facts ->> 'sender', p_facts ->> 'sender_name', p_facts ->> 'sender_phone',
          CASE WHEN p_email IS NULL THEN 'code' ELSE 'code_email' END, '',
          p_facts ->> 'given_name', '', (p_facts ->> 'born_year')::smallint, 'unknown', false, '', p_facts ->> 'headline',
          p_facts ->> 'happened', p_facts ->> 'wish', p_facts ->> 'whereabouts', p_at, p_at, p_at, p_at, 1);
  INSERT INTO referrals_receipt (referral_id, digest, content_digest, made_at, email) VALUES (r, p_digest, p_content, p_at, p_email);
  FOR f IN SELECT * FROM jsonb_array_elements(p_files) LOOP
    n := n + 1;
    INSERT INTO referrals_attachment (id, referral_id, unit_id, told_unit_id, name, content_type, size, content, added_at)
    VALUES (gen_random_uuid(), r, NULL, p_unit, f ->> 'name', f ->> 'content_type', (f ->> 'size')::int, p_contents[n], p_at);
  END LOOP;
  RETURN 'sent';
END $$;

-- As before; a word stands here whether its e-mail has gone or not, and whoever looks needs none any more of what stands here.
CREATE OR REPLACE FUNCTION receipt_told(p_digest bytea, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT q.* INTO r FROM referrals_receipt c JOIN referrals_referral q ON q.id = c.referral_id WHERE c.digest = p_digest;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE referrals_message SET state = 'acknowledged', acknowledged_at = p_at
   WHERE referral_id = r.id AND unit_id = r.to_unit_id AND told_unit_id IS NULL AND transport = 'receipt'
     AND state IN ('sent', 'queued', 'failed');
  UPDATE referrals_news SET posted_at = p_at WHERE referral_id = r.id AND user_id IS NULL AND posted_at IS NULL;
  RETURN (SELECT jsonb_build_object(
      'unit', n.name, 'phone', n.phone, 'received_at', r.received_at, 'seen_at', r.seen_at, 'handled_at', r.handled_at,
      'said', coalesce((SELECT jsonb_agg(jsonb_build_object('text', m.text, 'at', m.said_at, 'is_mine', m.unit_id IS NULL) ORDER BY m.said_at, m.id)
                          FROM referrals_message m WHERE m.referral_id = r.id AND m.transport = 'receipt' AND m.state <> 'draft'
                           AND (m.unit_id IS NULL OR (m.unit_id = r.to_unit_id AND m.told_unit_id IS NULL))), '[]'))
    FROM accounts_unit n WHERE n.id = r.to_unit_id);
END $$;
