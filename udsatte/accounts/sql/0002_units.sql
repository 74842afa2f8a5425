-- The Hjemløseenhed (or whatever whole) that a unit belongs to: what it is a part of, or else itself. For other definers.
CREATE FUNCTION unit_house(p_unit uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(part_of_id, id) FROM accounts_unit WHERE id = p_unit $$;

-- A part has no parts: "the same whole" is one comparison, and nothing can go round in a circle.
-- The whole's row is locked, so that two writers cannot each make half of a chain.
CREATE FUNCTION unit_part_of_a_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.part_of_id IS NULL THEN RETURN NEW; END IF;
  PERFORM 1 FROM accounts_unit WHERE id = NEW.part_of_id AND part_of_id IS NULL FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM accounts_unit WHERE part_of_id = NEW.id) THEN
    RAISE check_violation USING MESSAGE = 'unit_part_of_a_whole', CONSTRAINT = 'unit_part_of_a_whole';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unit_part_of_a_whole BEFORE INSERT OR UPDATE OF part_of_id ON accounts_unit
FOR EACH ROW EXECUTE FUNCTION unit_part_of_a_whole();
