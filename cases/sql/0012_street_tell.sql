-- As before (0007_street_grounds.sql), but a coordinator who is shut out is none: she would be told alone, and read nothing.
CREATE OR REPLACE FUNCTION street_tell(p_citizen uuid, p_kind text, p_ground uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT notice_write(p_citizen, n.id, m.user_id, p_kind, p_ground)
    FROM accounts_unit n LEFT JOIN (accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active)
      ON m.unit_id = n.id AND m.role = 'coordinator' AND m.starts_at <= app_at() AND (m.ends_at IS NULL OR m.ends_at > app_at())
   WHERE n.id <> app_unit() AND n.id IN (SELECT g.unit_id FROM cases_ground g WHERE g.citizen_id = p_citizen)
     AND case_is_with(p_citizen, n.id) $$;
