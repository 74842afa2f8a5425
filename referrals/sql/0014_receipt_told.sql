-- As before; and what the clock is promising just now it promises: nobody who looks waits for it, nor it for them in a circle.
CREATE OR REPLACE FUNCTION receipt_told(p_digest bytea, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT q.* INTO r FROM referrals_receipt c JOIN referrals_referral q ON q.id = c.referral_id WHERE c.digest = p_digest;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE referrals_message SET state = 'acknowledged', acknowledged_at = p_at
   WHERE referral_id = r.id AND unit_id = r.to_unit_id AND told_unit_id IS NULL AND transport = 'receipt'
     AND state IN ('sent', 'queued', 'failed');
  UPDATE referrals_news SET posted_at = p_at WHERE id IN (
    SELECT n.id FROM referrals_news n WHERE n.referral_id = r.id AND n.user_id IS NULL AND n.posted_at IS NULL FOR UPDATE SKIP LOCKED);
  RETURN (SELECT jsonb_build_object(
      'unit', n.name, 'phone', n.phone, 'received_at', r.received_at, 'seen_at', r.seen_at, 'handled_at', r.handled_at,
      'said', coalesce((SELECT jsonb_agg(jsonb_build_object('text', m.text, 'at', m.said_at, 'is_mine', m.unit_id IS NULL) ORDER BY m.said_at, m.id)
                          FROM referrals_message m WHERE m.referral_id = r.id AND m.transport = 'receipt' AND m.state <> 'draft'
                           AND (m.unit_id IS NULL OR (m.unit_id = r.to_unit_id AND m.told_unit_id IS NULL))), '[]'))
    FROM accounts_unit n WHERE n.id = r.to_unit_id);
END $$;
