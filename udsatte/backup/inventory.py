"""What stands in a database, so that two of them can be compared: rows, and everything that keeps them safe."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db.backends.utils import CursorWrapper

#: So that a row's text is the same on every server.
_SAME_TEXT = """
SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';
SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL search_path = public
"""

_TABLES = """
SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname
"""

#: Each statement gives (name, what stands there). Names of roles and of objects, never a row's content.
_KEPT = {
    "column": """
        SELECT c.relname || '.' || a.attname,
               concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attidentity,
                         pg_get_expr(d.adbin, d.adrelid), a.attcollation::regcollation, a.attacl)
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0
           AND NOT a.attisdropped""",
    "table": """
        SELECT relname, concat_ws(' ', pg_get_userbyid(relowner), relrowsecurity, relforcerowsecurity, relacl)
          FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relnamespace = 'public'::regnamespace""",
    "policy": """
        SELECT tablename || '.' || policyname, concat_ws(' ', permissive, roles, cmd, qual, '|', with_check)
          FROM pg_policies WHERE schemaname = 'public'""",
    "trigger": """
        SELECT tgrelid::regclass::text || '.' || tgname, concat_ws(' ', tgenabled, pg_get_triggerdef(t.oid))
          FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
         WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace""",
    "function": """
        SELECT p.oid::regprocedure::text, concat_ws(' ', pg_get_userbyid(proowner), proacl, pg_get_functiondef(p.oid))
          FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
    "constraint": """
        SELECT conrelid::regclass::text || '.' || conname,
               concat_ws(' ', pg_get_constraintdef(oid), condeferrable, condeferred, convalidated)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0""",
    "index": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "extension": "SELECT extname, extversion FROM pg_extension",
    "role": """
        SELECT r.rolname, concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
               rolbypassrls, rolconfig, (SELECT array_agg(concat_ws(' ', g.rolname, m.inherit_option, m.set_option,
               m.admin_option) ORDER BY g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
               WHERE m.member = r.oid))
          FROM pg_roles r WHERE r.rolname LIKE 'udsatte\\_%'""",
    "database": """
        SELECT 'rights', concat_ws(' ', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datlocprovider,
               datlocale, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(datacl) a))
          FROM pg_database WHERE datname = current_database()""",
}

#: PostgreSQL writes an expression down with other casts and brackets when it has read its own writing once.
_CASTS = re.compile(r"::(?:character varying|text|name)(?:\[\])?|[()]")


def _as_meant(definition: str) -> str:
    return _CASTS.sub("", definition)


@dataclass(frozen=True, slots=True)
class Inventory:
    """Rows and their checksum by table, the next number of each sequence, and every definition by kind and name."""

    tables: dict[str, tuple[int, str]]
    sequences: dict[str, int | None]
    kept: dict[str, dict[str, str]]

    @classmethod
    def taken(cls, cursor: CursorWrapper) -> Self:
        """Of the database that the cursor is in; inside a transaction that sees one state (REPEATABLE READ).

        The checksum is the sum of a hash of each row's text, so the order of the rows does not matter.
        """
        cursor.execute(_SAME_TEXT)
        cursor.execute(_TABLES)
        names = [name for (name,) in cursor.fetchall()]
        tables = {}
        for name in names:
            cursor.execute(
                f'SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM public."{name}" t'  # noqa: S608
            )
            tables[name] = cursor.fetchone()
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")
        sequences = dict(cursor.fetchall())
        kept = {}
        for kind, statement in _KEPT.items():
            cursor.execute(f"SELECT * FROM ({statement}) found ORDER BY 1")  # noqa: S608
            kept[kind] = {name: _as_meant(text) for name, text in cursor.fetchall()}
        return cls(tables, sequences, kept)

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """From what `asdict` made of it and JSON kept."""
        tables = {name: (int(count), str(checksum)) for name, (count, checksum) in data["tables"].items()}
        return cls(tables, data["sequences"], data["kept"])

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @property
    def rows(self) -> int:
        return sum(count for count, _checksum in self.tables.values())

    def differences(self, other: "Inventory") -> list[str]:
        """What the other one holds otherwise, a line each, without any row's content."""
        return [
            *(f"table {name}: {_of_rows(*both)}" for name, *both in _unlike(self.tables, other.tables)),
            *(f"sequence {name}: another next number" for name, *_both in _unlike(self.sequences, other.sequences)),
            *(
                f"{kind} {name}: {'missing' if there is None else 'new' if here is None else 'another'}"
                for kind in _KEPT
                for name, here, there in _unlike(self.kept.get(kind, {}), other.kept.get(kind, {}))
            ),
        ]


def _unlike[T](here: dict[str, T], there: dict[str, T]) -> Iterator[tuple[str, T | None, T | None]]:
    """Each name under which the two hold something else, with both."""
    for name in sorted(here.keys() | there.keys()):
        if here.get(name) != there.get(name):
            yield name, here.get(name), there.get(name)


def _of_rows(here: tuple[int, str] | None, there: tuple[int, str] | None) -> str:
    if here is None or there is None:
        return "not in the backup" if here is None else "missing"
    if here[0] == there[0]:
        return f"{here[0]} rows as in the backup, with other content"
    return f"{here[0]} rows in the backup, {there[0]} here"
