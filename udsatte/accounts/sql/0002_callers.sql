-- In which role somebody is at work.

-- Not for the application: the role in which somebody with this place is at work. Who stands in for a coordinator is one
-- meanwhile, and sees no more for it: only somebody whose own place has the same ceiling, in the same unit.
CREATE FUNCTION role_at_work(p_user uuid, p_unit uuid, p_role text, p_at timestamptz) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN access_ceiling(p_role) = access_ceiling('coordinator') AND EXISTS (
    SELECT 1 FROM accounts_leave l
      JOIN accounts_membership c ON c.user_id = l.user_id AND c.unit_id = l.unit_id AND c.role = 'coordinator'
       AND c.starts_at <= p_at AND (c.ends_at IS NULL OR c.ends_at > p_at)
      JOIN accounts_user u ON u.id = c.user_id AND u.is_active
     WHERE l.deputy_id = p_user AND l.unit_id = p_unit AND l.lends_role AND l.cancelled_at IS NULL
       AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date >= l.starts_on
       AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date < l.ends_on) THEN 'coordinator' ELSE p_role END $$;

-- The role in which the person in the context is at work, or NULL; who stands in for the coordinator is one. Not for the
-- application: other definers ask.
CREATE FUNCTION app_role() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT role_at_work(s.user_id, s.unit_id, s.role, app_at())
    FROM accounts_membership s JOIN accounts_user u ON u.id = s.user_id AND u.is_active
   WHERE s.user_id = app_user() AND s.unit_id = app_unit()
     AND s.starts_at <= app_at() AND (s.ends_at IS NULL OR s.ends_at > app_at()) $$;

-- Not for the application: the role of somebody's own open place in the unit of the context, NULL for none.
CREATE FUNCTION own_role(p_user uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.role FROM accounts_membership s JOIN accounts_user u ON u.id = s.user_id AND u.is_active
   WHERE s.user_id = p_user AND s.unit_id = app_unit()
     AND s.starts_at <= app_at() AND (s.ends_at IS NULL OR s.ends_at > app_at()) $$;

-- Whether the caller is an administrator whose organisation has the unit, or manages the organisation that has it.
CREATE FUNCTION app_manages(p_unit uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(app_role() = 'administrator', false) AND EXISTS (
    SELECT 1 FROM accounts_unit mine, accounts_unit u JOIN accounts_organisation o ON o.id = u.organisation_id
     WHERE mine.id = app_unit() AND u.id = p_unit AND mine.organisation_id IN (o.id, o.managing_organisation_id)) $$;
