-- The answer to somebody who asked about a citizen of this unit, and what may follow from it.

-- Answers all that this one's unit has asked about the citizen: only the coordinator of another unit that has the case.
--   shared   the unit that asked may see the citizen, shared, on the basis of consent; the words say why it may be
--   contact  the asker is told whom to call, and no more
--   refused  the asker is told so, and no more
-- False: somebody has answered it already.
CREATE FUNCTION enquiry_answer(p_enquiry uuid, p_answer text, p_said text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE e cases_enquiry; g uuid; told text := ''; words text := coalesce(btrim(p_said), '');
        waiting uuid[]; askers uuid[];
BEGIN
  SELECT * INTO e FROM cases_enquiry WHERE id = p_enquiry FOR UPDATE;
  IF NOT FOUND OR app_role() IS DISTINCT FROM 'coordinator' OR e.unit_id = app_unit() OR NOT case_is_with(e.citizen_id, app_unit())
     OR p_answer NOT IN ('shared', 'contact', 'refused') OR (p_answer = 'shared' AND words = '')
  THEN RAISE insufficient_privilege USING MESSAGE = 'enquiry_answer'; END IF;
  IF e.answered_at IS NOT NULL THEN RETURN false; END IF;
  -- A unit gets one ground, whoever answers first.
  PERFORM pg_advisory_xact_lock(hashtextextended(e.citizen_id::text, 2));
  IF p_answer = 'shared' AND NOT EXISTS (
    SELECT 1 FROM cases_ground o WHERE o.citizen_id = e.citizen_id AND o.unit_id = e.unit_id AND o.user_id IS NULL
       AND o.starts_at <= app_at() AND (o.ends_at IS NULL OR o.ends_at > app_at()))
  THEN g := ground_write(e.citizen_id, e.unit_id, NULL, 'consent', 20, false, words); END IF;
  IF p_answer = 'contact' THEN
    SELECT concat_ws(', ', u.full_name, n.name, coalesce(nullif(u.phone, ''), nullif(n.phone, ''))) INTO STRICT told
      FROM accounts_user u, accounts_unit n WHERE u.id = app_user() AND n.id = app_unit();
  END IF;
  WITH done AS (
    UPDATE cases_enquiry q SET answer = p_answer, answered_at = app_at(), answered_by_id = app_user(), said = words, ground_id = g
     WHERE q.citizen_id = e.citizen_id AND q.unit_id = e.unit_id AND q.answered_at IS NULL RETURNING q.waiting_id, q.asked_by_id)
  SELECT array_agg(done.waiting_id), array_agg(DISTINCT done.asked_by_id) INTO waiting, askers FROM done;
  UPDATE cases_pendingmatch w SET answer = p_answer, answered_at = app_at(), said = words, call = told,
         citizen_id = CASE WHEN p_answer = 'shared' THEN e.citizen_id END
   WHERE w.id = ANY(waiting);
  -- Whoever asked is told; when that person has left the unit or is shut out, the unit is.
  PERFORM notice_write(NULL, e.unit_id, here.user_id, 'enquiry_answered', e.waiting_id)
     FROM (SELECT DISTINCT m.user_id FROM unnest(askers) a LEFT JOIN
             (accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active) ON m.user_id = a
             AND m.unit_id = e.unit_id AND m.starts_at <= app_at() AND (m.ends_at IS NULL OR m.ends_at > app_at())) here;
  RETURN true;
END $$;

-- Ends what an answer shared, with the reason: only a coordinator of another unit that has the case. What the unit that
-- asked has begun itself meanwhile stays its own.
CREATE FUNCTION enquiry_end(p_enquiry uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE e cases_enquiry;
BEGIN
  SELECT * INTO e FROM cases_enquiry WHERE id = p_enquiry;
  IF NOT FOUND OR app_role() IS DISTINCT FROM 'coordinator' OR e.unit_id = app_unit() OR NOT case_is_with(e.citizen_id, app_unit())
     OR coalesce(btrim(p_reason), '') = ''
  THEN RAISE insufficient_privilege USING MESSAGE = 'enquiry_end'; END IF;
  UPDATE cases_ground g SET ends_at = app_at(), ended_by_id = app_user(), ended_reason = btrim(p_reason)
   WHERE g.id = e.ground_id AND (g.ends_at IS NULL OR g.ends_at > app_at());
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'enquiry_end'; END IF;
  WITH ended AS (
    UPDATE cases_enquiry q SET ended_at = app_at(), ended_by_id = app_user(), ended_reason = btrim(p_reason)
     WHERE q.ground_id = e.ground_id AND q.ended_at IS NULL RETURNING q.waiting_id)
  UPDATE cases_pendingmatch w SET ended_at = app_at() FROM ended WHERE w.id = ended.waiting_id;
END $$;

-- Takes a citizen who was shared into the caller's own unit, too: while it is shared, and only with the answer in hand.
CREATE FUNCTION enquiry_take(p_waiting uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c uuid;
BEGIN
  SELECT w.citizen_id INTO c FROM cases_pendingmatch w
   WHERE w.id = p_waiting AND w.unit_id = app_unit() AND app_cap() >= 30 AND w.answer = 'shared' AND w.ended_at IS NULL;
  IF c IS NULL OR NOT EXISTS (SELECT 1 FROM cases_ground g WHERE g.citizen_id = c AND g.unit_id = app_unit() AND g.user_id IS NULL
                                 AND g.starts_at <= app_at() AND (g.ends_at IS NULL OR g.ends_at > app_at()))
  THEN RAISE insufficient_privilege USING MESSAGE = 'enquiry_take'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(c::text, 2));
  IF NOT case_is_with(c, app_unit()) THEN PERFORM ground_write(c, app_unit(), NULL, 'case', 30, true, ''); END IF;
  RETURN c;
END $$;
