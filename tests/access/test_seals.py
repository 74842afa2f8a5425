"""A row of the access log that was changed, removed or put in afterwards is found and named, whoever did it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from psycopg import errors

from tests.access.conftest import SignIn
from tests.database import as_owner, as_worker, sql
from tests.personas import Persona
from udsatte.access.log import note_view
from udsatte.access.models import AccessCheck, AccessDigest, AccessEntry, AccessSeal
from udsatte.access.seals import Kept, Tally, faults, keep, kept, seal
from udsatte.access.tasks import check_access_log, seal_access_log

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = ["", "3:abc,", "Ærø 🙂 \\ ' \"", "linje\nskift\ttab", "x" * 500]


def look(who: Persona, *citizens: UUID, at: datetime | None = None, reason: str = "") -> None:
    """Somebody opens these citizens."""
    with who.at_work(at or timezone.now()):
        note_view("cases:citizen", citizens, reason=reason)


def sealed() -> int:
    """Seal what there is; the seal's number."""
    with as_worker():
        number = seal(AccessSeal.objects.count())
    assert number is not None
    return number


def found(outside: list[Kept] | None = None, at: datetime | None = None) -> list[str]:
    with as_owner():
        return list(faults(at=at or timezone.now(), outside=outside, tally=Tally()))


def ids() -> list[int]:
    with as_owner():
        return list(AccessEntry.objects.order_by("id").values_list("id", flat=True))


@pytest.fixture
def three(anna: Persona) -> list[int]:
    """Three seals with four rows each; the rows' numbers."""
    for _ in range(3):
        look(anna, *(uuid4() for _ in range(4)))
        sealed()
    return ids()


@pytest.fixture
def outside(three: list[int], tmp_path: Path) -> list[Kept]:
    """What was kept of the three seals outside the database."""
    with as_owner():
        keep(tmp_path / "seals")
    return kept(tmp_path / "seals")


# -- what is as it was sealed --------------------------------------------------------------------------------


def test_a_log_that_nobody_touched_has_no_fault(three: list[int], outside: list[Kept]) -> None:
    tally = Tally()
    with as_owner():
        assert list(faults(at=timezone.now(), outside=outside, tally=tally)) == []
    assert (tally.seals, tally.rows, tally.faults) == (3, 12, 0)


def test_every_text_that_a_row_can_hold_is_read_as_it_was_sealed(anna: Persona) -> None:
    for reason in HOSTILE:
        look(anna, uuid4(), reason=reason)
    sealed()
    assert found() == []


def test_a_day_on_which_nobody_looked_is_sealed_too(three: list[int], anna: Persona) -> None:
    sealed()
    look(anna, uuid4())
    sealed()
    assert found() == []
    with as_owner():
        empty = AccessSeal.objects.get(number=4)
    assert (empty.rows, empty.first_at, empty.last_at) == (0, None, None)


def test_a_seal_holds_the_hash_of_the_one_before(three: list[int]) -> None:
    with as_owner():
        first, second, third = AccessSeal.objects.order_by("number")
    assert bytes(first.previous) == b""
    assert bytes(second.previous) == bytes(first.hash)
    assert bytes(third.previous) == bytes(second.hash)
    assert first.sealed_at < second.sealed_at < third.sealed_at


def test_what_still_runs_when_the_seal_is_made_stands_in_the_next_one(anna: Persona, sign_in: SignIn) -> None:
    """A transaction that began before the seal and ends after it: nothing may come late into a sealed day."""
    running = sign_in("web")
    at = timezone.now()
    running.execute("SELECT access_enter(%s, %s, %s)", [anna.user.pk, anna.membership.pk, at])
    running.execute("SELECT access_note('cases:citizen', 'open', ARRAY[gen_random_uuid()])")
    look(anna, uuid4())
    with as_owner():
        later = AccessEntry.objects.get().pk
    assert sealed() == 1
    with as_owner():
        assert not AccessDigest.objects.exists(), "younger than one that still runs"
    running.commit()
    assert sealed() == 2
    with as_owner():
        assert dict(AccessDigest.objects.values_list("entry_id", "seal")) == dict.fromkeys(ids(), 2)
        assert min(ids()) < later, "the row that came late has the lower number"
    assert found() == []


def test_what_was_rolled_back_leaves_no_gap_that_counts(anna: Persona, sign_in: SignIn) -> None:
    given_up = sign_in("web")
    given_up.execute("SELECT access_enter(%s, %s, %s)", [anna.user.pk, anna.membership.pk, timezone.now()])
    given_up.execute("SELECT access_note('cases:citizen', 'open', ARRAY[gen_random_uuid()])")
    given_up.rollback()
    look(anna, uuid4())
    sealed()
    assert found() == []


