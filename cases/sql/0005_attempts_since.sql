-- How often each of these citizens was tried in vain after the moment beside it, by any unit, as the clock counts; of those whom
-- the caller sees. For a merged person: a row's own clock counts since that row was met.
CREATE FUNCTION attempts_since(p_citizens uuid[], p_moments timestamptz[]) RETURNS TABLE (citizen uuid, attempts int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT x, count(*)::int FROM unnest(p_citizens, p_moments) t(x, since)
    JOIN cases_contactline l ON l.citizen_id = x AND l.at > since
   WHERE ground_has(x, 20) AND l.struck_at IS NULL AND l.outcome IN ('not_met', 'missed')
   GROUP BY x $$;
