-- Signing in by an identity provider. The application verifies what the provider signed (udsatte/web/accounts/provider.py);
-- these functions decide what follows from it, and are the only ones that make a person or a membership from it.
-- Its words come with a proof that needs the process's own key: raw SQL as the application's role cannot call them.
-- They can give nothing but what the owner has written into accounts_grouprole, they answer only before there is anybody in
-- the context, and they never touch a membership that somebody gave by hand.

-- What the web process says, when it is really that: the key is a keyed hash over the very words, and no role of the
-- application reads the table in which the owner keeps it. Internal.
CREATE FUNCTION identity_said(p_said text, p_proof bytea, p_for text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE said jsonb := p_said::jsonb; k bytea;
BEGIN
  SELECT seal INTO k FROM accounts_identityprovider WHERE issuer = said->>'issuer';
  IF k IS NULL OR sha256(k || sha256(k || convert_to(p_said, 'UTF8'))) IS DISTINCT FROM p_proof
     OR said->>'for' IS DISTINCT FROM p_for OR coalesce(said->>'subject', '') = '' THEN
    RAISE insufficient_privilege USING MESSAGE = 'identity_said';
  END IF;
  RETURN said;
END $$;

-- What the person's groups give now: one role in each unit, the first in the owner's order. Internal.
CREATE FUNCTION identity_memberships(p_user uuid, p_issuer text, p_groups text[], p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  w record;
  -- What a group gave lasts a month without a sign-in there, so that somebody who left does not stay by another way in.
  until timestamptz := p_at + interval '30 days';
  next_start timestamptz;
BEGIN
  UPDATE accounts_membership m SET ends_at = greatest(p_at, m.starts_at + interval '1 microsecond')
   WHERE m.user_id = p_user AND m.source = 'groups' AND m.starts_at <= p_at AND (m.ends_at IS NULL OR m.ends_at > p_at)
     AND NOT EXISTS (SELECT 1 FROM identity_wanted(p_issuer, p_groups, p_at) x
                      WHERE x.unit_id = m.unit_id AND x.role = m.role AND x.health = m.health_professional);
  FOR w IN SELECT * FROM identity_wanted(p_issuer, p_groups, p_at) LOOP
    -- A place given by hand goes first, today and from the day on which it begins.
    SELECT min(m.starts_at) INTO next_start FROM accounts_membership m
     WHERE m.user_id = p_user AND m.unit_id = w.unit_id AND m.starts_at > p_at;
    UPDATE accounts_membership m SET ends_at = least(until, next_start)
     WHERE m.user_id = p_user AND m.unit_id = w.unit_id AND m.source = 'groups' AND m.starts_at <= p_at
       AND m.ends_at > p_at AND m.ends_at < least(until - interval '1 day', next_start);
    INSERT INTO accounts_membership (id, user_id, unit_id, role, health_professional, starts_at, ends_at, source)
    SELECT gen_random_uuid(), p_user, w.unit_id, w.role, w.health, p_at, least(until, next_start), 'groups'
     WHERE NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.user_id = p_user AND m.unit_id = w.unit_id
                          AND m.starts_at <= p_at AND (m.ends_at IS NULL OR m.ends_at > p_at));
  END LOOP;
END $$;

CREATE FUNCTION identity_wanted(p_issuer text, p_groups text[], p_at timestamptz)
RETURNS TABLE (unit_id uuid, role text, health boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT ON (r.unit_id) r.unit_id, r.role::text, r.health_professional
    FROM accounts_grouprole r JOIN accounts_identityprovider p ON p.id = r.provider_id
    JOIN accounts_unit n ON n.id = r.unit_id
     AND (n.closed_on IS NULL OR n.closed_on > (p_at AT TIME ZONE 'Europe/Copenhagen')::date)
   WHERE p.issuer = p_issuer AND r."group" = ANY (p_groups)
   ORDER BY r.unit_id, r.position $$;

-- Somebody whom the provider knows wants in. The outcome is in (with the person), unknown (nobody here, and no group that
-- gives a place), nameless, taken (somebody else here has that e-mail: never matched, the person binds it), or closed.
CREATE FUNCTION identity_enter(p_said text, p_proof bytea) RETURNS TABLE (outcome text, user_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  said jsonb := identity_said(p_said, p_proof, 'enter');
  p_issuer text := said->>'issuer';
  p_subject text := said->>'subject';
  p_groups text[] := ARRAY(SELECT jsonb_array_elements_text(said->'groups'));
  p_at timestamptz := (said->>'at')::timestamptz;
  mail text := lower(trim(coalesce(said->>'email', '')));
  called text := left(trim(coalesce(said->>'name', '')), 120);
  who uuid;
  active boolean;
BEGIN
  IF app_user() IS NOT NULL THEN RAISE insufficient_privilege USING MESSAGE = 'identity_enter'; END IF;
  -- Two first sign-ins at once make one person.
  PERFORM pg_advisory_xact_lock(hashtextextended('identity ' || p_issuer || ' ' || p_subject, 0));
  SELECT u.id, u.is_active INTO who, active
    FROM accounts_identity i JOIN accounts_user u ON u.id = i.user_id WHERE i.issuer = p_issuer AND i.subject = p_subject;
  IF FOUND AND NOT active THEN
    RETURN QUERY SELECT 'closed', NULL::uuid; RETURN;
  ELSIF NOT FOUND THEN
    IF NOT EXISTS (SELECT 1 FROM identity_wanted(p_issuer, p_groups, p_at)) THEN
      RETURN QUERY SELECT 'unknown', NULL::uuid; RETURN;
    ELSIF mail = '' OR called = '' OR length(mail) > 254 THEN
      RETURN QUERY SELECT 'nameless', NULL::uuid; RETURN;
    ELSIF EXISTS (SELECT 1 FROM accounts_user u WHERE u.email = mail) THEN
      RETURN QUERY SELECT 'taken', NULL::uuid; RETURN;
    END IF;
    who := gen_random_uuid();
    -- "!" and noise is Django's way of saying: no password opens this.
    INSERT INTO accounts_user (id, password, email, full_name, title, phone, is_active)
    VALUES (who, '!' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), mail, called, '', '', true);
    INSERT INTO accounts_identity (id, issuer, subject, user_id, bound_at)
    VALUES (gen_random_uuid(), p_issuer, p_subject, who, p_at);
  END IF;
  PERFORM identity_memberships(who, p_issuer, p_groups, p_at);
  RETURN QUERY SELECT 'in', who;
END $$;

-- The person in the context is this one at the provider, too: in, other (somebody else here is), or another (this person is
-- bound to another one there).
CREATE FUNCTION identity_link(p_said text, p_proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  said jsonb := identity_said(p_said, p_proof, 'link');
  p_issuer text := said->>'issuer';
  p_subject text := said->>'subject';
  bound uuid;
  known text;
BEGIN
  IF app_user() IS NULL OR said->>'user' IS DISTINCT FROM app_user()::text THEN
    RAISE insufficient_privilege USING MESSAGE = 'identity_link';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('identity ' || p_issuer || ' ' || p_subject, 0));
  SELECT i.user_id INTO bound FROM accounts_identity i WHERE i.issuer = p_issuer AND i.subject = p_subject;
  IF bound = app_user() THEN RETURN 'in'; ELSIF bound IS NOT NULL THEN RETURN 'other'; END IF;
  SELECT i.subject INTO known FROM accounts_identity i WHERE i.issuer = p_issuer AND i.user_id = app_user();
  IF known IS NOT NULL THEN RETURN 'another'; END IF;
  INSERT INTO accounts_identity (id, issuer, subject, user_id, bound_at)
  VALUES (gen_random_uuid(), p_issuer, p_subject, app_user(), app_at());
  RETURN 'in';
END $$;

-- The person in the context is no longer bound to the provider, and keeps nothing that its groups gave.
-- False when that is the only way in: such a person has no password. False also when no place given by hand would be left, or
-- an organisation no administrator: nobody locks herself out, and who has no place comes to no page on which she could connect
-- again.
CREATE FUNCTION identity_unlink(p_issuer text) RETURNS boolean
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
