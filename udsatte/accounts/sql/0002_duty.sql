-- The roster is written by these functions alone: from a shift follows the ground *duty*, so nobody may put anybody on it.

-- Who may plan for a unit: its administrator, and coordinators and managers of the same whole.
CREATE FUNCTION duty_may_plan(p_unit uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT app_manages(p_unit)
      OR coalesce(app_role() IN ('coordinator', 'manager') AND unit_house(p_unit) = unit_house(app_unit()), false) $$;

-- Whether the person works in the unit, or in another one of the same whole, when the shift begins.
CREATE FUNCTION duty_of_colleague(p_unit uuid, p_user uuid, p_from timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM accounts_membership s JOIN accounts_user u ON u.id = s.user_id AND u.is_active
     WHERE s.user_id = p_user AND unit_house(s.unit_id) = unit_house(p_unit)
       AND s.starts_at <= p_from AND (s.ends_at IS NULL OR s.ends_at > p_from)) $$;

-- A new shift: a colleague, or (p_user NULL) a post with a name. Nobody is put on duty for a time that has passed.
CREATE FUNCTION duty_add(p_unit uuid, p_user uuid, p_name text, p_phone text, p_from timestamptz, p_to timestamptz)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE d uuid := gen_random_uuid();
BEGIN
  IF NOT duty_may_plan(p_unit) OR p_to <= app_at() OR (p_user IS NOT NULL AND NOT duty_of_colleague(p_unit, p_user, p_from))
  THEN RAISE insufficient_privilege USING MESSAGE = 'duty_add'; END IF;
  INSERT INTO accounts_dutyshift (id, unit_id, user_id, name, phone, starts_at, ends_at, made_at, made_by_id, version)
  VALUES (d, p_unit, p_user, p_name, p_phone, p_from, p_to, app_at(), app_user(), 1);
  RETURN d;
END $$;

-- Another person, phone or time on a shift that is not over. False: somebody changed it after version p_version.
CREATE FUNCTION duty_change(p_shift uuid, p_version int, p_user uuid, p_name text, p_phone text, p_from timestamptz, p_to timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE d accounts_dutyshift;
BEGIN
  SELECT * INTO d FROM accounts_dutyshift WHERE id = p_shift AND cancelled_at IS NULL AND ends_at > app_at() FOR UPDATE;
  IF NOT FOUND OR NOT duty_may_plan(d.unit_id) OR p_to <= app_at()
     OR (p_user IS NOT NULL AND NOT duty_of_colleague(d.unit_id, p_user, p_from))
  THEN RAISE insufficient_privilege USING MESSAGE = 'duty_change'; END IF;
  IF d.version <> p_version THEN RETURN false; END IF;
  UPDATE accounts_dutyshift SET user_id = p_user, name = p_name, phone = p_phone, starts_at = p_from, ends_at = p_to,
         version = version + 1 WHERE id = p_shift;
  RETURN true;
END $$;

-- Takes a shift that is not over off the roster. The row stays.
CREATE FUNCTION duty_cancel(p_shift uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE accounts_dutyshift SET cancelled_at = app_at(), cancelled_by_id = app_user(), version = version + 1
   WHERE id = p_shift AND cancelled_at IS NULL AND ends_at > app_at() AND duty_may_plan(unit_id);
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'duty_cancel'; END IF;
END $$;
