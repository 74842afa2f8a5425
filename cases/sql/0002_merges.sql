-- Two citizens who are one person. A merge is one row and opens nothing: every function here answers no more than the
-- citizens whom the caller sees anyway.

-- Not for the application: everybody who is one person with this citizen, this citizen first.
CREATE FUNCTION merge_group(p_citizen uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE one(id) AS (
    SELECT p_citizen
    UNION
    SELECT n.id FROM one CROSS JOIN LATERAL (
      SELECT m.merged_into FROM cases_citizenmerge m WHERE m.merged_from = one.id AND m.undone_at IS NULL
      UNION ALL
      SELECT m.merged_from FROM cases_citizenmerge m WHERE m.merged_into = one.id AND m.undone_at IS NULL) n(id))
  SELECT array_agg(id ORDER BY id <> p_citizen, id) FROM one $$;

-- A citizen who is merged into nobody of the own group is nobody's beginning and end at once: no circle, whoever writes.
-- One merge after the other in the whole database, so that two at once do not close a circle between them; they are rare.
CREATE FUNCTION merge_makes_no_circle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.undone_at IS NOT NULL THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('cases_citizenmerge', 6));
  IF NEW.merged_into = ANY(merge_group(NEW.merged_from))
  THEN RAISE check_violation USING MESSAGE = 'merge_makes_no_circle', CONSTRAINT = 'merge_makes_no_circle'; END IF;
  IF TG_OP = 'INSERT' AND 2 <> (SELECT count(*) FROM cases_citizen c WHERE c.id IN (NEW.merged_from, NEW.merged_into))
  THEN RAISE foreign_key_violation USING MESSAGE = 'merge_of_citizens', CONSTRAINT = 'merge_of_citizens'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER merge_makes_no_circle BEFORE INSERT ON cases_citizenmerge FOR EACH ROW EXECUTE FUNCTION merge_makes_no_circle();
-- A row says what it said: only its end is written later, once.
CREATE FUNCTION merge_only_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.undone_at IS NOT NULL
     OR (OLD.id, OLD.merged_from, OLD.merged_into, OLD.reason, OLD.merged_at, OLD.merged_by_id)
        IS DISTINCT FROM (NEW.id, NEW.merged_from, NEW.merged_into, NEW.reason, NEW.merged_at, NEW.merged_by_id)
  THEN RAISE check_violation USING MESSAGE = 'merge_only_ends', CONSTRAINT = 'merge_only_ends'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER merge_only_ends BEFORE UPDATE ON cases_citizenmerge FOR EACH ROW EXECUTE FUNCTION merge_only_ends();

-- Not for the application: who may say that two are one, or that they are not: whose unit has both cases, or a coordinator
-- with a ground on both.
CREATE FUNCTION merge_may(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT app_cap() >= 30 AND ground_has(p_one, 20) AND ground_has(p_other, 20)
     AND (coalesce(app_role() = 'coordinator', false)
          OR (ground_has(p_one, 30) AND ground_has(p_other, 30)
              AND case_is_with(p_one, app_unit()) AND case_is_with(p_other, app_unit()))) $$;

-- Says that two are one:
--   merged  the row stands
--   circle  they are one already
--   taken   `from` is merged into somebody else already
CREATE FUNCTION citizen_merge(p_from uuid, p_into uuid, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_from = p_into OR NOT merge_may(p_from, p_into) OR coalesce(btrim(p_reason), '') = ''
  THEN RAISE insufficient_privilege USING MESSAGE = 'citizen_merge'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('cases_citizenmerge', 6));
  IF p_into = ANY(merge_group(p_from)) THEN RETURN 'circle'; END IF;
  IF EXISTS (SELECT 1 FROM cases_citizenmerge m WHERE m.merged_from = p_from AND m.undone_at IS NULL) THEN RETURN 'taken'; END IF;
  INSERT INTO cases_citizenmerge (id, merged_from, merged_into, reason, merged_at, merged_by_id, undone_reason)
  VALUES (gen_random_uuid(), p_from, p_into, btrim(p_reason), app_at(), app_user(), '');
  RETURN 'merged';
END $$;

-- Says that they are two after all, with the reason. Once: false when a colleague was first.
CREATE FUNCTION merge_undo(p_merge uuid, p_reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE m cases_citizenmerge;
BEGIN
  SELECT * INTO m FROM cases_citizenmerge WHERE id = p_merge FOR UPDATE;
  IF NOT FOUND OR NOT merge_may(m.merged_from, m.merged_into) OR coalesce(btrim(p_reason), '') = ''
  THEN RAISE insufficient_privilege USING MESSAGE = 'merge_undo'; END IF;
  IF m.undone_at IS NOT NULL THEN RETURN false; END IF;
  UPDATE cases_citizenmerge SET undone_at = app_at(), undone_by_id = app_user(), undone_reason = btrim(p_reason) WHERE id = p_merge;
  RETURN true;
END $$;

-- This citizen and those who are one person with this citizen, as far as the caller sees them; nobody when the caller does
-- not see this one.
CREATE FUNCTION citizen_union(p_citizen uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN ground_has(p_citizen, 20)
              THEN ARRAY(SELECT x FROM unnest(merge_group(p_citizen)) WITH ORDINALITY g(x, n) WHERE ground_has(x, 20) ORDER BY n)
              ELSE '{}' END $$;

-- The rows that hold the two together whom the caller sees both: who said so, when and why.
CREATE FUNCTION citizen_merges(p_citizen uuid)
RETURNS TABLE (id uuid, merged_from uuid, merged_into uuid, reason text, merged_at timestamptz, merged_by text, may_undo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT m.id, m.merged_from, m.merged_into, m.reason, m.merged_at, u.full_name, merge_may(m.merged_from, m.merged_into)
    FROM cases_citizenmerge m JOIN accounts_user u ON u.id = m.merged_by_id
   WHERE ground_has(p_citizen, 20) AND m.undone_at IS NULL AND m.merged_from = ANY(merge_group(p_citizen))
     AND ground_has(m.merged_from, 20) AND ground_has(m.merged_into, 20)
   ORDER BY m.merged_at, m.id $$;
