-- As before; and where the citizen has taken the consent back nobody is told more of a further link than that it was seen, nor of
-- what comes after it: neither the unit that sent it there, which reads it by the link before, nor those before that one.
CREATE OR REPLACE FUNCTION referral_chain(p_referral uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE this AS (
    SELECT r.id, r.previous_id, h.unit_id = app_unit() OR coalesce(h.told_unit_id = app_unit(), false) AS goes_on
      FROM referrals_referral r JOIN referrals_handling h ON h.referral_id = r.id
     WHERE r.id = p_referral AND app_unit() IN (r.to_unit_id, r.from_unit_id) AND app_cap() >= 10),
  up AS (
    SELECT t.previous_id AS id, -1 AS n FROM this t WHERE t.previous_id IS NOT NULL
    UNION ALL
    SELECT r.previous_id, u.n - 1 FROM up u JOIN referrals_referral r ON r.id = u.id WHERE r.previous_id IS NOT NULL AND u.n > -50),
  onward AS (
    SELECT r.id, 1 AS n, h.told_unit_id IS NOT NULL AS is_told
      FROM this t JOIN referrals_referral r ON r.previous_id = t.id JOIN referrals_handling h ON h.referral_id = r.id
     WHERE t.goes_on AND r.sent_at IS NOT NULL
    UNION ALL
    SELECT r.id, o.n + 1, h.told_unit_id IS NOT NULL
      FROM onward o JOIN referrals_referral r ON r.previous_id = o.id JOIN referrals_handling h ON h.referral_id = r.id
     WHERE o.is_told AND r.sent_at IS NOT NULL AND o.n < 50),
  links AS (
    SELECT u.id, u.n, false AS is_told FROM up u UNION ALL SELECT o.id, o.n, o.is_told FROM onward o
    UNION ALL SELECT t.id, 0, t.goes_on FROM this t)
  SELECT CASE WHEN count(*) < 2 THEN '[]' ELSE jsonb_agg(jsonb_build_object(
      'id', CASE WHEN app_unit() IN (r.to_unit_id, r.from_unit_id) THEN r.id END, 'is_this', l.n = 0, 'sender', r.sender,
      'from', f.name, 'to', t.name, 'received_at', r.received_at, 'seen_at', CASE WHEN l.n >= 0 THEN r.seen_at END,
      'taken_up_at', CASE WHEN l.is_told AND h.status <> 'redirected' THEN h.taken_up_at END) ORDER BY l.n) END
    FROM links l JOIN referrals_referral r ON r.id = l.id JOIN referrals_handling h ON h.referral_id = r.id
    JOIN accounts_unit t ON t.id = r.to_unit_id LEFT JOIN accounts_unit f ON f.id = r.from_unit_id $$;
