-- A citizen's numbers. Rows are written here alone: what these functions compare lies in every unit.

-- Not for the application: whether the caller sees the citizen, or is about to. A colleague's request that began a moment
-- later may have come first, and its ground then begins after this request's clock: the clock goes on to there.
CREATE FUNCTION ground_is_here(p_citizen uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE begun timestamptz;
BEGIN
  IF ground_has(p_citizen, 20) THEN RETURN true; END IF;
  SELECT min(g.starts_at) INTO begun FROM cases_ground g
   WHERE g.citizen_id = p_citizen AND g.unit_id = app_unit() AND (g.user_id IS NULL OR g.user_id = app_user())
     AND g.starts_at BETWEEN app_at() AND app_at() + interval '1 hour'
     AND (g.ends_at IS NULL OR g.ends_at > g.starts_at);
  IF begun IS NULL THEN RETURN false; END IF;
  PERFORM set_config('app.at', begun::text, true);
  RETURN true;
END $$;

-- Not for the application: an enquiry to the units that have the case, and the asker's own side of it.
CREATE FUNCTION enquiry_write(p_citizen uuid, p_kind text, p_called text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE w uuid := gen_random_uuid(); e uuid := gen_random_uuid();
BEGIN
  INSERT INTO cases_pendingmatch (id, unit_id, asked_at, asked_by_id, kind, called, reason)
  VALUES (w, app_unit(), app_at(), app_user(), p_kind, left(coalesce(p_called, ''), 401), p_reason);
  INSERT INTO cases_enquiry (id, citizen_id, unit_id, asked_at, asked_by_id, reason, waiting_id)
  VALUES (e, p_citizen, app_unit(), app_at(), app_user(), p_reason, w);
  PERFORM street_tell(p_citizen, 'enquiry', e);
END $$;

-- Not for the application: a number stands, so it is no longer so that there is none.
CREATE FUNCTION identifier_found(p_citizen uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE cases_identifier SET ended_at = app_at(), ended_by_id = app_user(), ended_cause = 'replaced'
   WHERE citizen_id = p_citizen AND kind = 'none' AND ended_at IS NULL $$;
-- Finds or makes the citizen with an identifier, telling no more than the caller may know (walls.md, "Where it leaks"):
--   new       nobody had it: the identifier stands, and (without p_citizen) a citizen's id with the caller's case ground
--   known     a citizen whom the caller sees already
--   asked     somebody else's, with an open ground: an enquiry to them; no id comes back
--   reopened  known, but nobody sees the citizen any more: the caller's unit does from now on
--   limited   too many enquiries by this person within an hour; nothing is written
-- With p_citizen the identifier is put on a citizen whom the caller has casework on; of CPR numbers one stands at a time.
-- Kind and issuer are in the digest: one issuer's number is never another's. A mistake that ended is nobody's number.
-- Somebody who is one person with others is known wherever one of them is.
CREATE FUNCTION citizen_register(p_kind text, p_issuer text, p_digest bytea, p_ciphertext bytea, p_called text, p_reason text,
                                 p_hourly int, p_citizen uuid, OUT outcome text, OUT citizen uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c uuid := coalesce(p_citizen, gen_random_uuid()); held cases_identifier; one uuid[]; x uuid;
BEGIN
  IF app_unit() IS NULL OR app_cap() < 30 OR p_digest IS NULL OR (p_citizen IS NOT NULL AND (NOT ground_has(p_citizen, 30)
     OR (p_kind = 'cpr' AND EXISTS (SELECT 1 FROM cases_identifier i
                                     WHERE i.citizen_id = p_citizen AND i.kind = 'cpr' AND i.ended_at IS NULL))))
  THEN RAISE insufficient_privilege USING MESSAGE = 'citizen_register'; END IF;
  LOOP
    INSERT INTO cases_identifier (id, citizen_id, kind, issuer, digest, ciphertext)
    VALUES (gen_random_uuid(), c, p_kind, p_issuer, p_digest, p_ciphertext)
    ON CONFLICT (digest) WHERE NOT (ended_cause = 'mistake') DO NOTHING;
    IF FOUND THEN
      IF p_citizen IS NULL THEN PERFORM ground_write(c, app_unit(), NULL, 'case', 30, true, '');
      ELSE PERFORM identifier_found(c); END IF;
      outcome := 'new'; citizen := c; RETURN;
    END IF;
    SELECT * INTO held FROM cases_identifier i WHERE i.digest = p_digest AND i.ended_cause <> 'mistake';
    EXIT WHEN FOUND;  -- else it has just been ended as a mistake: it is nobody's
  END LOOP;
  c := held.citizen_id;
  IF c = p_citizen AND held.ended_at IS NOT NULL THEN
    UPDATE cases_identifier i SET ended_at = NULL, ended_by_id = NULL, ended_cause = '', ended_reason = '' WHERE i.id = held.id;
    PERFORM identifier_found(c);
    outcome := 'new'; citizen := c; RETURN;
  END IF;
  one := merge_group(c);
  FOREACH x IN ARRAY one LOOP
    IF ground_is_here(x) THEN outcome := 'known'; citizen := x; RETURN; END IF;
  END LOOP;
  -- One look-up of a person after the other, so that many at once cannot pass the limit; and of a citizen, so that of two
  -- units at once about somebody whom nobody sees one reopens and the other asks. Always in this order.
  PERFORM pg_advisory_xact_lock(hashtextextended(app_user()::text, 3));
  PERFORM pg_advisory_xact_lock(hashtextextended(c::text, 2));
  -- A colleague may have got the ground while this request waited.
  FOREACH x IN ARRAY one LOOP
    IF ground_is_here(x) THEN outcome := 'known'; citizen := x; RETURN; END IF;
  END LOOP;
  -- Who has the number's own citizen is asked first, else who has the same person under another.
  SELECT y INTO x FROM unnest(one) WITH ORDINALITY o(y, n) WHERE EXISTS (
    SELECT 1 FROM cases_ground g WHERE g.citizen_id = y AND g.basis <> 'glass' AND (g.ends_at IS NULL OR g.ends_at > app_at()))
   ORDER BY n LIMIT 1;
  IF FOUND THEN c := x; END IF;
  IF EXISTS (SELECT 1 FROM cases_ground g WHERE g.citizen_id = c AND g.basis <> 'glass' AND (g.ends_at IS NULL OR g.ends_at > app_at())) THEN
    -- No caller sets the limit higher.
    IF (SELECT count(*) FROM cases_enquiry e WHERE e.asked_by_id = app_user()
         AND e.asked_at > app_at() - interval '1 hour') >= least(p_hourly, 60)
    THEN outcome := 'limited'; RETURN; END IF;
    PERFORM enquiry_write(c, p_kind, p_called, p_reason);
    outcome := 'asked'; RETURN;
  END IF;
  PERFORM ground_write(c, app_unit(), NULL, 'case', 30, true, p_reason);
  outcome := 'reopened'; citizen := c;
END $$;

-- Says that the citizen has no number, and why: only somebody with casework on the citizen, who has none.
CREATE FUNCTION identifier_none(p_citizen uuid, p_because text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE i uuid := gen_random_uuid();
BEGIN
  IF NOT ground_has(p_citizen, 30)
     OR EXISTS (SELECT 1 FROM cases_identifier o WHERE o.citizen_id = p_citizen AND o.kind <> 'none' AND o.ended_at IS NULL)
  THEN RAISE insufficient_privilege USING MESSAGE = 'identifier_none'; END IF;
  PERFORM identifier_found(p_citizen);
  INSERT INTO cases_identifier (id, citizen_id, kind, of_anonymous, none_because) VALUES (i, p_citizen, 'none', NULL, p_because);
  RETURN i;
END $$;

-- Ends a number, with the reason: only somebody with casework on the citizen. The row stays; a mistake leads to nobody.
CREATE FUNCTION identifier_end(p_identifier uuid, p_cause text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE cases_identifier i SET ended_at = app_at(), ended_by_id = app_user(), ended_cause = p_cause, ended_reason = btrim(p_reason),
         of_anonymous = CASE WHEN p_cause = 'mistake' THEN NULL ELSE i.of_anonymous END
   WHERE i.id = p_identifier AND i.ended_at IS NULL AND ground_has(i.citizen_id, 30) AND btrim(p_reason) <> '';
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'identifier_end'; END IF;
END $$;
