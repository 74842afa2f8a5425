-- Nobody is asked any more to take on somebody who has died: what the unit that has the citizen has sent, and nobody has decided, is
-- taken back a day after the death was written down (till then it may be a mistake that is withdrawn), signed by whoever wrote it
-- down. The receiver is told; what was shared closes with it. Worker only. How many.
CREATE FUNCTION referrals_of_the_dead(p_reason text, p_at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE d record; n int := 0;
BEGIN
  FOR d IN
    SELECT h.referral_id, h.unit_id, h.told_unit_id, h.status, x.recorded_by_id
      FROM cases_death x JOIN referrals_tie t ON t.citizen_id = x.citizen_id
      JOIN referrals_referral r ON r.id = t.referral_id AND r.from_unit_id = t.unit_id
      JOIN referrals_handling h ON h.referral_id = r.id
     WHERE x.withdrawn_at IS NULL AND x.recorded_at <= p_at - interval '1 day' AND h.status IN ('open', 'waiting')
     ORDER BY h.referral_id FOR UPDATE OF h SKIP LOCKED
  LOOP
    UPDATE referrals_handling SET status = 'withdrawn', status_at = p_at, status_by_id = d.recorded_by_id, reason = p_reason,
           version = version + 1 WHERE referral_id = d.referral_id;
    INSERT INTO referrals_step (id, referral_id, unit_id, told_unit_id, from_status, to_status, reason, stepped_at, stepped_by_id)
    VALUES (gen_random_uuid(), d.referral_id, d.unit_id, d.told_unit_id, d.status, 'withdrawn', p_reason, p_at, d.recorded_by_id);
    PERFORM referral_tell(d.unit_id, 'referral_step', d.referral_id, p_at);
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;
