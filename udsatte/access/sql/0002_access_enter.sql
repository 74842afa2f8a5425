-- Sets the context of a transaction for one person in one membership, or clears it.
-- Without a membership the person's oldest open one is taken. No row: shut out, not theirs, or not open at p_at.
-- role: who stands in for the unit's coordinator is one meanwhile (role_at_work), with the ceiling and health of the own place.
-- is_lent: the role is not the own place's. leaves: for whom the person stands in, and away_until: the first day back of somebody who is away.
-- glass: what this person looks at through broken glass here and now, so that every page can say so at no statement of its own.
-- Definer: it must read who is open before there is any context. `app.*` and pghistory's context end with the transaction.
CREATE FUNCTION access_enter(p_user uuid, p_membership uuid, p_at timestamptz)
RETURNS TABLE (user_id uuid, user_name text, membership_id uuid, unit_id uuid, unit_name text, organisation_name text,
               role text, ceiling int, health boolean, memberships int, is_lent boolean, capacity int, away_until date, leaves jsonb, glass jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE m record; at_work text; today date := (p_at AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
  SELECT u.id AS u_id, u.full_name, s.id AS m_id, n.id AS n_id, n.name AS n_name, o.name AS o_name, s.role AS m_role,
         s.health_professional, s.capacity AS m_capacity, count(*) OVER () AS open_count,
         access_ceiling(s.role) AS cap
    INTO m
    FROM accounts_membership s
    JOIN accounts_user u ON u.id = s.user_id AND u.is_active
    JOIN accounts_unit n ON n.id = s.unit_id
     AND (n.closed_on IS NULL OR n.closed_on > today)
    JOIN accounts_organisation o ON o.id = n.organisation_id
   WHERE s.user_id = p_user AND s.starts_at <= p_at AND (s.ends_at IS NULL OR s.ends_at > p_at)
   ORDER BY s.id = p_membership DESC NULLS LAST, s.starts_at, s.id
   LIMIT 1;
  IF NOT FOUND OR (p_membership IS NOT NULL AND m.m_id <> p_membership) THEN
    PERFORM set_config(k, '', true) FROM unnest(ARRAY['app.user', 'app.unit', 'app.cap', 'app.health', 'app.at',
      'pghistory.context_id', 'pghistory.context_metadata']) k;
    RETURN;
  END IF;
  at_work := role_at_work(m.u_id, m.n_id, m.m_role, p_at);
  PERFORM set_config('app.user', m.u_id::text, true), set_config('app.unit', m.n_id::text, true),
    set_config('app.cap', m.cap::text, true),
    set_config('app.health', CASE WHEN m.health_professional THEN 'on' ELSE 'off' END, true),
    set_config('app.at', p_at::text, true),
    set_config('pghistory.context_id', gen_random_uuid()::text, true),
    set_config('pghistory.context_metadata', jsonb_build_object('user', m.u_id, 'unit', m.n_id)::text, true);
  RETURN QUERY SELECT m.u_id, m.full_name::text, m.m_id, m.n_id, m.n_name::text, m.o_name::text, at_work,
    m.cap, m.health_professional, m.open_count::int, at_work <> m.m_role, m.m_capacity::int,
    (SELECT l.ends_on FROM accounts_leave l WHERE l.unit_id = m.n_id AND l.user_id = m.u_id AND l.cancelled_at IS NULL
        AND l.starts_on <= today AND l.ends_on > today),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('user', u.id, 'name', u.full_name, 'ends_on', l.ends_on,
                                                  'lends_role', l.lends_role) ORDER BY u.full_name, u.id), '[]')
       FROM accounts_leave l JOIN accounts_user u ON u.id = l.user_id
      WHERE l.unit_id = m.n_id AND l.deputy_id = m.u_id AND l.cancelled_at IS NULL
        AND l.starts_on <= today AND l.ends_on > today),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('ground', g.id, 'citizen', g.citizen_id, 'ends_at', g.ends_at)
                               ORDER BY g.ends_at, g.id), '[]')
       FROM cases_ground g WHERE g.user_id = m.u_id AND g.unit_id = m.n_id AND g.basis = 'glass'
        AND g.starts_at <= p_at AND g.ends_at > p_at);
END $$;
