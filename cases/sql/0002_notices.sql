-- What a unit is told without having asked. Rows are written here alone.

-- Not for the application: what the functions that tell somebody something write with.
CREATE FUNCTION notice_write(p_citizen uuid, p_unit uuid, p_user uuid, p_kind text, p_about uuid)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE n uuid := gen_random_uuid();
BEGIN
  INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
  VALUES (n, p_citizen, p_unit, p_user, p_kind, app_at(), p_about);
  RETURN n;
END $$;

-- Marks a notice as seen by the caller, once. Only one of the caller's unit, and not one that is a colleague's alone.
-- A function, because shared readers mark theirs, too, and write nothing else.
CREATE FUNCTION notice_see(p_notice uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM cases_notice n WHERE n.id = p_notice AND n.unit_id = app_unit() AND app_cap() >= 20
     AND (n.user_id IS NULL OR n.user_id = app_user()) FOR UPDATE;
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'notice_see'; END IF;
  UPDATE cases_notice SET seen_at = app_at(), seen_by_id = app_user() WHERE id = p_notice AND seen_at IS NULL;
END $$;
