-- As before (0013_identifiers.sql), but somebody who is one person with others is known wherever one of them is.
CREATE OR REPLACE FUNCTION citizen_register(p_kind text, p_issuer text, p_digest bytea, p_ciphertext bytea, p_called text, p_reason text,
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
