-- What waits of the contacts that were written without a net: for the coordinator of the unit in which they were written.
-- A row's own policy shows it to its author alone; these functions are the only other way to it.

-- What waits in the caller's unit, the first to arrive first; of a conflict also the other contents that came under the same
-- key, whatever became of them. p_only: one of those that wait, for its page.
CREATE FUNCTION intake_waiting(p_only uuid, p_limit int) RETURNS SETOF cases_intake
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app_role() IS DISTINCT FROM 'coordinator' THEN RAISE insufficient_privilege USING MESSAGE = 'intake_waiting'; END IF;
  RETURN QUERY
    WITH waits AS (
      SELECT * FROM cases_intake w WHERE w.unit_id = app_unit() AND w.state = 'waiting' AND (p_only IS NULL OR w.id = p_only)
       ORDER BY w.received_at, w.id LIMIT p_limit)
    SELECT * FROM waits
    UNION ALL
    SELECT o.* FROM cases_intake o WHERE o.unit_id = app_unit() AND NOT EXISTS (SELECT 1 FROM waits w WHERE w.id = o.id)
       AND EXISTS (SELECT 1 FROM waits w WHERE w.by_id = o.by_id AND w.key = o.key AND w.why = 'conflict');
END $$;

-- Says what becomes of one that waits in the caller's unit: filed as a contact of that unit, or set aside for a reason.
-- False: a colleague was first.
CREATE FUNCTION intake_settle(p_intake uuid, p_contact uuid, p_reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE i cases_intake; words text := coalesce(btrim(p_reason), '');
BEGIN
  SELECT * INTO i FROM cases_intake WHERE id = p_intake FOR UPDATE;
  IF NOT FOUND OR i.unit_id IS DISTINCT FROM app_unit() OR app_role() IS DISTINCT FROM 'coordinator'
     OR (p_contact IS NULL AND words = '')
     OR (p_contact IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_contact c WHERE c.id = p_contact AND c.unit_id = app_unit()))
  THEN RAISE insufficient_privilege USING MESSAGE = 'intake_settle'; END IF;
  IF i.state <> 'waiting' THEN RETURN false; END IF;
  UPDATE cases_intake SET state = CASE WHEN p_contact IS NULL THEN 'aside' ELSE 'filed' END, contact_id = p_contact,
         reason = words, settled_at = app_at(), settled_by_id = app_user()
   WHERE id = p_intake;
  RETURN true;
END $$;
