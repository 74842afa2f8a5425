-- A sighting by somebody else moves one clock, seen (0002_clocks.sql).

-- Not for the application: the name of a unit that told of a sighting, as every unit with casework may read it beside the
-- clock. One whose name would tell of treatment (a clinic, a ward, the region's, where health people work, what the
-- directory does not call an effort for the homeless) has none.
CREATE FUNCTION unit_told_name(p_unit uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT n.name FROM accounts_unit n JOIN accounts_organisation o ON o.id = n.organisation_id
    LEFT JOIN accounts_directoryentry d ON d.unit_id = n.id
   WHERE n.id = p_unit AND n.kind NOT IN ('clinic', 'ward') AND o.sector <> 'region'
     AND (d.unit_id IS NULL OR d.groups = '{}' OR 'homelessness' = ANY(d.groups))
     AND NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.unit_id = n.id
                        AND (m.health_professional OR m.role IN ('doctor', 'nurse'))) $$;

-- Strikes a sighting on the wrong citizen, with a reason: who wrote it or the unit's coordinator, with casework on the
-- citizen. What a partner wrote, who can strike nothing, a coordinator of a unit with the case strikes.
CREATE FUNCTION sighting_strike(p_sighting uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE cases_sighting s SET struck_at = app_at(), struck_by_id = app_user(), struck_reason = btrim(p_reason)
   WHERE s.id = p_sighting AND s.struck_at IS NULL AND coalesce(btrim(p_reason), '') <> '' AND ground_has(s.citizen_id, 30)
     AND CASE WHEN s.unit_id = app_unit() THEN s.by_id = app_user() OR app_role() = 'coordinator'
              ELSE app_role() = 'coordinator' AND case_is_with(s.citizen_id, app_unit())
                   AND NOT case_is_with(s.citizen_id, s.unit_id) END;
  IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'sighting_strike'; END IF;
END $$;
