-- Who is away, who stands in, and how many citizens somebody has room for. Written by these functions alone: from a
-- coordinator's leave follows what the deputy may do.

-- Not for the application: the coordinator and the manager of the unit plan leave. A coordinator's own only they
-- themselves: nobody makes the leave longer by which she is coordinator.
CREATE FUNCTION leave_may_plan(p_user uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(CASE WHEN own_role(p_user) = 'coordinator' THEN own_role(app_user()) ELSE app_role() END
                  IN ('coordinator', 'manager'), false) $$;

-- Not for the application: today in Copenhagen, of the context.
CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE AS $$ SELECT (app_at() AT TIME ZONE 'Europe/Copenhagen')::date $$;

-- A leave in the caller's unit, from today at the earliest. No chains: a deputy is not away in those days, and whoever is
-- away stands in for nobody in them. The unit's row is locked first: of two that would make a chain, one is made.
CREATE FUNCTION leave_add(p_user uuid, p_deputy uuid, p_from date, p_to date)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l uuid := gen_random_uuid();
BEGIN
  PERFORM 1 FROM accounts_unit WHERE id = app_unit() FOR NO KEY UPDATE;
  IF NOT leave_may_plan(p_user) OR p_from < app_today() OR coalesce(access_ceiling(own_role(p_user)), 0) < 30
     OR coalesce(access_ceiling(own_role(p_deputy)), 0) < 30
     OR EXISTS (SELECT 1 FROM accounts_leave x WHERE x.unit_id = app_unit() AND x.cancelled_at IS NULL
                 AND (x.user_id = p_deputy OR x.deputy_id = p_user) AND x.starts_on < p_to AND x.ends_on > p_from)
  THEN RAISE insufficient_privilege USING MESSAGE = 'leave_add'; END IF;
  INSERT INTO accounts_leave (id, unit_id, user_id, deputy_id, starts_on, ends_on, lends_role, made_at, made_by_id)
  VALUES (l, app_unit(), p_user, p_deputy, p_from, p_to, own_role(p_user) = 'coordinator', app_at(), app_user());
  RETURN l;
END $$;

-- Back today; one that has not begun before today is taken back. The row stays.
CREATE FUNCTION leave_stop(p_leave uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l accounts_leave;
BEGIN
  SELECT * INTO l FROM accounts_leave WHERE id = p_leave AND unit_id = app_unit() AND cancelled_at IS NULL
     AND ends_on > app_today() FOR UPDATE;
  IF NOT FOUND OR NOT (leave_may_plan(l.user_id) OR l.user_id = app_user()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'leave_stop'; END IF;
  IF l.starts_on >= app_today() THEN
    UPDATE accounts_leave SET cancelled_at = app_at(), cancelled_by_id = app_user() WHERE id = l.id;
  ELSE
    UPDATE accounts_leave SET ends_on = app_today() WHERE id = l.id;
  END IF;
END $$;

-- How many citizens a colleague of the caller's unit has room for; NULL: as many as everybody.
CREATE FUNCTION member_capacity(p_membership uuid, p_capacity int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE accounts_membership SET capacity = p_capacity
   WHERE id = p_membership AND unit_id = app_unit() AND access_ceiling(role) = 30
     AND starts_at <= app_at() AND (ends_at IS NULL OR ends_at > app_at())
     AND app_role() IN ('coordinator', 'manager');
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'member_capacity'; END IF;
END $$;
