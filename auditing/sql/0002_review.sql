-- As before (0001_looks.sql), but nobody says of her own look that it was in order: an auditor may work elsewhere, too.
CREATE OR REPLACE FUNCTION audit_review(p_sample uuid, p_outcome text, p_note text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r uuid := gen_random_uuid();
BEGIN
  IF app_role() IS DISTINCT FROM 'auditor' OR NOT EXISTS (
    SELECT 1 FROM auditing_sample s JOIN access_accessentry e ON e.id = s.entry_id
     WHERE s.id = p_sample AND e.user_id <> app_user())
  THEN RAISE insufficient_privilege USING MESSAGE = 'audit_review'; END IF;
  INSERT INTO auditing_review (id, sample_id, outcome, note, reviewed_at, reviewed_by_id)
  VALUES (r, p_sample, p_outcome, p_note, app_at(), app_user());
  RETURN r;
END $$;
