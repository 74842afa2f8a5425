-- Passwords. The application can write none but by these functions.

-- One's own, by whoever is in the context.
CREATE FUNCTION password_change(p_password text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app_user() IS NULL OR p_password !~ '^[a-z]' THEN RAISE insufficient_privilege USING MESSAGE = 'password_change'; END IF;
  UPDATE accounts_user SET password = p_password WHERE id = app_user();
END $$;

-- The first one, or the next after `user_start_over`, by whoever has the link, which the page has checked. Here is held that
-- nobody who has a password gets another one in this way.
CREATE FUNCTION password_choose(p_user uuid, p_password text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE accounts_user SET password = p_password
   WHERE id = p_user AND password LIKE '!%' AND is_active AND p_password ~ '^[a-z]';
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'password_choose'; END IF;
END $$;
