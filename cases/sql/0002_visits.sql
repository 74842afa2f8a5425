-- På vej ind, ude kl.: what the worker does when nobody has said that they are out.

-- For the application: somebody begins for themselves, now; an hour said later is never earlier than now; nobody says out
-- for another time than now. Only visit_alarms writes that somebody was told.
CREATE FUNCTION visit_of_a_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.by_id IS DISTINCT FROM app_user() OR NEW.at IS DISTINCT FROM app_at() OR NEW.out_at IS NOT NULL
       OR NEW.alerted_at IS NOT NULL OR NEW.escalated_at IS NOT NULL OR NEW.due_at > app_at() + interval '12 hours'
    THEN RAISE insufficient_privilege USING MESSAGE = 'visit_of_a_person'; END IF;
  ELSIF OLD.out_at IS NOT NULL
     OR (NEW.out_at IS NOT NULL AND (NEW.out_at IS DISTINCT FROM app_at() OR NEW.out_by_id IS DISTINCT FROM app_user()))
     OR (NEW.due_at IS DISTINCT FROM OLD.due_at
         AND (NEW.by_id IS DISTINCT FROM app_user() OR NEW.due_at <= app_at() OR NEW.due_at > app_at() + interval '12 hours'))
  THEN RAISE insufficient_privilege USING MESSAGE = 'visit_of_a_person'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER visit_of_a_person BEFORE INSERT OR UPDATE ON cases_visit FOR EACH ROW
  WHEN (current_user IN ('udsatte_web', 'udsatte_worker')) EXECUTE FUNCTION visit_of_a_person();

-- For the worker: whoever is not out p_grace after the hour that they said is told of once for that hour: to the colleague
-- they named, or to the unit; after p_more again, to the whole unit. Answers whom to write to besides. Two at once pass each
-- other by; killed half-way nothing has happened, and the next run does it.
CREATE FUNCTION visit_alarms(p_at timestamptz, p_grace interval, p_more interval)
RETURNS TABLE (visit uuid, due_at timestamptz, again boolean, recipient uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v cases_visit; first boolean; second boolean; watched boolean;
BEGIN
  FOR v IN SELECT * FROM cases_visit x WHERE x.out_at IS NULL AND x.due_at + p_grace <= p_at
              AND (x.escalated_at IS NULL OR x.escalated_at < x.due_at) ORDER BY x.due_at, x.id FOR UPDATE SKIP LOCKED LOOP
    first := v.alerted_at IS NULL OR v.alerted_at < v.due_at;
    second := v.due_at + p_grace + p_more <= p_at;
    watched := EXISTS (SELECT 1 FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
                        WHERE m.user_id = v.watcher_id AND m.unit_id = v.unit_id AND m.starts_at <= p_at
                          AND (m.ends_at IS NULL OR m.ends_at > p_at));
    IF first THEN
      UPDATE cases_visit x SET alerted_at = p_at WHERE x.id = v.id;
      INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
      VALUES (gen_random_uuid(), NULL, v.unit_id, CASE WHEN watched THEN v.watcher_id END, 'safety', p_at, v.id);
      RETURN QUERY
        SELECT v.id, v.due_at, false, v.watcher_id WHERE watched
        UNION SELECT v.id, v.due_at, false, d.user_id FROM accounts_dutyshift d
               WHERE NOT watched AND d.user_id IS NOT NULL AND d.cancelled_at IS NULL AND unit_house(d.unit_id) = unit_house(v.unit_id)
                 AND d.starts_at <= p_at AND d.ends_at > p_at
        UNION SELECT v.id, v.due_at, false, m.user_id FROM accounts_membership m
               WHERE NOT watched AND m.unit_id = v.unit_id AND m.role = 'coordinator' AND m.starts_at <= p_at
                 AND (m.ends_at IS NULL OR m.ends_at > p_at);
    END IF;
    IF second THEN
      UPDATE cases_visit x SET escalated_at = p_at WHERE x.id = v.id;
      INSERT INTO cases_notice (id, citizen_id, unit_id, user_id, kind, at, about_id)
      VALUES (gen_random_uuid(), NULL, v.unit_id, NULL, 'safety_again', p_at, v.id);
      RETURN QUERY
        SELECT v.id, v.due_at, true, m.user_id FROM accounts_membership m
         WHERE m.unit_id = v.unit_id AND m.role IN ('coordinator', 'manager') AND m.starts_at <= p_at
           AND (m.ends_at IS NULL OR m.ends_at > p_at)
        UNION SELECT v.id, v.due_at, true, d.user_id FROM accounts_dutyshift d
         WHERE d.user_id IS NOT NULL AND d.cancelled_at IS NULL AND unit_house(d.unit_id) = unit_house(v.unit_id)
           AND d.starts_at <= p_at AND d.ends_at > p_at;
    END IF;
  END LOOP;
END $$;
