-- As before (0001_rules.sql), but who stands in for a colleague has work with the colleague's citizens, and who stands in
-- for the coordinator with the whole list.
CREATE OR REPLACE FUNCTION audit_relation(p_user uuid, p_unit uuid, p_citizen uuid, p_at timestamptz) RETURNS boolean
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