def test_rows_that_another_server_wrote_are_sealed_after_a_restore(three: list[int], anna: Persona) -> None:
    """A restored log holds numbers that this server has not reached; what it writes itself begins far below them."""
    look(anna, uuid4())
    with as_owner():
        sql("UPDATE access_accessseal SET server = 7")
        sql("UPDATE access_accessentry SET xact = '9000000000000'::xid8 WHERE id = %s", ids()[-1])
    look(anna, uuid4())
    sealed()
    with as_owner():
        assert AccessSeal.objects.get(number=4).rows == 2
    # The seals themselves were changed here by hand, and that is what is found.
    assert [fault for fault in found() if "4 (" in fault] == []


def test_two_at_once_make_one_seal(three: list[int], sign_in: SignIn) -> None:
    start = Barrier(2)

    def ask(_: int) -> int | None:
        one = sign_in("worker")
        start.wait(timeout=10)
        row = one.execute("SELECT access_seal(3)").fetchone()
        one.commit()
        assert row
        number: int | None = row[0]
        return number

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(ask, range(2)), key=str) == [4, None]
    assert found() == []


# -- what somebody with the owner's password did ---------------------------------------------------------------

COLUMNS = {
    "at": "at + interval '1 microsecond'",
    "slot": "slot + 1",
    "user_id": "gen_random_uuid()",
    "unit_id": "gen_random_uuid()",
    "citizen_id": "gen_random_uuid()",
    "view": "'x'",
    "kind": "'list'",
    "reason": "'x'",
    "xact": "'3'::xid8",
}


def test_every_column_has_its_test() -> None:
    assert {field.column for field in AccessEntry._meta.concrete_fields} - {"id"} == set(COLUMNS)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_row_is_named(column: str, three: list[int]) -> None:
    with as_owner():
        sql(f"UPDATE access_accessentry SET {column} = {COLUMNS[column]} WHERE id = %s", three[5])
    (fault,) = found()
    assert fault.startswith(f"Række {three[5]} i segl 2 (")
    assert fault.endswith("er ændret.")


def test_a_removed_row_is_named(three: list[int]) -> None:
    with as_owner():
        sql("DELETE FROM access_accessentry WHERE id IN (%s, %s)", three[0], three[-1])
    first, last = found()
    assert first.startswith(f"Række {three[0]} i segl 1 (")
    assert last.startswith(f"Række {three[-1]} i segl 3 (")
    assert first.endswith("er fjernet.")


def test_two_rows_that_changed_places_are_both_named(three: list[int]) -> None:
    with as_owner():
        sql("UPDATE access_accessentry SET id = -1 WHERE id = %s", three[4])
        sql("UPDATE access_accessentry SET id = %s WHERE id = %s", three[4], three[6])
        sql("UPDATE access_accessentry SET id = %s WHERE id = -1", three[6])
    assert [fault.split(" i ")[0] for fault in found()] == [f"Række {three[4]}", f"Række {three[6]}"]


def test_a_row_that_is_put_in_afterwards_is_named(three: list[int], anna: Persona) -> None:
    """With the transaction number of a sealed day, or with today's and yesterday's hour."""
    with as_owner():
        for number, xact, at in (
            (-5, "(SELECT xact FROM access_accessentry WHERE id = {})", "now()"),
            (-4, "pg_current_xact_id()", "now() - interval '3 days'"),
        ):
            sql(
                "INSERT INTO access_accessentry (id, at, slot, user_id, unit_id, citizen_id, view, kind, reason, xact)"
                f" VALUES (%s, {at}, 1, %s, %s, gen_random_uuid(), 'x', 'open', '', {xact.format(three[5])})",
                number,
                anna.user.pk,
                anna.unit.pk,
            )
    among, late = found()
    assert among.startswith("Række -5 af ")
    assert "ældre end segl 2 (" in among
    assert late.startswith("Række -4 af ")
    assert late.endswith("er stadig ikke forseglet.")
    sealed()
    assert [fault for fault in found() if fault.startswith("Række -4 i segl 4") and "længe før den kom" in fault]


def test_a_row_that_is_removed_with_its_fingerprint_breaks_its_seal(three: list[int]) -> None:
    with as_owner():
        sql("DELETE FROM access_accessentry WHERE id = %s", three[5])
        sql("DELETE FROM access_accessdigest WHERE entry_id = %s", three[5])
    (fault,) = found()
    assert fault.startswith("Segl 2 (")
    assert "passer ikke til sine rækker" in fault


