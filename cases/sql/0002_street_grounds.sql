-- Grounds that a person opens for themselves in the street: personal, shared, short, with a reason (walls.md).

-- Not for the application: what the functions below write with.
CREATE FUNCTION ground_write_own(p_citizen uuid, p_basis text, p_ends_at timestamptz, p_reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE g uuid := gen_random_uuid();
BEGIN
  INSERT INTO cases_ground (id, citizen_id, unit_id, user_id, basis, scope, health, starts_at, ends_at, reason,
                            opened_by_id, ended_reason)
  VALUES (g, p_citizen, app_unit(), app_user(), p_basis, 20, false, app_at(), p_ends_at, p_reason, app_user(), '');
  RETURN g;
END $$;

-- Not for the application: tells the coordinators of every other unit that works with the citizen; a unit without one, all.
-- A coordinator who is shut out is none: she would be told alone, and read nothing. While a coordinator is away whoever stands
-- in is told.
CREATE FUNCTION street_tell(p_citizen uuid, p_kind text, p_ground uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT notice_write(p_citizen, n.id, m.user_id, p_kind, p_ground)
    FROM accounts_unit n LEFT JOIN (accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active)
      ON m.unit_id = n.id AND m.starts_at <= app_at() AND (m.ends_at IS NULL OR m.ends_at > app_at())
     AND role_at_work(m.user_id, m.unit_id, m.role, app_at()) = 'coordinator'
     AND NOT EXISTS (SELECT 1 FROM accounts_leave l
                       JOIN accounts_membership d ON d.user_id = l.deputy_id AND d.unit_id = l.unit_id
                        AND d.starts_at <= app_at() AND (d.ends_at IS NULL OR d.ends_at > app_at())
                       JOIN accounts_user du ON du.id = d.user_id AND du.is_active
                      WHERE l.unit_id = n.id AND l.user_id = m.user_id AND l.cancelled_at IS NULL
                        AND l.starts_on <= app_today() AND l.ends_on > app_today())
   WHERE n.id <> app_unit() AND n.id IN (SELECT g.unit_id FROM cases_ground g WHERE g.citizen_id = p_citizen)
     AND case_is_with(p_citizen, n.id) $$;

-- Not for the application: the way of ground_stand and glass_break, which differ in word and length.
--   opened  a ground of the caller's own until the period is over; who has the case is told
--   known   the caller sees the citizen already; nothing is opened
--   nobody  none, or several, or one who is never matched: one answer for all
CREATE FUNCTION street_open(p_basis text, p_lasts interval, p_lookup uuid, p_digest bytea, p_name text, p_born_on date,
                            OUT outcome text, OUT citizen uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l cases_lookup := lookup_take(p_lookup, p_basis, p_digest, p_name, p_born_on); g uuid;
BEGIN
  -- A double tap opens one ground.
  PERFORM pg_advisory_xact_lock(hashtextextended(app_user()::text, 3));
  citizen := lookup_find(p_digest, p_name, p_born_on);
  IF citizen IS NULL THEN outcome := 'nobody';
  ELSIF ground_has(citizen, 20) THEN outcome := 'known';
  ELSE
    g := ground_write_own(citizen, p_basis, app_at() + p_lasts, l.reason);
    PERFORM street_tell(citizen, p_basis, g);
    outcome := 'opened';
  END IF;
  PERFORM lookup_end(l, outcome, array_remove(ARRAY[citizen], NULL));
END $$;

-- "Jeg står med borgeren": 72 hours.
CREATE FUNCTION ground_stand(p_lookup uuid, p_digest bytea, p_name text, p_born_on date, OUT outcome text, OUT citizen uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT * FROM street_open('contact', interval '72 hours', p_lookup, p_digest, p_name, p_born_on) $$;

-- Life in danger: 24 hours.
CREATE FUNCTION glass_break(p_lookup uuid, p_digest bytea, p_name text, p_born_on date, OUT outcome text, OUT citizen uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT * FROM street_open('glass', interval '24 hours', p_lookup, p_digest, p_name, p_born_on) $$;

-- Ends such a ground now: the person it is for, or, with a reason, a coordinator of a unit that has the case.
CREATE FUNCTION ground_close(p_ground uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE cases_ground g SET ends_at = app_at(), ended_by_id = app_user(), ended_reason = coalesce(btrim(p_reason), '')
   WHERE g.id = p_ground AND g.basis IN ('contact', 'duty', 'glass') AND g.ends_at > app_at() AND app_cap() >= 20
     AND (g.user_id = app_user()
          OR (app_role() = 'coordinator' AND coalesce(btrim(p_reason), '') <> '' AND case_is_with(g.citizen_id, app_unit())));
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'ground_close'; END IF;
END $$;

-- For the coordinator: who outside the unit has opened its citizens, newest first, those that follow p_after; or one alone.
CREATE FUNCTION grounds_opened(p_after uuid, p_only uuid, p_limit int)
RETURNS TABLE (id uuid, citizen uuid, basis text, user_id uuid, who text, unit text, phone text, reason text, starts_at timestamptz,
               ends_at timestamptz, ended_by text, ended_reason text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app_role() IS DISTINCT FROM 'coordinator' THEN RAISE insufficient_privilege USING MESSAGE = 'grounds_opened'; END IF;
  RETURN QUERY
    SELECT g.id, g.citizen_id, g.basis::text, u.id, u.full_name::text, n.name::text,
           coalesce(nullif(u.phone, ''), n.phone)::text, g.reason::text, g.starts_at, g.ends_at, e.full_name::text,
           g.ended_reason::text
      FROM cases_ground g JOIN accounts_user u ON u.id = g.user_id JOIN accounts_unit n ON n.id = g.unit_id
      LEFT JOIN accounts_user e ON e.id = g.ended_by_id
     WHERE g.basis IN ('contact', 'duty', 'glass') AND g.unit_id <> app_unit() AND case_is_with(g.citizen_id, app_unit())
       AND (p_only IS NULL OR g.id = p_only)
       AND (p_after IS NULL OR (g.starts_at, g.id) < (SELECT a.starts_at, a.id FROM cases_ground a WHERE a.id = p_after))
     ORDER BY g.starts_at DESC, g.id DESC LIMIT least(p_limit, 100);
END $$;

-- For those whose unit has the case: who looks at the citizen through broken glass right now.
CREATE FUNCTION glass_on(p_citizen uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN ground_has(p_citizen, 30) THEN (
    SELECT jsonb_agg(jsonb_build_object('who', u.full_name, 'unit', n.name, 'phone', coalesce(nullif(u.phone, ''), n.phone),
                                        'reason', g.reason, 'ends_at', g.ends_at) ORDER BY g.starts_at)
      FROM cases_ground g JOIN accounts_user u ON u.id = g.user_id JOIN accounts_unit n ON n.id = g.unit_id
     WHERE g.citizen_id = p_citizen AND g.basis = 'glass' AND g.starts_at <= app_at() AND g.ends_at > app_at())
  END $$;
