-- As before; and no further up than somebody is told: behind a link without a basis, or whose consent was taken back, nobody who sent it
-- on reads that it was taken up.
CREATE OR REPLACE FUNCTION handling_tells() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE referrals_referral SET handled_at = NEW.status_at WHERE id = NEW.referral_id AND handled_at IS NULL AND NEW.status <> 'open';
  IF NEW.taken_up_at IS NOT NULL AND OLD.taken_up_at IS NULL AND NEW.told_unit_id IS NOT NULL THEN
    WITH RECURSIVE chain AS (
      SELECT r.previous_id, 1 AS n FROM referrals_referral r WHERE r.id = NEW.referral_id
      UNION ALL
      SELECT r.previous_id, c.n + 1 FROM referrals_referral r JOIN chain c ON r.id = c.previous_id
        JOIN referrals_handling h ON h.referral_id = r.id WHERE h.told_unit_id IS NOT NULL AND c.n < 50)
    UPDATE referrals_handling h SET taken_up_at = NEW.taken_up_at FROM chain c
     WHERE h.referral_id = c.previous_id AND h.taken_up_at IS NULL;
  END IF;
  RETURN NULL;
END $$;

-- As before; the news first: a word that is said between the two is read with its e-mail still to come, and not held for lost.
CREATE OR REPLACE FUNCTION receipt_told(p_digest bytea, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r referrals_referral;
BEGIN
  SELECT q.* INTO r FROM referrals_receipt c JOIN referrals_referral q ON q.id = c.referral_id WHERE c.digest = p_digest;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE referrals_news SET posted_at = p_at WHERE id IN (
    SELECT n.id FROM referrals_news n WHERE n.referral_id = r.id AND n.user_id IS NULL AND n.posted_at IS NULL FOR UPDATE SKIP LOCKED);
  UPDATE referrals_message SET state = 'acknowledged', acknowledged_at = p_at
   WHERE referral_id = r.id AND unit_id = r.to_unit_id AND told_unit_id IS NULL AND transport = 'receipt'
     AND state IN ('sent', 'queued', 'failed');
  RETURN (SELECT jsonb_build_object(
      'unit', n.name, 'phone', n.phone, 'received_at', r.received_at, 'seen_at', r.seen_at, 'handled_at', r.handled_at,
      'said', coalesce((SELECT jsonb_agg(jsonb_build_object('text', m.text, 'at', m.said_at, 'is_mine', m.unit_id IS NULL) ORDER BY m.said_at, m.id)
                          FROM referrals_message m WHERE m.referral_id = r.id AND m.transport = 'receipt' AND m.state <> 'draft'
                           AND (m.unit_id IS NULL OR (m.unit_id = r.to_unit_id AND m.told_unit_id IS NULL))), '[]'))
    FROM accounts_unit n WHERE n.id = r.to_unit_id);
END $$;