def test_a_row_that_loses_its_fingerprint_is_named(three: list[int]) -> None:
    with as_owner():
        sql("DELETE FROM access_accessdigest WHERE entry_id = %s", three[5])
    broken, row = found()
    assert broken.startswith("Segl 2 (")
    assert row.startswith(f"Række {three[5]} af ")


def test_a_fingerprint_that_moved_to_another_seal_breaks_both(three: list[int]) -> None:
    with as_owner():
        sql("UPDATE access_accessdigest SET seal = 3 WHERE entry_id = %s", three[5])
    assert [fault[:6] for fault in found()] == ["Segl 2", "Segl 3"]


@pytest.mark.parametrize(
    "column",
    ["sealed_at = sealed_at - interval '1 day'", "last_at = last_at + interval '1 day'", "rows = 5", "server = 1"],
)
def test_a_seal_that_was_changed_is_named(column: str, three: list[int]) -> None:
    with as_owner():
        sql(f"UPDATE access_accessseal SET {column} WHERE number = 2")
    (fault,) = found()
    assert fault.startswith("Segl 2 (")


def test_a_seal_broken_in_the_middle_is_named_and_the_rest_is_still_read(three: list[int]) -> None:
    with as_owner():
        sql(r"UPDATE access_accessseal SET hash = '\xdeadbeef' WHERE number = 2")
        sql("UPDATE access_accessentry SET reason = 'x' WHERE id = %s", three[-1])
    link, broken, row = found()
    assert link.startswith("Segl 3 (")
    assert "hænger ikke sammen med segl 2" in link
    assert broken.startswith("Segl 2 (")
    assert row.startswith(f"Række {three[-1]} i segl 3 (")


def test_a_seal_that_is_taken_away_is_named(three: list[int]) -> None:
    with as_owner():
        sql("DELETE FROM access_accessseal WHERE number = 2")
    gap, rows = found()
    assert gap == "Mellem segl 1 og segl 3 mangler et eller flere."
    assert rows.startswith(f"Række {three[4]} ")
    assert "segl 2" in rows


def test_an_end_that_is_cut_off_is_found_by_what_was_kept(three: list[int], outside: list[Kept]) -> None:
    with as_owner():
        sql("DELETE FROM access_accessentry WHERE id >= %s", three[8])
        sql("DELETE FROM access_accessdigest WHERE seal = 3")
        sql("DELETE FROM access_accessseal WHERE number = 3")
    assert found() == [], "inside the database nothing shows it"
    assert found(outside) == ["Segl 3 står uden for databasen, men ikke længere i den."]


def test_a_chain_made_anew_is_found_by_what_was_kept(three: list[int], outside: list[Kept]) -> None:
    """Whoever owns the database can change a row, and seal everything again."""
    with as_owner():
        sql("UPDATE access_accessentry SET reason = 'x' WHERE id = %s", three[5])
        for number in (1, 2, 3):
            sql("DELETE FROM access_accessdigest WHERE seal = %s", number)
            sql("DELETE FROM access_accessseal WHERE number = %s", number)
    for _ in range(3):
        sealed()
    assert found() == []
    (fault,) = found(outside)
    assert fault.startswith("Segl 1 er et andet")


def test_seals_that_were_never_kept_are_named(three: list[int], outside: list[Kept]) -> None:
    assert found(outside[:2]) == ["Segl 3 er aldrig gemt uden for databasen."]


def test_a_seal_that_is_not_made_is_missed(three: list[int], anna: Persona) -> None:
    look(anna, uuid4())
    assert found() == []
    (fault,) = found(at=timezone.now() + timedelta(days=1, minutes=1))
    assert fault.startswith(f"Række {ids()[-1]} af ")
    assert fault.endswith("er stadig ikke forseglet.")


# -- signed in as the application ------------------------------------------------------------------------------

FORGERIES = {
    "a seal by hand": "INSERT INTO access_accessseal (number) VALUES (9)",
    "another time": "UPDATE access_accessseal SET sealed_at = now() - interval '1 year'",
    "a seal away": "DELETE FROM access_accessseal",
    "a fingerprint by hand": "INSERT INTO access_accessdigest (entry_id) VALUES (9)",
    "another fingerprint": "UPDATE access_accessdigest SET seal = 9",
    "a fingerprint away": "DELETE FROM access_accessdigest",
    "another row": "UPDATE access_accessentry SET reason = 'x'",
    "a row away": "DELETE FROM access_accessentry",
    "a row by hand": "INSERT INTO access_accessentry (id) VALUES (9)",
    "an older check": "UPDATE access_accesscheck SET faults = 0",
    "a check away": "DELETE FROM access_accesscheck",
    "another function": (
        "CREATE OR REPLACE FUNCTION access_canonical(e access_accessentry) RETURNS text LANGUAGE sql AS 'SELECT 1'"
    ),
    "everything away": "TRUNCATE access_accessentry, access_accessdigest, access_accessseal",
}


