-- What the context holds; NULL without one. Used inside our own functions, never by a policy (those spell it out).
CREATE FUNCTION app_user() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user', true), '')::uuid $$;
CREATE FUNCTION app_unit() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.unit', true), '')::uuid $$;
CREATE FUNCTION app_at() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.at', true), '')::timestamptz $$;
CREATE FUNCTION app_cap() RETURNS int LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(current_setting('app.cap', true), '')::int, 0) $$;

-- The ceiling of a role (walls.md). The same table stands in udsatte/access/permissions.py; a test compares them.
CREATE FUNCTION access_ceiling(p_role text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_role IN ('caseworker', 'coordinator', 'social_worker', 'nurse', 'doctor') THEN 30
              WHEN p_role IN ('manager', 'region_partner') THEN 20 ELSE 0 END $$;
