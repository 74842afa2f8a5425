-- What waits of the contacts that were written without a net: for the coordinator of the unit in which they were written.
-- A row's own policy shows it to its author alone; these functions are the only other way to it.

-- What waits in the caller's unit, the first to arrive first, after p_after (NULL or unknown: from the first): on_page. Of a
-- conflict also the other contents that came under the same key, whatever became of them: not on_page. p_only: one of those that
-- wait, for its page.
CREATE FUNCTION intake_waiting(p_only uuid, p_after uuid, p_limit int) RETURNS TABLE (intake cases_intake, on_page boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE last cases_intake;
BEGIN
  IF app_role() IS DISTINCT FROM 'coordinator' THEN RAISE insufficient_privilege USING MESSAGE = 'intake_waiting'; END IF;
  SELECT * INTO last FROM cases_intake i WHERE i.id = p_after AND i.unit_id = app_unit();
  RETURN QUERY
    WITH waits AS (
      SELECT i FROM cases_intake i
       WHERE i.unit_id = app_unit() AND i.state = 'waiting' AND (p_only IS NULL OR i.id = p_only)
         AND (last.id IS NULL OR (i.received_at, i.id) > (last.received_at, last.id))
       ORDER BY i.received_at, i.id LIMIT p_limit)
    SELECT w.i, true FROM waits w
    UNION ALL
    SELECT o, false FROM cases_intake o
     WHERE o.unit_id = app_unit() AND NOT EXISTS (SELECT 1 FROM waits w WHERE (w.i).id = o.id)
       AND EXISTS (SELECT 1 FROM waits w WHERE (w.i).by_id = o.by_id AND (w.i).key = o.key AND (w.i).why = 'conflict');
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

-- Deletes what was filed before that moment: the contact holds it. What waits or was set aside stays, and beside one that waits
-- all that came under its key. Answers how many.
CREATE FUNCTION intake_forget(p_before timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE gone int;
BEGIN
  DELETE FROM cases_intake f
   WHERE f.state = 'filed' AND f.settled_at < p_before
     AND NOT EXISTS (SELECT 1 FROM cases_intake w WHERE w.by_id = f.by_id AND w.key = f.key AND w.state = 'waiting');
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