@pytest.mark.parametrize("role", ["web", "worker"])
@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_application_forges_nothing(forgery: str, role: str, three: list[int], sign_in: SignIn) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        sign_in(role).execute(FORGERIES[forgery])


def test_only_the_worker_seals_and_chooses_neither_time_nor_place(three: list[int], sign_in: SignIn) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        sign_in("web").execute("SELECT access_seal(3)")
    worker: psycopg.Connection[Any] = sign_in("worker")
    for elsewhere in (0, 2, 4, -1):
        assert worker.execute("SELECT access_seal(%s)", [elsewhere]).fetchone() == (None,)
    worker.execute("SELECT set_config('app.at', '2001-01-01', false)")
    worker.execute("SELECT access_seal(3)")
    worker.commit()
    assert worker.execute(
        "SELECT sealed_at > now() - interval '1 minute' FROM access_accessseal WHERE number = 4"
    ).fetchone() == (True,)


# -- by the clock ------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    path: Path = tmp_path / "seals"
    settings.AUDIT_SEAL_FILE = str(path)
    return path


@pytest.fixture
def each_hour() -> Callable[[timedelta], None]:
    """The worker's tasks, that long from now."""

    def run(later: timedelta) -> None:
        with as_worker(), time_machine.travel(timezone.now() + later, tick=False):
            seal_access_log()
            check_access_log()

    return run


def test_the_worker_seals_and_checks_once_a_day(
    anna: Persona, file: Path, each_hour: Callable[[timedelta], None]
) -> None:
    look(anna, uuid4())
    for _ in range(3):
        each_hour(timedelta())
    assert [line.split()[0] for line in file.read_text().splitlines()] == ["1"]
    # Four days without a worker; the clock of the database has not moved, so that the next hour seals again.
    look(anna, uuid4())
    each_hour(timedelta(days=4))
    assert [line.split()[0] for line in file.read_text().splitlines()] == ["1", "2"]
    with as_owner():
        assert list(AccessSeal.objects.order_by("number").values_list("rows", flat=True)) == [1, 1]
        assert list(AccessCheck.objects.values_list("faults", flat=True)) == [0, 0]


def test_what_the_file_lacks_is_added_the_next_hour(three: list[int], tmp_path: Path) -> None:
    """A disk that was full, a worker that was killed between the seal and the file."""
    path = tmp_path / "seals"
    with as_owner():
        assert keep(path) == 3
        path.write_text(path.read_text().splitlines(keepends=True)[0])
        assert keep(path) == 2
        assert keep(path) == 0
    assert [one.number for one in kept(path)] == [1, 2, 3]
    assert found(kept(path)) == []


def test_a_line_added_to_the_file_later_does_not_count(three: list[int], tmp_path: Path) -> None:
    path = tmp_path / "seals"
    with as_owner():
        keep(path)
    first = kept(path)
    with path.open("a") as lines:
        lines.write(f"2 2026-01-01T00:00:00+00:00 4 {'0' * 64}\nnoget helt andet\n")
    assert kept(path) == first


def test_what_the_worker_found_is_kept_for_the_auditor(
    three: list[int], file: Path, each_hour: Callable[[timedelta], None]
) -> None:
    with as_owner():
        keep(file)
        sql("UPDATE access_accessentry SET reason = 'x' WHERE id = %s", three[5])
    each_hour(timedelta())
    with as_owner():
        check = AccessCheck.objects.get()
    assert (check.seals, check.rows, check.faults) == (3, 12, 1)
    assert check.report.startswith(f"Række {three[5]} i segl 2 (")


def test_the_command_says_so_and_fails(three: list[int], file: Path) -> None:
    said = StringIO()
    with as_owner():
        keep(file)
        call_command("verify_log", stdout=said)
        assert said.getvalue() == "Alt er, som det blev forseglet: 12 rækker, 3 segl.\n"
        sql("UPDATE access_accessentry SET reason = 'x' WHERE id = %s", three[5])
        with pytest.raises(CommandError, match="1 fejl i 12 rækker og 3 segl"):
            call_command("verify_log", stdout=said)
        assert f"Række {three[5]} i segl 2 (" in said.getvalue()
        with pytest.raises(CommandError, match="kan ikke læses"):
            call_command("verify_log", against="/nowhere/at/all")
