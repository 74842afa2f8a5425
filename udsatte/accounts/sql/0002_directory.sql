-- EAN and GLN: thirteen digits, the last one a check digit (GS1). SOR: eleven digits or more.
CREATE FUNCTION gln_is_right(p_number text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p_number ~ '^[0-9]{13}$' AND (
    SELECT sum(substr(p_number, i, 1)::int * CASE WHEN i % 2 = 0 THEN 3 ELSE 1 END) % 10 = 0 FROM generate_series(1, 13) i) $$;
ALTER TABLE accounts_directoryentry
  ADD CONSTRAINT directory_ean_right CHECK (ean = '' OR gln_is_right(ean)),
  ADD CONSTRAINT directory_gln_right CHECK (gln = '' OR gln_is_right(gln)),
  ADD CONSTRAINT directory_sor_right CHECK (sor = '' OR sor ~ '^[0-9]{11,18}$'),
  ADD CONSTRAINT directory_hours_readable CHECK (
    array_to_string(week_hours, ';') ~ '^((([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9](, )?)*;?)*$');

-- Whether the caller keeps what the directory says of an organisation: an administrator who looks after it, or any administrator
-- where the organisation has none. p_organisation NULL: a new one.
CREATE FUNCTION directory_keeps(p_organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(app_role() = 'administrator', false) AND (
    p_organisation IS NULL
    OR EXISTS (SELECT 1 FROM accounts_unit mine JOIN accounts_organisation o ON mine.organisation_id IN (o.id, o.managing_organisation_id)
                WHERE mine.id = app_unit() AND o.id = p_organisation)
    OR NOT EXISTS (SELECT 1 FROM accounts_organisation o JOIN accounts_unit n ON n.organisation_id IN (o.id, o.managing_organisation_id)
                     JOIN accounts_membership s ON s.unit_id = n.id AND s.role = 'administrator'
                    WHERE o.id = p_organisation AND (s.ends_at IS NULL OR s.ends_at > app_at()))) $$;

-- A unit for the directory, and its organisation when that is new (then the caller's own one manages it).
CREATE FUNCTION directory_add(p_organisation uuid, p_new_organisation text, p_sector text, p_name text, p_phone text, p_facts jsonb)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE n uuid := gen_random_uuid(); o uuid := p_organisation;
BEGIN
  IF NOT directory_keeps(p_organisation) THEN RAISE insufficient_privilege USING MESSAGE = 'directory_add'; END IF;
  IF o IS NULL THEN
    INSERT INTO accounts_organisation (id, name, sector, managing_organisation_id)
    VALUES (gen_random_uuid(), p_new_organisation, p_sector, (SELECT organisation_id FROM accounts_unit WHERE id = app_unit()))
    RETURNING id INTO o;
  END IF;
  INSERT INTO accounts_unit (id, organisation_id, name, kind, phone) VALUES (n, o, p_name, 'effort', p_phone);
  INSERT INTO accounts_directoryentry SELECT (jsonb_populate_record(NULL::accounts_directoryentry,
    p_facts || jsonb_build_object('unit_id', n, 'version', 1))).*;
  RETURN n;
END $$;

-- What the directory says of a unit; p_version 0 where it says nothing yet. False: somebody changed it meanwhile.
CREATE FUNCTION directory_write(p_unit uuid, p_version int, p_name text, p_phone text, p_facts jsonb)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE u accounts_unit; e accounts_directoryentry; f accounts_directoryentry;
BEGIN
  SELECT * INTO u FROM accounts_unit WHERE id = p_unit FOR UPDATE;
  IF NOT FOUND OR NOT directory_keeps(u.organisation_id) THEN RAISE insufficient_privilege USING MESSAGE = 'directory_write'; END IF;
  SELECT * INTO e FROM accounts_directoryentry WHERE unit_id = p_unit;
  IF coalesce(e.version, 0) <> p_version THEN RETURN false; END IF;
  UPDATE accounts_unit SET name = p_name, phone = p_phone WHERE id = p_unit;
  f := jsonb_populate_record(NULL::accounts_directoryentry, p_facts || jsonb_build_object('unit_id', p_unit, 'version', p_version + 1));
  IF e.unit_id IS NULL THEN
    INSERT INTO accounts_directoryentry SELECT f.*;
  ELSE
    UPDATE accounts_directoryentry SET purpose = f.purpose, target_group = f.target_group, groups = f.groups, districts = f.districts,
      week_hours = f.week_hours, hours_note = f.hours_note, capacity = f.capacity, mail = f.mail, ean = f.ean, gln = f.gln, sor = f.sor,
      permanence = f.permanence, starts_on = f.starts_on, ends_on = f.ends_on, period_note = f.period_note, source = f.source,
      version = f.version
     WHERE unit_id = p_unit;
  END IF;
  RETURN true;
END $$;
