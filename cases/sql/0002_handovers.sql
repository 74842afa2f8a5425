-- Tells whoever has received a citizen, and nobody else: of an assignment that the caller has just made, in the caller's own
-- unit, once.
CREATE FUNCTION handover_tell(p_assignment uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE a cases_assignment;
BEGIN
  SELECT * INTO a FROM cases_assignment
   WHERE id = p_assignment AND unit_id = app_unit() AND assigned_by_id = app_user() AND caseworker_id <> app_user()
     AND ends_on IS NULL AND starts_on = app_today() AND app_cap() >= 30 FOR UPDATE;
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'handover_tell'; END IF;
  IF EXISTS (SELECT 1 FROM cases_notice n WHERE n.unit_id = a.unit_id AND n.kind = 'handed_over' AND n.about_id = a.id)
  THEN RETURN; END IF;
  PERFORM notice_write(a.citizen_id, a.unit_id, a.caseworker_id, 'handed_over', a.id);
END $$;
