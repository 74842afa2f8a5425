"""A unit's history of contacts, taken in on the coordinator's own rights."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cases.actions import strike_line
from cases.choices import ContactSource
from cases.models import CitizenClock, Contact, ContactLine, LineService
from tests.cases.lists import workbook
from tests.cases.world import Anker, anker_of
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.factories.accounts import MembershipFactory
from tests.personas import Persona
from udsatte.access.models import AccessEntry

HEADINGS = "CPR;Navn;Født;Dato;Kl.;Måde;Udfald;Sted;Ydelser;Minutter;Note;Medarbejder (e-mail)"
MET = (
    ";Anker Testager;24-12-1958;20-11-2026;14.10;På gaden;Truffet;Mændenes Hjem;"
    "Omsorg og skadesreduktion;15;Hej;bo@example.org"
)

pytestmark = pytest.mark.usefixtures("at")

Import = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def english() -> object:
    """The sentences as they stand in the source; the catalogue has its own test."""
    with translation.override("en"):
        yield


@pytest.fixture
def anker(anna: Persona) -> Anker:
    return anker_of(anna, birth_on=date(1958, 12, 24))


@pytest.fixture
def load(tmp_path: Path, anker: Anker, anna: Persona, bo: Persona, clara: Persona) -> Import:
    """Write the rows to a file below the headings, import it as Clara, answer the lines that were printed."""

    def run(*rows: str, headings: str = HEADINGS, content: bytes | None = None, **options: object) -> list[str]:
        file = tmp_path / "kontakter.csv"
        file.write_bytes(content or "\r\n".join([headings, *rows, ""]).encode("cp1252"))
        out = StringIO()
        given = {"unit": "Udsatteteamet", "email": "clara@example.org", **options}
        call_command("import_contacts", file, stdout=out, **given)
        return out.getvalue().splitlines()

    return run


def imported() -> list[ContactLine]:
    with as_owner():
        lines = ContactLine.objects.filter(contact__source=ContactSource.IMPORTED)
        return list(lines.select_related("contact", "place").order_by("at"))


def test_a_row_becomes_a_contact_of_its_author(load: Import, anker: Anker, bo: Persona) -> None:
    with as_owner():
        place = make.PlaceFactory(name="Mændenes Hjem")

    assert load(MET)[-1] == "1 taken in"

    (line,) = imported()
    assert (line.citizen_id, line.by_id, line.place_id) == (anker.citizen.pk, bo.user.pk, place.pk)
    assert line.at == datetime.fromisoformat("2026-11-20T14:10+01:00")
    assert (line.medium, line.outcome, line.minutes, line.note) == ("in_person", "met", 15, "Hej")
    with as_owner():
        assert list(LineService.objects.filter(line=line).values_list("service", "response")) == [("care", "accepted")]
        assert CitizenClock.objects.get(citizen=anker.citizen).met_at == line.at


def test_somebody_who_has_left_the_unit_is_an_author_still(load: Import, clara: Persona) -> None:
    with as_owner():
        MembershipFactory(
            user__email="gammel@example.org",
            unit=clara.unit,
            starts_at=datetime.fromisoformat("2020-01-01T08:00+01:00"),
            ends_at=datetime.fromisoformat("2021-01-01T08:00+01:00"),
        )

    assert load(MET.replace("bo@", "gammel@").replace("20-11-2026", "20-11-2020"))[-1] == "1 taken in"


def test_a_workbook_says_the_same(load: Import, anker: Anker) -> None:
    row = ["Anker Testager", date(1958, 12, 24), date(2026, 11, 20), time(14, 10), "Telefon", "Truffet", "Sagde tak"]

    content = workbook(["Navn", "Født", "Dato", "Klokken", "Måde", "Udfald", "Note"], row)

    assert load(content=content)[-1] == "1 taken in"
    (line,) = imported()
    assert line.at == datetime.fromisoformat("2026-11-20T14:10+01:00")
    assert (line.medium, line.note) == ("phone", "Sagde tak")


def test_running_it_twice_changes_nothing(load: Import) -> None:
    rows = [MET, MET.replace("14.10", ""), MET.replace("20-11-2026", "24-11-2026").replace("14.10", "")]
    assert load(*rows)[-1] == "3 taken in"
    before = sql_counts()

    assert load(*rows)[-1] == "3 unchanged"
    assert sql_counts() == before


def sql_counts() -> list[tuple[object, ...]]:
    with as_owner():
        return sql(
            "SELECT (SELECT count(*) FROM cases_contact), (SELECT count(*) FROM cases_contactline),"
            " (SELECT count(*) FROM cases_lineservice), (SELECT count(*) FROM pghistory_context)"
        )


def test_two_contacts_of_a_day_with_different_notes_are_two(load: Import) -> None:
    without_hour = MET.replace("14.10", "")

    assert load(without_hour, without_hour.replace("Hej", "Kom igen"))[-1] == "2 taken in"
    assert load(without_hour, without_hour.replace("Hej", "Kom igen"))[-1] == "2 unchanged"


def test_one_that_was_logged_by_hand_is_known(load: Import, anker: Anker, anna: Persona) -> None:
    with as_owner():
        at = datetime.fromisoformat("2026-11-19T09:30:25+01:00")
        make.ContactLineFactory(citizen=anker.citizen, unit=anna.unit, by=anna.user, at=at, note="Hej")

    row = ";Anker Testager;24-12-1958;19-11-2026;9.30;;truffet;;;;Hej;anna@example.org"

    assert load(row)[-1] == "1 unchanged"


def test_a_struck_one_does_not_come_back(load: Import, clara: Persona, at: datetime) -> None:
    load(MET)
    with clara.at_work(at) as actor:
        strike_line(line_id=imported()[0].pk, reason="Forkert borger", by=actor, at=at)

    assert load(MET)[-1] == "1 unchanged"


def test_the_clock_is_moved_once_for_a_batch(load: Import) -> None:
    rows = [MET.replace("20-11", f"{day:02}-11") for day in range(1, 21)]

    with CaptureQueriesContext(connection) as captured:
        assert load(*rows)[-1] == "20 taken in"

    assert sum('INSERT INTO "cases_contactline"' in one["sql"] for one in captured.captured_queries) == 1


def test_a_match_is_in_the_access_log(load: Import, clara: Persona, anker: Anker) -> None:
    load(MET)

    with as_owner():
        entry = AccessEntry.objects.get(view="import_contacts")
        assert (entry.user_id, entry.citizen_id) == (clara.user.pk, anker.citizen.pk)


def test_a_note_keeps_its_lines(load: Import) -> None:
    load(MET.replace("Hej", '"Regn hele dagen.\nHunden var med."'))

    assert imported()[0].note == "Regn hele dagen.\nHunden var med."


@pytest.mark.parametrize(
    ("written", "medium"), [("", "in_person"), ("telefonisk", "phone"), ("SMS", "message"), ("By phone", "phone")]
)
def test_how_it_was_is_read_as_units_write_it(load: Import, written: str, medium: str) -> None:
    load(MET.replace("På gaden", written))

    assert imported()[0].medium == medium


@pytest.mark.parametrize(
    ("written", "outcome"),
    [("ikke truffet", "not_met"), ("Afviste", "refused"), ("Udeblevet", "missed"), ("met", "met")],
)
def test_how_it_went_is_read_as_units_write_it(load: Import, written: str, outcome: str) -> None:
    load(MET.replace("Truffet", written))

    assert imported()[0].outcome == outcome


def test_services_have_their_answers(load: Import) -> None:
    load(MET.replace("Omsorg og skadesreduktion", "naloxone (afslået), Omsorg og skadesreduktion (tilbudt)"))

    with as_owner():
        assert dict(LineService.objects.filter(line=imported()[0]).values_list("service", "response")) == {
            "naloxone": "refused",
            "care": "offered",
        }


BAD = [
    (
        MET.replace("Anker Testager", "Kaj Testkilde"),
        "Your unit has no case with this citizen. Take the citizen in first.",
    ),
    (MET.replace(";Anker Testager;24-12-1958", ";;"), "Write a CPR number, our reference, or a name and a birth date."),
    (MET.replace("20-11-2026", ""), "The date of the contact is missing."),
    (MET.replace("20-11-2026", "25-11-2026"), "Date: the date lies in the future."),
    (MET.replace("20-11-2026", "24-11-2026"), "The contact lies in the future."),
    (MET.replace("20-11-2026", "20-11-1958"), "The citizen was not born then."),
    (MET.replace("14.10", "25.00"), "Time of day: write the time as 14.10."),
    (MET.replace("14.10", "om aftenen"), "Time of day: write the time as 14.10."),
    (MET.replace("På gaden", "brevdue"), "How: we do not know this word."),
    (MET.replace("Truffet", ""), "Say how it went: met, not met, refused or missed."),
    (MET.replace("Truffet", "måske"), "How it went: we do not know this word."),
    (
        MET.replace("Omsorg og skadesreduktion", "Trylleri"),
        "Services: there is one that we do not know. Write the names as in Log contact.",
    ),
    (MET.replace(";15;", ";-1;"), "Minutes: write a whole number, at most 1440."),
    (MET.replace(";15;", ";1441;"), "Minutes: write a whole number, at most 1440."),
    (MET.replace("Hej", "x" * 20_001), "Note: at most 20000 characters."),
    (MET.replace("bo@", "nobody@"), "Nobody with the author's e-mail works or has worked in this unit."),
    (MET.replace("bo@", "niels@"), "Nobody with the author's e-mail works or has worked in this unit."),
    (MET.replace("bo@example.org", "Bo"), "The author is not an e-mail address."),
]


@pytest.mark.parametrize(("row", "reason"), BAD, ids=[f"{i} {reason}" for i, (_row, reason) in enumerate(BAD)])
def test_a_bad_row_is_named_with_its_reason_and_stops_nobody(
    load: Import, niels: Persona, row: str, reason: str
) -> None:
    good = MET.replace("20-11-2026", "18-11-2026")

    said = load(row, good)

    assert said == [f"Row 2: {reason}", "1 taken in · 1 bad row"]
    assert len(imported()) == 1


def test_nobody_is_met_after_the_day_of_death(load: Import, anker: Anker) -> None:
    with as_owner():
        death = make.DeathFactory(citizen=anker.citizen, died_on=date(2026, 11, 1))
        type(anker.citizen).objects.filter(pk=anker.citizen.pk).update(died_on=death.died_on, death=death)

    assert load(MET)[0].startswith("Row 2: The citizen had died then.")
    assert load(MET.replace("20-11-2026", "20-10-2026"))[-1] == "1 taken in"


def test_another_units_citizen_is_nobody_here(load: Import, niels: Persona) -> None:
    anker_of(niels, birth_on=date(1960, 1, 2))

    assert load(MET.replace("24-12-1958", "02-01-1960"))[0].endswith("Take the citizen in first.")
    with as_owner():
        assert not Contact.objects.filter(source=ContactSource.IMPORTED).exists()


def test_the_same_contact_twice_in_one_list_is_a_bad_row(load: Import) -> None:
    assert load(MET, MET) == ["Row 3: The same one stands in row 2 already.", "1 taken in · 1 bad row"]


def test_a_dry_run_says_what_would_come_and_does_nothing(load: Import) -> None:
    assert load(MET, dry=True)[-1] == "1 taken in"
    assert imported() == []
