-- The chain of seals over the access log (docs/adr/0011-sealed-access-log.md).

-- So many bytes, a colon, the bytes, a comma: no two rows are written down alike.
CREATE FUNCTION access_netstring(p text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT octet_length(p) || ':' || p || ',' $$;

CREATE FUNCTION access_microseconds(p timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((extract(epoch FROM p) * 1000000)::bigint::text, '') $$;

-- One row of the log as it is sealed. `udsatte/access/seals.py` writes the same down in a query of its own, so that
-- somebody who changes this function changes nothing of the check.
CREATE FUNCTION access_canonical(e access_accessentry) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT access_netstring(e.id::text) || access_netstring(access_microseconds(e.at)) || access_netstring(e.slot::text)
      || access_netstring(e.user_id::text) || access_netstring(e.unit_id::text) || access_netstring(e.citizen_id::text)
      || access_netstring(e.view) || access_netstring(e.kind) || access_netstring(e.reason)
      || access_netstring(e.xact::text) $$;

-- Adds a seal over every row that nothing can still come before: its transaction is below the oldest one that runs.
-- Only if the chain still ends with p_last (0: there is none yet), so that two who ask at once make one seal; NULL then.
-- The time is the database's own: nobody chooses when something was sealed. Worker only.
CREATE FUNCTION access_seal(p_last bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  last access_accessseal;
  made access_accessseal;
  running pg_snapshot;
  digests bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('access_seal'));
  SELECT * INTO last FROM access_accessseal ORDER BY number DESC LIMIT 1;
  IF coalesce(last.number, 0) <> p_last THEN RETURN NULL; END IF;
  running := pg_current_snapshot();
  made.number := p_last + 1;
  made.sealed_at := clock_timestamp();
  made.horizon := pg_snapshot_xmin(running);
  made.server := (SELECT system_identifier FROM pg_control_system());
  made.previous := coalesce(last.hash, ''::bytea);
  -- A number that this server has not reached comes from the one that the log was restored from.
  INSERT INTO access_accessdigest (entry_id, seal, digest)
  SELECT e.id, made.number, sha256(convert_to(access_canonical(e), 'UTF8')) FROM access_accessentry e
   WHERE (e.xact < made.horizon OR e.xact >= pg_snapshot_xmax(running))
     AND NOT EXISTS (SELECT 1 FROM access_accessdigest d WHERE d.entry_id = e.id)
   ORDER BY e.id;
  SELECT count(*), min(e.at), max(e.at), coalesce(string_agg(d.digest, ''::bytea ORDER BY d.entry_id), ''::bytea)
    INTO made.rows, made.first_at, made.last_at, digests
    FROM access_accessdigest d JOIN access_accessentry e ON e.id = d.entry_id WHERE d.seal = made.number;
  made.hash := sha256(convert_to(
    access_netstring(made.number::text) || access_netstring(access_microseconds(made.sealed_at))
    || access_netstring(access_microseconds(made.first_at)) || access_netstring(access_microseconds(made.last_at))
    || access_netstring(made.rows::text) || access_netstring(made.horizon::text) || access_netstring(made.server::text)
    || access_netstring(encode(made.previous, 'hex')), 'UTF8') || digests);
  INSERT INTO access_accessseal SELECT made.*;
  RETURN made.number;
END $$;
