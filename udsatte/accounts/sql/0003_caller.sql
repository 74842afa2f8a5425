-- The role in which the person in the context is at work, or NULL. Not for the application: other definers ask.
CREATE FUNCTION app_role() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.role FROM accounts_membership s JOIN accounts_user u ON u.id = s.user_id AND u.is_active
   WHERE s.user_id = app_user() AND s.unit_id = app_unit()
     AND s.starts_at <= app_at() AND (s.ends_at IS NULL OR s.ends_at > app_at()) $$;

-- Whether the caller is an administrator whose organisation has the unit, or manages the organisation that has it.
CREATE FUNCTION app_manages(p_unit uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(app_role() = 'administrator', false) AND EXISTS (
    SELECT 1 FROM accounts_unit mine, accounts_unit u JOIN accounts_organisation o ON o.id = u.organisation_id
     WHERE mine.id = app_unit() AND u.id = p_unit AND mine.organisation_id IN (o.id, o.managing_organisation_id)) $$;
