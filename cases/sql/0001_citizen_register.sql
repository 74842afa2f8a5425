-- Finds or makes the citizen with an identifier, telling no more than the caller may know (walls.md, "Where it leaks"):
--   new       nobody had it: the identifier stands, and (without p_citizen) a citizen's id with the caller's case ground
--   known     a citizen whom the caller sees already
--   asked     somebody else's, with an open ground: an enquiry to them; no id comes back
--   reopened  known, but nobody sees the citizen any more: the caller's unit does from now on
--   limited   too many enquiries by this person within an hour; nothing is written
-- With p_citizen the identifier is put on a citizen whom the caller has casework on, and who has none of that kind.
CREATE FUNCTION citizen_register(p_kind text, p_digest bytea, p_ciphertext bytea, p_reason text, p_hourly int, p_citizen uuid,
                                 OUT outcome text, OUT citizen uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c uuid := coalesce(p_citizen, gen_random_uuid());
BEGIN
  IF app_unit() IS NULL OR app_cap() < 30 OR (p_citizen IS NOT NULL AND (NOT ground_has(p_citizen, 30)
     OR EXISTS (SELECT 1 FROM cases_identifier i WHERE i.citizen_id = p_citizen AND i.kind = p_kind)))
  THEN RAISE insufficient_privilege USING MESSAGE = 'citizen_register'; END IF;
  INSERT INTO cases_identifier (id, citizen_id, kind, digest, ciphertext)
  VALUES (gen_random_uuid(), c, p_kind, p_digest, p_ciphertext) ON CONFLICT (kind, digest) DO NOTHING;
  IF FOUND THEN
    IF p_citizen IS NULL THEN PERFORM ground_write(c, app_unit(), NULL, 'case', 30, true, ''); END IF;
    outcome := 'new'; citizen := c; RETURN;
  END IF;
  SELECT i.citizen_id INTO STRICT c FROM cases_identifier i WHERE i.kind = p_kind AND i.digest = p_digest;
  IF ground_has(c, 20) THEN outcome := 'known'; citizen := c; RETURN; END IF;
  -- Two units at once about somebody whom nobody sees: one reopens, the other asks.
  PERFORM pg_advisory_xact_lock(hashtextextended(c::text, 2));
  IF EXISTS (SELECT 1 FROM cases_ground g WHERE g.citizen_id = c AND g.basis <> 'glass' AND (g.ends_at IS NULL OR g.ends_at > app_at())) THEN
    -- One look-up of a person after the other, so that many at once cannot pass the limit; and no caller sets it higher.
    PERFORM pg_advisory_xact_lock(hashtextextended(app_user()::text, 3));
    IF (SELECT count(*) FROM cases_enquiry e WHERE e.asked_by_id = app_user()
         AND e.asked_at > app_at() - interval '1 hour') >= least(p_hourly, 60)
    THEN outcome := 'limited'; RETURN; END IF;
    INSERT INTO cases_enquiry (id, citizen_id, unit_id, asked_at, asked_by_id, reason)
    VALUES (gen_random_uuid(), c, app_unit(), app_at(), app_user(), p_reason);
    outcome := 'asked'; RETURN;
  END IF;
  PERFORM ground_write(c, app_unit(), NULL, 'case', 30, true, p_reason);
  outcome := 'reopened'; citizen := c;
END $$;
