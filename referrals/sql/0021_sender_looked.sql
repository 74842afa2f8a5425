-- As before; and the sender's unit has looked: what has become of it till now is no news to it any more.
CREATE OR REPLACE FUNCTION referral_read(p_referral uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE referrals_message SET state = 'acknowledged', acknowledged_at = app_at(), acknowledged_by_id = app_user()
   WHERE referral_id = p_referral AND told_unit_id = app_unit() AND state = 'sent' AND app_cap() >= 10;
  UPDATE referrals_package SET read_at = app_at(), read_by_id = app_user()
   WHERE referral_id = p_referral AND told_unit_id = app_unit() AND read_at IS NULL AND app_cap() >= 20;
  UPDATE referrals_referral SET sender_looked_at = app_at()
   WHERE id = p_referral AND from_unit_id = app_unit() AND sent_at IS NOT NULL AND app_cap() >= 10;
END $$;
