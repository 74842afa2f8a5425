-- The public page: anybody writes to a unit that is open for it, and asks by a code what became of it. Nobody stands behind these
-- four functions: they set no context, read no app.*, and have nothing of a citizen to tell. The time comes from the page, as
-- everywhere; whoever may run any SQL as the application may choose it, here as in access_enter.

-- Not for the application: somebody has tried. What is older than a day is gone, by the database's own clock where the page's is ahead.
CREATE FUNCTION public_try_add(p_what text, p_network bytea, p_unit uuid, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM referrals_publictry WHERE at < least(p_at, now()) - interval '25 hours';
  INSERT INTO referrals_publictry (id, what, network, unit_id, at) VALUES (gen_random_uuid(), p_what, p_network, p_unit, p_at) $$;

-- Not for the application: how much the queue of a unit takes from the public page, and how much one network sends.
CREATE FUNCTION public_is_full(p_unit uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) >= 300 OR count(*) FILTER (WHERE t.at > p_at - interval '1 hour') >= 60
    FROM referrals_publictry t WHERE t.unit_id = p_unit AND t.what = 'send' AND t.at > p_at - interval '1 day' $$;
CREATE FUNCTION public_is_tired(p_what text, p_network bytea, p_most int, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) >= p_most FROM referrals_publictry t
   WHERE t.network = p_network AND t.what = p_what AND t.at > p_at - interval '1 hour' $$;

-- To whom anybody may write, how they are reached otherwise, and whether it is taken now: asked before a form or a file is read.
-- is_sent: this very form was sent before.
CREATE FUNCTION public_door(p_digest bytea, p_network bytea, p_at timestamptz)
RETURNS TABLE (unit_id uuid, name text, phone text, is_full boolean, is_tired boolean, is_sent boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT n.id, n.name::text, n.phone::text, public_is_full(n.id, p_at), public_is_tired('send', p_network, 5, p_at),
         EXISTS (SELECT 1 FROM referrals_receipt c WHERE c.digest = p_digest)
    FROM referrals_entrance e JOIN accounts_unit n ON n.id = e.unit_id
   WHERE e.is_public AND e.is_open AND (n.closed_on IS NULL OR n.closed_on > (p_at AT TIME ZONE 'Europe/Copenhagen')::date)
   ORDER BY n.name, n.id $$;

-- One referral from the public page, with its papers, into the queue. Answers 'sent'; 'again': this very form was sent before, and
-- its code still holds; 'same': the same words came from there within a day; 'tired': that network has sent five within an hour;
-- 'full': the unit has got 60 within an hour, or 300 within a day; 'closed': it takes none. Nothing of who it is about is looked up.
CREATE FUNCTION public_refer(p_digest bytea, p_content bytea, p_network bytea, p_unit uuid, p_facts jsonb, p_files jsonb,
                             p_contents bytea[], p_at timestamptz) RETURNS text
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
  INSERT INTO referrals_referral (id, to_unit_id, told_unit_id, door, kind, is_acute, sender, sender_name, sender_phone, basis, given_name,
                                  family_name, born_year, sex, is_protected, residence, headline, happened, wish, whereabouts,
                                  written_at, received_at, first_word_at, sent_at, version)
  VALUES (r, p_unit, p_unit, 'public', 'ordinary', false, p_facts ->> 'sender', p_facts ->> 'sender_name', p_facts ->> 'sender_phone', '',
          p_facts ->> 'given_name', '', (p_facts ->> 'born_year')::smallint, 'unknown', false, '', p_facts ->> 'headline',
          p_facts ->> 'happened', p_facts ->> 'wish', p_facts ->> 'whereabouts', p_at, p_at, p_at, p_at, 1);
  INSERT INTO referrals_receipt (referral_id, digest, content_digest, made_at) VALUES (r, p_digest, p_content, p_at);
  FOR f IN SELECT * FROM jsonb_array_elements(p_files) LOOP
    n := n + 1;
    INSERT INTO referrals_attachment (id, referral_id, unit_id, told_unit_id, name, content_type, size, content, added_at)
    VALUES (gen_random_uuid(), r, NULL, p_unit, f ->> 'name', f ->> 'content_type', (f ->> 'size')::int, p_contents[n], p_at);
  END LOOP;
  RETURN 'sent';
END $$;

-- Not for the application: what a private sender is told. That it came, was seen and is dealt with; the words of the thread; to whom
-- it was sent. Nothing of what was decided, by whom, or whether anybody knows the person. Looking reads what was asked.
CREATE FUNCTION receipt_told(p_digest bytea, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT q.* INTO r FROM referrals_receipt c JOIN referrals_referral q ON q.id = c.referral_id WHERE c.digest = p_digest;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE referrals_message SET state = 'acknowledged', acknowledged_at = p_at
   WHERE referral_id = r.id AND unit_id = r.to_unit_id AND told_unit_id IS NULL AND transport = 'receipt' AND state = 'sent';
  RETURN (SELECT jsonb_build_object(
      'unit', n.name, 'phone', n.phone, 'received_at', r.received_at, 'seen_at', r.seen_at, 'handled_at', r.handled_at,
      'said', coalesce((SELECT jsonb_agg(jsonb_build_object('text', m.text, 'at', m.said_at, 'is_mine', m.unit_id IS NULL) ORDER BY m.said_at, m.id)
                          FROM referrals_message m WHERE m.referral_id = r.id AND m.transport = 'receipt' AND m.state IN ('sent', 'acknowledged')
                           AND (m.unit_id IS NULL OR (m.unit_id = r.to_unit_id AND m.told_unit_id IS NULL))), '[]'))
    FROM accounts_unit n WHERE n.id = r.to_unit_id);
END $$;

-- By a code: the same, or {} when there is no such code. {"wait": true} for everybody from a network that has tried 30 wrong ones
-- within an hour, whatever the code is: else the thirty-first would be told by its answer.
CREATE FUNCTION receipt_look(p_digest bytea, p_network bytea, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE told jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(p_network, 'hex'), 62));
  IF public_is_tired('look', p_network, 30, p_at) THEN RETURN '{"wait": true}'; END IF;
  told := receipt_told(p_digest, p_at);
  IF told IS NULL THEN
    PERFORM public_try_add('look', p_network, NULL, p_at);
    RETURN '{}';
  END IF;
  RETURN told;
END $$;

-- An answer by a code: a word to the unit, which is told of it. The same form twice is one word; more than twenty a day are not taken
-- ({"often": true}).
CREATE FUNCTION receipt_answer(p_digest bytea, p_key uuid, p_text text, p_network bytea, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE told jsonb := receipt_look(p_digest, p_network, p_at); r referrals_referral; k text;
BEGIN
  IF NOT told ? 'unit' THEN RETURN told; END IF;
  SELECT q.* INTO r FROM referrals_receipt c JOIN referrals_referral q ON q.id = c.referral_id WHERE c.digest = p_digest;
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(p_digest, 'hex'), 64));
  k := 'r:' || r.id || ':' || p_key;
  IF EXISTS (SELECT 1 FROM referrals_message m WHERE m.key = k) THEN RETURN told; END IF;
  IF (SELECT count(*) >= 20 FROM referrals_message m WHERE m.referral_id = r.id AND m.unit_id IS NULL AND m.said_at > p_at - interval '1 day') THEN
    RETURN told || '{"often": true}'; END IF;
  INSERT INTO referrals_message (id, referral_id, unit_id, told_unit_id, key, text, is_question, transport, state, said_at)
  VALUES (gen_random_uuid(), r.id, NULL, r.to_unit_id, k, p_text, false, 'receipt', 'sent', p_at);
  RETURN receipt_told(p_digest, p_at);
END $$;

-- For the application: a paper goes with the own unit's referral at the moment of its sending, to whoever reads that; five at most.
CREATE FUNCTION attachment_with_its_referral() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT * INTO r FROM referrals_referral WHERE id = NEW.referral_id FOR UPDATE;
  IF NOT FOUND OR r.unit_id IS DISTINCT FROM app_unit() OR r.sent_at IS DISTINCT FROM app_at() OR r.sent_by_id IS DISTINCT FROM app_user()
     OR NEW.unit_id IS DISTINCT FROM r.unit_id OR NEW.told_unit_id IS DISTINCT FROM r.told_unit_id
     OR NEW.added_at IS DISTINCT FROM app_at() OR NEW.added_by_id IS DISTINCT FROM app_user()
  THEN RAISE insufficient_privilege USING MESSAGE = 'attachment_with_its_referral'; END IF;
  IF (SELECT count(*) >= 5 FROM referrals_attachment a WHERE a.referral_id = NEW.referral_id) THEN
    RAISE check_violation USING MESSAGE = 'attachment_five_at_most', CONSTRAINT = 'attachment_five_at_most'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER attachment_with_its_referral BEFORE INSERT ON referrals_attachment FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION attachment_with_its_referral();
