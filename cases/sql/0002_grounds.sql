-- Grounds are written by these functions alone. Each has its own rule and raises insufficient_privilege (a 403, not a 500).

-- Not for the application: what the functions below write with.
CREATE FUNCTION ground_write(p_citizen uuid, p_unit uuid, p_user uuid, p_basis text, p_scope int, p_health boolean, p_reason text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE g uuid := gen_random_uuid();
BEGIN
  INSERT INTO cases_ground (id, citizen_id, unit_id, user_id, basis, scope, health, starts_at, reason, opened_by_id)
  VALUES (g, p_citizen, p_unit, p_user, p_basis, p_scope, p_health, app_at(), p_reason, app_user());
  RETURN g;
END $$;

-- Whether the caller sees the citizen now, in at least this scope.
CREATE FUNCTION ground_has(p_citizen uuid, p_scope int)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT app_cap() >= p_scope AND EXISTS (
    SELECT 1 FROM cases_ground g WHERE g.citizen_id = p_citizen AND g.unit_id = app_unit()
       AND (g.user_id IS NULL OR g.user_id = app_user()) AND g.scope >= p_scope
       AND g.starts_at <= app_at() AND (g.ends_at IS NULL OR g.ends_at > app_at())) $$;

-- Makes a citizen's id and opens the caller's case ground on it. The id is born here, so nobody can have guessed it;
-- the deferred foreign key takes the ground back unless the citizen is made in this transaction.
CREATE FUNCTION citizen_begin() RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c uuid := gen_random_uuid();
BEGIN
  IF app_unit() IS NULL OR app_cap() < 30 THEN RAISE insufficient_privilege USING MESSAGE = 'citizen_begin'; END IF;
  PERFORM ground_write(c, app_unit(), NULL, 'case', 30, true, '');
  RETURN c;
END $$;

-- A further ground on basis case, only for a unit that has an open, unpersonal case ground already.
CREATE FUNCTION ground_open(p_citizen uuid, p_basis text, p_scope int, p_health boolean, p_reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_basis <> 'case' OR app_cap() < 30 OR NOT EXISTS (
    SELECT 1 FROM cases_ground g WHERE g.citizen_id = p_citizen AND g.unit_id = app_unit() AND g.user_id IS NULL
       AND g.basis = 'case' AND g.scope >= p_scope AND (g.health OR NOT p_health)
       AND g.starts_at <= app_at() AND (g.ends_at IS NULL OR g.ends_at > app_at()))
  THEN RAISE insufficient_privilege USING MESSAGE = 'ground_open'; END IF;
  RETURN ground_write(p_citizen, app_unit(), NULL, p_basis, p_scope, p_health, p_reason);
END $$;

-- Ends a ground now: only the unit that it is for, or the one that opened it (today the same).
CREATE FUNCTION ground_end(p_ground uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE cases_ground SET ends_at = app_at(), ended_by_id = app_user()
   WHERE id = p_ground AND unit_id = app_unit() AND app_cap() >= 30 AND (ends_at IS NULL OR ends_at > app_at());
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'ground_end'; END IF;
END $$;
