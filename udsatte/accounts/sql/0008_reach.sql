-- How far an administrator's hand reaches, and what somebody can do to herself: these replace those of 0006_members.sql and
-- 0005_identities.sql.

-- As before, but a place that the identity provider's groups gave elsewhere counts also when it has lapsed, as long as the
-- person is bound there: the next sign-in gives it back, and with it to whoever chose a password in between.
CREATE OR REPLACE FUNCTION user_is_managed(p_user uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p_user IS DISTINCT FROM app_user()
     AND EXISTS (SELECT 1 FROM accounts_membership s WHERE s.user_id = p_user AND app_manages(s.unit_id))
     AND NOT EXISTS (SELECT 1 FROM accounts_membership s WHERE s.user_id = p_user AND NOT app_manages(s.unit_id)
                      AND (s.ends_at IS NULL OR s.ends_at > app_at()
                           OR (s.source = 'groups' AND EXISTS (SELECT 1 FROM accounts_identity i WHERE i.user_id = p_user)))) $$;

-- An auditor reads everybody's log, other organisations' too: the first one among those whom the caller looks after is named
-- by the owner (`manage.py user_invite`), further ones by the administrator. Not for the application.
CREATE FUNCTION auditor_may_follow() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM accounts_membership s WHERE s.role = 'auditor' AND app_manages(s.unit_id)) $$;

-- As before, but not the first auditor.
CREATE OR REPLACE FUNCTION member_invite(p_unit uuid, p_email text, p_name text, p_title text, p_phone text, p_role text,
                                         p_health boolean, p_to timestamptz)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE u accounts_user; m uuid := gen_random_uuid();
BEGIN
  IF NOT app_manages(p_unit) OR p_to <= app_at() OR (p_role = 'auditor' AND NOT auditor_may_follow())
     OR EXISTS (SELECT 1 FROM accounts_unit WHERE id = p_unit
       AND closed_on <= (app_at() AT TIME ZONE 'Europe/Copenhagen')::date)
  THEN RAISE insufficient_privilege USING MESSAGE = 'member_invite'; END IF;
  SELECT * INTO u FROM accounts_user WHERE email = lower(btrim(p_email));
  IF NOT FOUND THEN
    INSERT INTO accounts_user (id, password, email, full_name, title, phone, is_active)
    VALUES (gen_random_uuid(), '!' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
            lower(btrim(p_email)), p_name, p_title, p_phone, true) RETURNING * INTO u;
  ELSIF u.id = app_user() OR NOT u.is_active THEN
    RAISE insufficient_privilege USING MESSAGE = 'member_invite';
  END IF;
  INSERT INTO accounts_membership (id, user_id, unit_id, role, health_professional, starts_at, ends_at)
  VALUES (m, u.id, p_unit, p_role, p_health, app_at(), p_to);
  RETURN m;
END $$;

-- As before, but not the first auditor.
CREATE OR REPLACE FUNCTION member_change(p_membership uuid, p_unit uuid, p_role text, p_health boolean, p_to timestamptz)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE s accounts_membership; m uuid := gen_random_uuid();
BEGIN
  SELECT * INTO s FROM accounts_membership WHERE id = p_membership AND (ends_at IS NULL OR ends_at > app_at()) FOR UPDATE;
  IF NOT FOUND OR s.user_id = app_user() OR NOT app_manages(s.unit_id) OR NOT app_manages(p_unit) OR p_to <= app_at()
     OR (p_role = 'auditor' AND NOT auditor_may_follow())
     OR (s.role = 'administrator' AND NOT administrator_remains(s.unit_id, s.user_id))
  THEN RAISE insufficient_privilege USING MESSAGE = 'member_change'; END IF;
  IF p_unit = s.unit_id THEN
    UPDATE accounts_membership SET role = p_role, health_professional = p_health, ends_at = p_to WHERE id = s.id;
    RETURN s.id;
  END IF;
  PERFORM member_stop(s);
  INSERT INTO accounts_membership (id, user_id, unit_id, role, health_professional, starts_at, ends_at)
  VALUES (m, s.user_id, p_unit, p_role, p_health, app_at(), p_to);
  RETURN m;
END $$;

-- As before, but false also when no place given by hand would be left, or an organisation no administrator: nobody locks herself
-- out, and who has no place comes to no page on which she could connect again.
CREATE OR REPLACE FUNCTION identity_unlink(p_issuer text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app_user() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'identity_unlink'; END IF;
  IF EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = app_user() AND u.password LIKE '!%')
     OR NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.user_id = app_user() AND m.source <> 'groups'
                     AND m.starts_at <= app_at() AND (m.ends_at IS NULL OR m.ends_at > app_at() + interval '1 hour'))
     OR EXISTS (SELECT 1 FROM accounts_membership m WHERE m.user_id = app_user() AND m.source = 'groups'
                 AND m.role = 'administrator' AND (m.ends_at IS NULL OR m.ends_at > app_at())
                 AND NOT administrator_remains(m.unit_id, m.user_id))
  THEN RETURN false; END IF;
  DELETE FROM accounts_identity i WHERE i.issuer = p_issuer AND i.user_id = app_user();
  UPDATE accounts_membership m SET ends_at = greatest(app_at(), m.starts_at + interval '1 microsecond')
   WHERE m.user_id = app_user() AND m.source = 'groups' AND (m.ends_at IS NULL OR m.ends_at > app_at());
  RETURN true;
END $$;
