-- Writes the access log: one row for each citizen that the person in the context has opened, found, printed or revealed,
-- at most one per view in five minutes. The only way into the log; who and when come from the context, not from the caller.
CREATE FUNCTION access_note(p_view text, p_kind text, p_citizens uuid[], p_reason text DEFAULT '')
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE written int;
BEGIN
  IF app_user() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'access_note'; END IF;
  INSERT INTO access_accessentry (at, slot, user_id, unit_id, citizen_id, view, kind, reason)
  SELECT app_at(), floor(extract(epoch FROM app_at()) / 300)::bigint, app_user(), app_unit(), c, p_view, p_kind, p_reason
    FROM unnest(p_citizens) c
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END $$;
