-- What a name is searched by. Danish letters and their spellings are one: aa is å, ae and ä are æ, oe and ö are ø.
CREATE FUNCTION search_fold(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT btrim(regexp_replace(
    replace(replace(replace(
      translate(replace(lower(normalize(coalesce(p_text, ''), NFC)), 'ß', 'ss'),
                'áàâãāąéèêëēęíìîïīóòôõōúùûūüýÿçćčñńšśşžźżłđðğäöőǻǿǽ', 'aaaaaaeeeeeeiiiiiooooouuuuyyycccnnssszzzlddgæøøåøæ'),
      'aa', 'å'), 'ae', 'æ'), 'oe', 'ø'),
    '[^[:alnum:]]+', ' ', 'g')) $$;

-- How a word sounds to a Danish ear, roughly: the consonants as they are said, the first vowel's kind, and no other vowel.
-- Kristian and Christian, Mohammed and Muhamed, Schmidt and Smidt are one; Jytte and Jyde are two. The word is folded.
CREATE FUNCTION search_sound(p_word text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE s text := p_word; first text;
BEGIN
  s := regexp_replace(s, '^h([vj])', '\1');              -- Hvid, Hjalmar
  s := regexp_replace(s, '^x', 's');                     -- Xenia
  s := regexp_replace(s, 'sch([mnlrvw])', 's\1', 'g');   -- Schmidt, Schrøder
  s := replace(replace(replace(s, 'sch', 'sk'), 'ph', 'f'), 'ck', 'k');
  s := replace(replace(replace(s, 'sh', 's'), 'sj', 's'), 'ch', 'k');
  s := regexp_replace(s, '(.)h', '\1', 'g');             -- Thor, Muhamed, Ahmed
  s := replace(replace(replace(replace(s, 'qu', 'kv'), 'q', 'k'), 'x', 'ks'), 'z', 's');
  s := regexp_replace(s, 'c([eiyæø])', 's\1', 'g');      -- Cecilie
  s := replace(replace(replace(replace(s, 'c', 'k'), 'w', 'v'), 'kj', 'k'), 'gj', 'g');
  s := replace(replace(replace(replace(s, 'dt', 't'), 'nd', 'n'), 'ld', 'l'), 'rd', 'r');  -- Svend, Kjeld, Gaard
  s := regexp_replace(s, 'y([aeiouæøå])', 'j\1', 'g');   -- Yusuf, Maya
  s := regexp_replace(s, '([aeoøæ])[iy]', '\1j', 'g');   -- Kai, Heidi
  s := regexp_replace(s, '(.)\1+', '\1', 'g');
  s := regexp_replace(s, 'f$', 'v');                     -- Gustaf
  s := translate(s, 'aouåeæøiy', 'AOOOEEEII');
  first := (regexp_match(s, '^[^AOEI]*[AOEI]?'))[1];
  RETURN first || translate(substr(s, length(first) + 1), 'AOEI', '');
END $$;

-- The words of a text with a blank before and after each, so that " and" begins a word and " anders " is one.
CREATE FUNCTION search_words(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT ' ' || search_fold(p_text) || ' ' $$;

CREATE FUNCTION search_sounds(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(' ' || string_agg(search_sound(w), ' ') || ' ', ' ') FROM string_to_table(search_fold(p_text), ' ') w WHERE w <> '' $$;

-- A telephone number as it is compared: its digits without Denmark's prefix.
CREATE FUNCTION search_phone(p_number text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT regexp_replace(regexp_replace(btrim(p_number), '^(\+|00)45', ''), '\D', '', 'g') $$;

-- Whether two folded words are the same but for a typing error: one in a word of five letters, two from eight on.
CREATE FUNCTION search_near(p_one text, p_other text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT length(p_other) >= 5 AND abs(length(p_one) - length(p_other)) <= 2
     AND levenshtein_less_equal(p_one, p_other, CASE WHEN length(p_other) < 8 THEN 1 ELSE 2 END)
         <= CASE WHEN length(p_other) < 8 THEN 1 ELSE 2 END $$;
