"""The databases of a run: seeded once a day and kept, copied for each run, and one copy without the walls."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.timezone import localdate, now

from tests import template_database
from tests.bench.world import World, add_world, find_world
from udsatte import embedded
from udsatte.embedded.places import locked

SEEDED = "bench_seeded_"
RUN = "bench_run_"
#: Of the long timeline.
ENTRIES = 5_000
ROOT = Path(__file__).resolve().parents[2]

#: Whose change makes a seed anew, beside the seed's own.
_MAKES = ("world.py", "referrals.py", "databases.py")
#: What the walls cost: without them there are no policies, no triggers (history, clocks) and no access log.
_WITHOUT_WALLS = """
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT oid::regclass AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', t.name);
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', t.name);
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION access_note(p_view text, p_kind text, p_citizens uuid[], p_reason text DEFAULT '')
RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 0';
"""
#: No page lists the whole unit's lines yet; the row of walls.md is measured on the index that such a page would bring.
_INDEX_OF_UNIT_LINES = "CREATE INDEX bench_line_newest_of_unit ON cases_contactline (unit_id, at DESC, id DESC)"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is stored, and how much of it the searcher of the large unit sees."""

    contacts: int
    citizens: int
    visible: int = 5_000
    referrals: int = 400


@dataclass(slots=True)
class Database:
    """One database of the run, as the web role sees it. seeded_in: the seconds that its seed took, when it was made."""

    name: str
    size: Size
    world: World
    web: BaseDatabaseWrapper
    seeded_in: float

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Django's connection leads here."""
        before = connections["default"]
        connections["default"] = self.web
        try:
            yield
        finally:
            connections["default"] = before


@contextmanager
def databases(sizes: list[Size], say: Callable[[str], None]) -> Iterator[tuple[list[Database], Database]]:
    """One database of each size, and one like the last of them without the walls; gone afterwards."""
    made: list[Database] = []
    with locked(embedded.var_folder() / "bench"), template_database.maintenance() as maintenance:
        for old in template_database.names(maintenance, RUN):
            template_database.drop(maintenance, old, force=False)
        seeded = [_seeded(maintenance, size, say) for size in sizes]
        names = [f"{RUN}{size.contacts}" for size in sizes]
        bare = f"{RUN}{sizes[-1].contacts}_without_walls"
        try:
            say("copying the databases")
            for source, name in [*zip(seeded, names, strict=True), (seeded[-1], bare)]:
                template_database.copy(maintenance, source, name)
            with _as_owner(bare), connection.cursor() as cursor:
                cursor.execute(_WITHOUT_WALLS)
            sources = [*zip(names, sizes, seeded, strict=True), (bare, sizes[-1], seeded[-1])]
            for name, size, source in sources:
                with _as_owner(name):
                    world = find_world()
                took = _seeded_in(maintenance, source)
                made.append(Database(name, size, world, _wrapper(name, "udsatte_web"), took))
            yield made[:-1], made[-1]
        finally:
            for database in made:
                database.web.close()
            for name in [*names, bare]:
                # The web role's sessions end a moment after they are closed, and the owner may not end them.
                template_database.drop(maintenance, name, force=False)


def _seeded(maintenance: psycopg.Connection, size: Size, say: Callable[[str], None]) -> str:
    """The database of this size as of today, made if there is none. Yesterday's go: clocks count days."""
    key = f"{size.contacts}_{size.citizens}_{size.referrals}_{localdate():%y%m%d}_{_fingerprint()}"
    name = f"{SEEDED}{key}"
    if name in template_database.names(maintenance, SEEDED):
        return name
    for old in template_database.names(maintenance, f"{SEEDED}{size.contacts}_"):
        template_database.drop(maintenance, old)
    say("migrating, if the migrations have changed")
    new = f"{SEEDED}new"
    template_database.drop(maintenance, new)
    template_database.copy(maintenance, template_database.template(maintenance), new)
    say(f"seeding {size.citizens:,} citizens with {size.contacts:,} contacts")
    with _as_owner(new):
        began = perf_counter()
        call_command("seed", citizens=size.citizens, contacts=size.contacts, verbosity=0)
        took = perf_counter() - began
        add_world(now(), visible=size.visible, entries=ENTRIES, referrals=size.referrals)
        with connection.cursor() as cursor:
            cursor.execute(_INDEX_OF_UNIT_LINES)
            cursor.execute("VACUUM ANALYZE")
    maintenance.execute(f"COMMENT ON DATABASE \"{new}\" IS '{took:.3f}'")  # for the runs that find it made
    maintenance.execute(f'ALTER DATABASE "{new}" RENAME TO "{name}"')
    return name


def _seeded_in(maintenance: psycopg.Connection, name: str) -> float:
    comment = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    row = maintenance.execute(comment, [name]).fetchone()
    return float(row[0] if row else "nan")


def _fingerprint() -> str:
    digest = sha256(template_database.fingerprint().encode())
    here = ROOT / "tests" / "bench"
    for path in [*sorted((ROOT / "cases" / "seed").glob("*.py")), *(here / name for name in _MAKES)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


@contextmanager
def _as_owner(name: str) -> Iterator[None]:
    before, owner = connections["default"], _wrapper(name, "udsatte_owner")
    connections["default"] = owner
    try:
        yield
    finally:
        connections["default"] = before
        owner.close()


def _wrapper(name: str, role: str) -> BaseDatabaseWrapper:
    wrapper: BaseDatabaseWrapper = connections["default"].copy()
    wrapper.settings_dict |= {"NAME": name, "USER": role}
    return wrapper


def stored(database: Database) -> dict[str, int]:
    """How many rows of the main kinds the database holds: shown beside the figures."""
    with _as_owner(database.name), connection.cursor() as cursor:
        counts = {}
        for table in ("cases_citizen", "cases_contact", "cases_contactline"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    return counts


_SAVED = """
SELECT h.medium, h.initiative, h.source, h.place_id, h.whereabouts, h.at = h.saved_at, l.at = h.at, l.by_id = h.by_id,
       l.outcome, l.note, l.minutes, l.place_id,
       (SELECT array_agg((s.service_id, s.response)::text ORDER BY 1) FROM cases_lineservice s WHERE s.line_id = l.id),
       f.what, f.why, f.due_on, f.owner_id = h.by_id, f.version, k.action, k.result = h.id
  FROM cases_contact h
  JOIN cases_contactline l ON l.contact_id = h.id
  JOIN cases_followup f ON f.origin = 'line:' || l.id
  JOIN web_idempotencykey k ON k.user_id = h.by_id AND k.claimed_at = h.saved_at
 ORDER BY h.saved_at DESC LIMIT 1
"""


def saved(database: Database, status: int) -> str:
    """What the last contact has left in every table, and the answer's status."""
    with _as_owner(database.name), connection.cursor() as cursor:
        cursor.execute(_SAVED)
        return f"{status} {cursor.fetchone()}"
