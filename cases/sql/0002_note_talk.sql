-- What colleagues say to each other about a note: whoever is asked, answered or thanked is told.

-- Whom: the author of the note, or of the question. One who left the unit is told nothing; then the unit is.
CREATE FUNCTION addition_tell() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE whom uuid := coalesce((SELECT q.written_by_id FROM cases_noteaddition q WHERE q.id = NEW.answers_id),
                              (SELECT l.by_id FROM cases_contactline l WHERE l.id = NEW.line_id));
BEGIN
  IF whom = NEW.written_by_id THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.user_id = whom AND m.unit_id = NEW.unit_id
                    AND m.starts_at <= NEW.written_at AND (m.ends_at IS NULL OR m.ends_at > NEW.written_at)) THEN
    IF NEW.kind = 'thanks' THEN RETURN NULL; END IF;
    whom := NULL;
  END IF;
  INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
  VALUES (gen_random_uuid(), NEW.citizen_id, NEW.unit_id, whom, NEW.kind, NEW.written_at, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER addition_tell AFTER INSERT ON cases_noteaddition FOR EACH ROW WHEN (NEW.kind <> 'addition')
  EXECUTE FUNCTION addition_tell();
