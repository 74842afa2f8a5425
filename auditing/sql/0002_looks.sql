-- What an auditor may read. Views of the owner: for whoever is not at work as an auditor just now they are empty.
-- The condition is spelt out, as a policy's is, and asked once for a statement.

CREATE VIEW auditing_look WITH (security_barrier) AS
SELECT e.id, e.at, e.user_id, e.unit_id, e.citizen_id, e.view, e.kind, e.reason,
       coalesce((SELECT m.role FROM accounts_membership m
                  WHERE m.user_id = e.user_id AND m.unit_id = e.unit_id AND m.starts_at <= e.at
                    AND (m.ends_at IS NULL OR m.ends_at > e.at) LIMIT 1), '') AS role
  FROM access_accessentry e
 WHERE (SELECT EXISTS (
   SELECT 1 FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    WHERE m.user_id = nullif(current_setting('app.user', true), '')::uuid
      AND m.unit_id = nullif(current_setting('app.unit', true), '')::uuid AND m.role = 'auditor'
      AND m.starts_at <= nullif(current_setting('app.at', true), '')::timestamptz
      AND (m.ends_at IS NULL OR m.ends_at > nullif(current_setting('app.at', true), '')::timestamptz)));

-- Through auditing_look, so that the same condition holds.
CREATE VIEW auditing_sampledlook WITH (security_barrier) AS
SELECT s.id, s.entry_id, s.month_on, s.drawn_for,
       array_position(ARRAY['glass', 'own_name', 'many', 'no_relation', 'chance'], s.drawn_for::text)::smallint AS position,
       l.at, l.user_id, l.unit_id, l.citizen_id, l.view, l.kind, l.reason, l.role,
       coalesce(r.outcome, '') AS outcome, coalesce(r.note, '') AS note, r.reviewed_at, r.reviewed_by_id
  FROM auditing_sample s JOIN auditing_look l ON l.id = s.entry_id
  LEFT JOIN LATERAL (SELECT * FROM auditing_review v WHERE v.sample_id = s.id
                      ORDER BY v.reviewed_at DESC, v.id LIMIT 1) r ON true;

-- An auditor says what came of a sampled look. Only ever added to; the newest counts. Nobody says of her own look that it was
-- in order: an auditor may work elsewhere, too.
CREATE FUNCTION audit_review(p_sample uuid, p_outcome text, p_note text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r uuid := gen_random_uuid();
BEGIN
  IF app_role() IS DISTINCT FROM 'auditor' OR NOT EXISTS (
    SELECT 1 FROM auditing_sample s JOIN access_accessentry e ON e.id = s.entry_id
     WHERE s.id = p_sample AND e.user_id <> app_user())
  THEN RAISE insufficient_privilege USING MESSAGE = 'audit_review'; END IF;
  INSERT INTO auditing_review (id, sample_id, outcome, note, reviewed_at, reviewed_by_id)
  VALUES (r, p_sample, p_outcome, p_note, app_at(), app_user());
  RETURN r;
END $$;

-- An auditor's own reading is remembered, too: which page, narrowed to what.
CREATE FUNCTION audit_reading(p_view text, p_from date, p_to date, p_user uuid, p_unit uuid, p_citizen text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app_role() IS DISTINCT FROM 'auditor' THEN RAISE insufficient_privilege USING MESSAGE = 'audit_reading'; END IF;
  INSERT INTO auditing_reading (id, at, user_id, view, from_on, to_on, of_user_id, of_unit_id, of_citizen)
  VALUES (gen_random_uuid(), app_at(), app_user(), p_view, p_from, p_to, p_user, p_unit, p_citizen);
END $$;

-- Everybody's looks at one citizen, for the citizen: hour by hour, which unit and role, what, and on which basis; never who.
-- Asked for by the coordinator of a unit that has the case. It tells that coordinator which other units looked: the citizen
-- has a right to know it, and the coordinator is who hands the page over.
CREATE FUNCTION audit_of_citizen(p_citizen uuid, p_since timestamptz)
RETURNS TABLE (hour timestamptz, unit text, organisation text, role text, kind text, basis text, has_reason boolean, looks bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app_role() IS DISTINCT FROM 'coordinator' OR NOT ground_has(p_citizen, 30)
  THEN RAISE insufficient_privilege USING MESSAGE = 'audit_of_citizen'; END IF;
  RETURN QUERY
  SELECT date_trunc('hour', e.at), u.name::text, o.name::text, coalesce(m.role, '')::text, e.kind::text,
         coalesce(g.basis, '')::text, bool_or(e.reason <> '' OR coalesce(g.reason, '') <> ''), count(*)
    FROM access_accessentry e
    JOIN accounts_unit u ON u.id = e.unit_id
    JOIN accounts_organisation o ON o.id = u.organisation_id
    LEFT JOIN LATERAL (SELECT s.role FROM accounts_membership s WHERE s.user_id = e.user_id AND s.unit_id = e.unit_id
       AND s.starts_at <= e.at AND (s.ends_at IS NULL OR s.ends_at > e.at) LIMIT 1) m ON true
    LEFT JOIN LATERAL (SELECT d.basis, d.reason FROM cases_ground d WHERE d.citizen_id = e.citizen_id AND d.unit_id = e.unit_id
       AND (d.user_id IS NULL OR d.user_id = e.user_id) AND d.starts_at <= e.at AND (d.ends_at IS NULL OR d.ends_at > e.at)
       ORDER BY d.user_id IS NOT NULL, array_position(ARRAY['case', 'treatment', 'referral', 'meeting', 'consent', 'lookout',
         'contact', 'duty', 'glass'], d.basis::text), d.starts_at LIMIT 1) g ON true
   WHERE e.citizen_id = p_citizen AND e.at >= p_since AND e.at <= app_at()
   GROUP BY 1, 2, 3, 4, 5, 6
   ORDER BY 1 DESC, 2, 4, 5;
END $$;
