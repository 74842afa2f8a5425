-- What a unit says of its own way in: whoever decides its referrals; of a unit in which nobody does, whoever keeps the directory.
-- p_version 0: it has none yet. False: somebody changed it meanwhile.
CREATE FUNCTION entrance_write(p_unit uuid, p_version int, p_facts jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE e referrals_entrance;
BEGIN
  IF NOT ((p_unit = app_unit() AND coalesce(app_role() IN ('coordinator', 'social_worker', 'nurse', 'doctor', 'region_partner'), false))
          OR EXISTS (SELECT 1 FROM accounts_unit n WHERE n.id = p_unit AND directory_keeps(n.organisation_id)))
  THEN RAISE insufficient_privilege USING MESSAGE = 'entrance_write'; END IF;
  e := jsonb_populate_record(NULL::referrals_entrance, p_facts || jsonb_build_object('unit_id', p_unit, 'version', p_version + 1));
  IF p_version = 0 THEN
    INSERT INTO referrals_entrance SELECT e.* ON CONFLICT (unit_id) DO NOTHING;
  ELSE
    UPDATE referrals_entrance o SET is_open = e.is_open, closed_because = e.closed_because, is_public = e.is_public, room = e.room,
           room_note = e.room_note, look_within_hours = e.look_within_hours, version = e.version
     WHERE o.unit_id = p_unit AND o.version = p_version;
  END IF;
  RETURN FOUND;
END $$;
