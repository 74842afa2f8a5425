-- As before, and who refers citizens reads the own unit's referrals (10). The same table stands in udsatte/access/permissions.py.
CREATE OR REPLACE FUNCTION access_ceiling(p_role text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_role IN ('caseworker', 'coordinator', 'social_worker', 'nurse', 'doctor') THEN 30
              WHEN p_role IN ('manager', 'region_partner') THEN 20
              WHEN p_role = 'referrer' THEN 10 ELSE 0 END $$;
