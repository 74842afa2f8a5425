-- As before; and the unit's own questions of its target group, in their order, where it says any: what is no longer asked is retired,
-- and its answers stand. None: the questions of everybody are asked again.
CREATE OR REPLACE FUNCTION entrance_write(p_unit uuid, p_version int, p_facts jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE e referrals_entrance; q jsonb; n int := 0;
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
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE referrals_criterion c SET is_retired = true WHERE c.unit_id = p_unit AND NOT c.is_retired;
  FOR q IN SELECT * FROM jsonb_array_elements(coalesce(p_facts -> 'questions', '[]')) LIMIT 10 LOOP
    n := n + 1;
    INSERT INTO referrals_criterion AS c (id, unit_id, code, name, hint, position, is_retired)
    VALUES (gen_random_uuid(), p_unit, left(md5(q ->> 'name'), 20), q ->> 'name', q ->> 'hint', n, false)
    ON CONFLICT (unit_id, code) DO UPDATE SET hint = EXCLUDED.hint, position = EXCLUDED.position, is_retired = false;
  END LOOP;
  RETURN true;
END $$;
