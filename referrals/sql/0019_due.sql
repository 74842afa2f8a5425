-- What is due tells somebody, once: whoever waits is to be looked at again (every 14 days), and the fourteen days until treatment end
-- today. Worker only. One run at a time: what another one has told stands there when this one looks. The dead are not reminded.
-- The day is Copenhagen's. Of the guarantee the notice says no more than that a deadline ends: managers read it, too.
CREATE FUNCTION referrals_due(p_at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE today date := (p_at AT TIME ZONE 'Europe/Copenhagen')::date; n int; m int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('referrals_due', 64));
  INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
  SELECT gen_random_uuid(), NULL, h.unit_id, NULL, 'referral_review', p_at, h.referral_id
    FROM referrals_handling h
   WHERE h.status = 'waiting' AND h.review_on <= today
     AND NOT EXISTS (SELECT 1 FROM cases_notice o WHERE o.unit_id = h.unit_id AND o.kind = 'referral_review' AND o.about_id = h.referral_id
                        AND o.at >= h.review_on::timestamp AT TIME ZONE 'Europe/Copenhagen');
  GET DIAGNOSTICS n = ROW_COUNT;
  INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
  SELECT gen_random_uuid(), NULL, g.unit_id, NULL, 'deadline', p_at, g.id
    FROM referrals_guarantee g JOIN cases_citizen c ON c.id = g.citizen_id
   WHERE g.settled_at IS NULL AND g.said_on + 14 <= today AND c.died_on IS NULL
     AND NOT EXISTS (SELECT 1 FROM cases_notice o WHERE o.unit_id = g.unit_id AND o.kind = 'deadline' AND o.about_id = g.id);
  GET DIAGNOSTICS m = ROW_COUNT;
  RETURN n + m;
END $$;
