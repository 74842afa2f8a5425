-- People and their places, as an administrator writes them. The application has no other right on either table.
-- An administrator looks after the units of the own organisation and of those that it manages (app_manages), never after
-- herself: nobody gives herself a role, and nobody locks herself out.
-- Whether the person can be shut out, or let choose a new password, from here: somebody else, who has or had a place that the
-- caller looks after, and no open place that others look after. (Whoever may reset a password may sign in as that person.)
-- A place that the identity provider's groups gave elsewhere counts also when it has lapsed, as long as the person is bound
-- there: the next sign-in gives it back, and with it to whoever chose a password in between.
CREATE FUNCTION user_is_managed(p_user uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p_user IS DISTINCT FROM app_user()
     AND EXISTS (SELECT 1 FROM accounts_membership s WHERE s.user_id = p_user AND app_manages(s.unit_id))
     AND NOT EXISTS (SELECT 1 FROM accounts_membership s WHERE s.user_id = p_user AND NOT app_manages(s.unit_id)
                      AND (s.ends_at IS NULL OR s.ends_at > app_at()
                           OR (s.source = 'groups' AND EXISTS (SELECT 1 FROM accounts_identity i WHERE i.user_id = p_user)))) $$;

-- Raises unless an administrator is left who looks after the unit's organisation when this person's own places are not counted.
-- The organisation's row is locked first: two who end each other at once end one.
CREATE FUNCTION administrator_remains(p_unit uuid, p_without uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE o accounts_organisation;
BEGIN
  SELECT x.* INTO o FROM accounts_organisation x JOIN accounts_unit n ON n.organisation_id = x.id WHERE n.id = p_unit FOR UPDATE OF x;
  PERFORM 1 FROM accounts_organisation WHERE id = o.managing_organisation_id FOR UPDATE;
  RETURN EXISTS (
    SELECT 1 FROM accounts_membership s JOIN accounts_user u ON u.id = s.user_id AND u.is_active
      JOIN accounts_unit n ON n.id = s.unit_id AND (n.closed_on IS NULL OR n.closed_on > (app_at() AT TIME ZONE 'Europe/Copenhagen')::date)
     WHERE s.role = 'administrator' AND s.user_id <> p_without AND n.organisation_id IN (o.id, o.managing_organisation_id)
       AND s.starts_at <= app_at() AND (s.ends_at IS NULL OR s.ends_at > app_at() + interval '1 hour'));
END $$;

-- An auditor reads everybody's log, other organisations' too: the first one among those whom the caller looks after is named
-- by the owner (`manage.py user_invite`), further ones by the administrator. Not for the application.
CREATE FUNCTION auditor_may_follow() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM accounts_membership s WHERE s.role = 'auditor' AND app_manages(s.unit_id)) $$;

-- Gives somebody a place from now on, making the person when the e-mail is new; not the first auditor's. The password opens
-- nothing yet.
CREATE FUNCTION member_invite(p_unit uuid, p_email text, p_name text, p_title text, p_phone text, p_role text,
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

-- Somebody else's role, unit, training or last day; nobody becomes the first auditor so. Another unit ends the place here and
-- begins one there; answers with its id.
CREATE FUNCTION member_change(p_membership uuid, p_unit uuid, p_role text, p_health boolean, p_to timestamptz)
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

-- Not for the application: ends a place now, and takes the person off the roster of that house where no other place is left.
CREATE FUNCTION member_stop(s accounts_membership) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE accounts_membership SET ends_at = greatest(app_at(), starts_at + interval '1 microsecond') WHERE id = s.id;
  UPDATE accounts_dutyshift d SET cancelled_at = app_at(), cancelled_by_id = app_user(), version = version + 1
   WHERE d.user_id = s.user_id AND d.cancelled_at IS NULL AND d.starts_at > app_at()
     AND unit_house(d.unit_id) = unit_house(s.unit_id)
     AND NOT EXISTS (SELECT 1 FROM accounts_membership o WHERE o.user_id = s.user_id AND o.id <> s.id
                      AND unit_house(o.unit_id) = unit_house(s.unit_id) AND (o.ends_at IS NULL OR o.ends_at > d.starts_at));
END $$;

-- Ends a place now: the next request in it is refused. One's own only where another one stays open.
CREATE FUNCTION member_end(p_membership uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE s accounts_membership;
BEGIN
  SELECT * INTO s FROM accounts_membership WHERE id = p_membership AND (ends_at IS NULL OR ends_at > app_at()) FOR UPDATE;
  IF NOT FOUND OR NOT app_manages(s.unit_id)
     OR (s.user_id = app_user() AND NOT EXISTS (SELECT 1 FROM accounts_membership o WHERE o.user_id = s.user_id AND o.id <> s.id
           AND o.starts_at <= app_at() AND (o.ends_at IS NULL OR o.ends_at > app_at() + interval '1 hour')))
     OR (s.role = 'administrator' AND NOT administrator_remains(s.unit_id, s.user_id))
  THEN RAISE insufficient_privilege USING MESSAGE = 'member_end'; END IF;
  PERFORM member_stop(s);
END $$;

-- Shuts somebody out of everything, or lets them in again. Their places stand as they stood.
CREATE FUNCTION user_shut_out(p_user uuid, p_out boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT user_is_managed(p_user) OR (p_out AND EXISTS (
       SELECT 1 FROM accounts_membership s WHERE s.user_id = p_user AND s.role = 'administrator'
          AND (s.ends_at IS NULL OR s.ends_at > app_at()) AND NOT administrator_remains(s.unit_id, p_user)))
  THEN RAISE insufficient_privilege USING MESSAGE = 'user_shut_out'; END IF;
  UPDATE accounts_user SET is_active = NOT p_out WHERE id = p_user;
END $$;

-- For a forgotten password, and with p_factor for a lost phone: what there was opens nothing, every session ends.
CREATE FUNCTION user_start_over(p_user uuid, p_factor boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT user_is_managed(p_user) THEN RAISE insufficient_privilege USING MESSAGE = 'user_start_over'; END IF;
  UPDATE accounts_user SET password = '!' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') WHERE id = p_user;
  IF p_factor THEN DELETE FROM mfa_authenticator WHERE user_id = p_user; END IF;
END $$;
