-- The rules that point at a look, and the month's sample. Worker only; no page computes them.
-- A "look" here is an opened page, a print, an export or a revealed number: a hit in a list or a search is not one.
-- Whether this person had work with the citizen within thirty days before or after: a line on the citizen, a place as
-- the citizen's caseworker, a follow-up of their own about the citizen, or they took the citizen in. A coordinator's
-- work is the whole list, where the unit had more than a ground of the moment (contact, duty, broken glass). Who stands in
-- for a colleague has work with the colleague's citizens, and who stands in for the coordinator with the whole list.
CREATE FUNCTION audit_relation(p_user uuid, p_unit uuid, p_citizen uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM cases_contactline l WHERE l.citizen_id = p_citizen AND l.by_id = p_user
                    AND l.at BETWEEN p_at - interval '30 days' AND p_at + interval '30 days')
      OR EXISTS (SELECT 1 FROM cases_assignment a
                  WHERE a.citizen_id = p_citizen AND a.starts_on <= (p_at + interval '30 days')::date
                    AND (a.ends_on IS NULL OR a.ends_on >= (p_at - interval '30 days')::date)
                    AND (a.caseworker_id = p_user OR EXISTS (
                          SELECT 1 FROM accounts_leave v
                           WHERE v.unit_id = a.unit_id AND v.user_id = a.caseworker_id AND v.deputy_id = p_user
                             AND v.cancelled_at IS NULL AND v.starts_on <= p_at::date AND v.ends_on >= p_at::date)))
      OR EXISTS (SELECT 1 FROM cases_followup f WHERE f.citizen_id = p_citizen AND f.owner_id = p_user
                    AND f.opened_at <= p_at + interval '30 days'
                    AND (f.done_at IS NULL OR f.done_at >= p_at - interval '30 days'))
      OR EXISTS (SELECT 1 FROM cases_citizen c WHERE c.id = p_citizen AND c.registered_by_id = p_user
                    AND c.registered_at BETWEEN p_at - interval '30 days' AND p_at + interval '30 days')
      OR (EXISTS (SELECT 1 FROM accounts_membership m WHERE m.user_id = p_user AND m.unit_id = p_unit
                     AND role_at_work(m.user_id, m.unit_id, m.role, p_at) = 'coordinator'
                     AND m.starts_at <= p_at AND (m.ends_at IS NULL OR m.ends_at > p_at))
          AND EXISTS (SELECT 1 FROM cases_ground g WHERE g.citizen_id = p_citizen AND g.unit_id = p_unit
                     AND g.user_id IS NULL AND g.basis NOT IN ('contact', 'duty', 'glass')
                     AND g.starts_at <= p_at AND (g.ends_at IS NULL OR g.ends_at > p_at)))
$$;

