-- The e-mail that was to say that there is a word did not arrive, and nobody has read it meanwhile: whoever asked hears of it under
-- the bell, once, and rings. Answers whether it is so. Worker only.
CREATE FUNCTION word_failed(p_message uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE m referrals_message;
BEGIN
  UPDATE referrals_message SET state = 'failed' WHERE id = p_message AND state = 'queued' RETURNING * INTO m;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM referral_tell(m.unit_id, 'referral_step', m.referral_id, p_at);
  RETURN true;
END $$;
