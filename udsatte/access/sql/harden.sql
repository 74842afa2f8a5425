-- Run by `harden` after each migrate (walls.md, "History and log"). As they come, the history's triggers can be switched off by a
-- setting, forged, and made to file a new event under a colleague's old context. Here: the ignore function is constant, the
-- trigger functions run as the owner with a pinned search_path, and the actor is what the context says, never the caller.
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
CREATE OR REPLACE FUNCTION public._pgh_attach_context() RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i uuid := coalesce(nullif(current_setting('pghistory.context_id', true), '')::uuid, gen_random_uuid());
  m jsonb := jsonb_build_object('user', nullif(current_setting('app.user', true), ''),
                                'unit', nullif(current_setting('app.unit', true), ''), 'login', session_user);
BEGIN
  -- An id that is known already is ours only when this very transaction made it with this very actor.
  IF EXISTS (SELECT 1 FROM pghistory_context WHERE id = i AND created_at = now() AND metadata = m) THEN RETURN i; END IF;
  INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (i, m, now(), now()) ON CONFLICT (id) DO NOTHING;
  IF NOT FOUND THEN
    i := gen_random_uuid();
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (i, m, now(), now());
    PERFORM set_config('pghistory.context_id', i::text, true);
  END IF;
  RETURN i;
END $$;
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT DISTINCT p.oid::regprocedure f FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE NOT t.tgisinternal AND p.proname LIKE 'pgtrigger\_%' LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp', r.f);
  END LOOP;
END $$;