-- The last word of a name, in small letters.
CREATE FUNCTION audit_family_name(p_name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(regexp_replace(btrim(p_name), '^.*\s', '')) $$;

-- Points at the looks of a period; safe to repeat, and to repeat over days that were done before. How many are new.
-- Once a month for each person and citizen, so that a name that many have is one mark and not one a day.
CREATE FUNCTION audit_flag(p_since timestamptz, p_until timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  -- From the beginning of the month: the first look of a month is the first of the whole month.
  since timestamptz := date_trunc('month', p_since AT TIME ZONE 'Europe/Copenhagen') AT TIME ZONE 'Europe/Copenhagen';
  before int := (SELECT count(*) FROM auditing_lookflag);
BEGIN
  -- Work with the citizen that came within thirty days after the look answers the question.
  DELETE FROM auditing_lookflag f USING access_accessentry e
   WHERE f.rule = 'no_relation' AND e.id = f.entry_id AND e.at >= p_since
     AND audit_relation(e.user_id, e.unit_id, e.citizen_id, e.at);
  before := (SELECT count(*) FROM auditing_lookflag);

  WITH first AS (
    SELECT DISTINCT ON (e.user_id, e.citizen_id, date_trunc('month', e.at AT TIME ZONE 'Europe/Copenhagen')) e.*
      FROM access_accessentry e
     WHERE e.at >= since AND e.at < p_until AND e.kind NOT IN ('list', 'search')
     ORDER BY e.user_id, e.citizen_id, date_trunc('month', e.at AT TIME ZONE 'Europe/Copenhagen'), e.at, e.id)
  INSERT INTO auditing_lookflag (entry_id, rule, noticed_at)
  SELECT f.id, 'own_name', p_until FROM first f
    JOIN accounts_user u ON u.id = f.user_id JOIN cases_citizen c ON c.id = f.citizen_id
   WHERE c.family_name <> '' AND audit_family_name(u.full_name) = audit_family_name(c.family_name)
  UNION ALL
  SELECT f.id, 'no_relation', p_until FROM first f
   WHERE NOT audit_relation(f.user_id, f.unit_id, f.citizen_id, f.at)
  ON CONFLICT DO NOTHING;

  -- The first look behind each broken glass.
  INSERT INTO auditing_lookflag (entry_id, rule, noticed_at)
  SELECT DISTINCT ON (g.id) e.id, 'glass', p_until
    FROM cases_ground g JOIN access_accessentry e ON e.citizen_id = g.citizen_id AND e.user_id = g.user_id
     AND e.unit_id = g.unit_id AND e.at >= g.starts_at AND e.at < g.ends_at AND e.kind NOT IN ('list', 'search')
   WHERE g.basis = 'glass' AND g.starts_at >= since AND g.starts_at < p_until
   ORDER BY g.id, e.at, e.id
  ON CONFLICT DO NOTHING;

  -- Thirty different citizens within one hour of the clock, at the hour's first look.
  INSERT INTO auditing_lookflag (entry_id, rule, noticed_at)
  SELECT min(e.id), 'many', p_until FROM access_accessentry e
   WHERE e.at >= since AND e.at < p_until AND e.kind NOT IN ('list', 'search')
   GROUP BY e.user_id, date_trunc('hour', e.at) HAVING count(DISTINCT e.citizen_id) >= 30
  ON CONFLICT DO NOTHING;
  RETURN (SELECT count(*) FROM auditing_lookflag) - before;
END $$;

-- Draws a month's sample, once: ten looks of each unit, at most seven of which a rule points at (broken glass first, then
-- the same family name), the rest by chance. Chance is the hash of the first seal after the month: nobody knows it before,
-- and everybody can draw the same again. Nothing before the month is over and sealed. How many were drawn.
CREATE FUNCTION audit_draw(p_month date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  month date := date_trunc('month', p_month)::date;
  begins timestamptz := month::timestamp AT TIME ZONE 'Europe/Copenhagen';
  ends timestamptz := (month + interval '1 month') AT TIME ZONE 'Europe/Copenhagen';
  seed bytea;
  drawn int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_draw'));
  SELECT hash INTO seed FROM access_accessseal WHERE sealed_at >= ends ORDER BY number LIMIT 1;
  IF seed IS NULL OR EXISTS (SELECT 1 FROM auditing_sample WHERE month_on = month) THEN RETURN 0; END IF;
  WITH looks AS (
    SELECT e.id, e.unit_id, sha256(seed || int8send(e.id)) AS chance,
           (SELECT min(array_position(ARRAY['glass', 'own_name', 'many', 'no_relation'], f.rule::text))
              FROM auditing_lookflag f WHERE f.entry_id = e.id) AS rule
      FROM access_accessentry e WHERE e.at >= begins AND e.at < ends AND e.kind NOT IN ('list', 'search')),
  ranked AS (
    SELECT l.*, row_number() OVER (PARTITION BY unit_id, rule IS NULL ORDER BY rule, chance) AS place FROM looks l),
  chosen AS (
    SELECT r.*, row_number() OVER (
             PARTITION BY unit_id ORDER BY rule IS NULL OR place > 7, CASE WHEN place <= 7 THEN rule END, chance) AS nth,
           rule IS NOT NULL AND place <= 7 AS by_rule
      FROM ranked r)
  INSERT INTO auditing_sample (id, month_on, entry_id, unit_id, drawn_for, drawn_at)
  SELECT gen_random_uuid(), month, c.id, c.unit_id,
         CASE WHEN by_rule THEN (ARRAY['glass', 'own_name', 'many', 'no_relation'])[c.rule] ELSE 'chance' END,
         clock_timestamp()
    FROM chosen c WHERE c.nth <= 10;
  GET DIAGNOSTICS drawn = ROW_COUNT;
  RETURN drawn;
END $$;
