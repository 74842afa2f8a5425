"""The directory: everybody reads it, the administrator keeps it, and it says what the papers say."""

from collections.abc import Callable
from datetime import datetime
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import NOW
from tests.database import CHECK, as_owner, refused, sql
from tests.factories.accounts import DirectoryEntryFactory, MembershipFactory, UnitFactory
from tests.personas import Persona
from udsatte.accounts import hours
from udsatte.accounts.location_numbers import gs1_check_digit
from udsatte.accounts.models import DirectoryEntry, Organisation, Unit

SignedIn = Callable[[Persona], Client]
WEEK = ["08:00-16:00"] * 4 + ["08:00-12:00, 13:00-15:00", "", "20:00-08:00"]


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}+01:00")


# -- opening hours and numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("8-16", "08:00-16:00"),
        ("8.30 – 16", "08:30-16:00"),
        ("08:00-12:00, 13-15", "08:00-12:00, 13:00-15:00"),
        ("8-12 og 13-15", "08:00-12:00, 13:00-15:00"),
        ("0-24", "00:00-00:00"),
        ("", ""),
    ],
)
def test_opening_hours_are_read_as_people_write_them(typed: str, stored: str) -> None:
    assert hours.parse(typed) == stored


@pytest.mark.parametrize("typed", ["hele dagen", "8", "25-26", "8.61-9", "8-16 undtagen fredag"])
def test_what_is_no_time_is_not_guessed_at(typed: str) -> None:
    with pytest.raises(hours.NotHours):
        hours.parse(typed)


@pytest.mark.parametrize(
    ("moment", "until", "opens"),
    [
        (day("24T10:42"), day("24T16:00"), day("25T08:00")),
        (day("24T16:00"), None, day("25T08:00")),
        (day("27T12:30"), None, day("27T13:00")),
        (day("28T12:00"), None, day("29T20:00")),
        (day("30T07:59"), day("30T08:00"), day("30T08:00")),
    ],
)
def test_an_effort_knows_whether_it_is_open(moment: datetime, until: datetime | None, opens: datetime) -> None:
    """Tuesday, at closing time, in a break, on a closed Saturday, and in the night after Sunday."""
    assert hours.open_until(WEEK, moment) == until
    assert hours.opens_at(WEEK, moment) == opens


def test_what_is_not_known_is_neither_open_nor_closed() -> None:
    assert hours.open_until([], NOW) is None
    assert hours.opens_at([], NOW) is None


def test_the_check_digit_is_that_of_gs1() -> None:
    """The numbers of the papers (000, 004), and MedCom's test parties (standards.md 5b)."""
    for number in ("5798009683052", "5798009679888", "5790000209354", "5790001348120"):
        assert gs1_check_digit(number[:12]) == number[12]


@pytest.mark.parametrize(
    "wrong",
    [
        {"ean": "5798009683053"},
        {"gln": "579800968305"},
        {"sor": "1234567890"},
        {"groups": ["kings"]},
        {"districts": ["atlantis"]},
        {"week_hours": ["08:00-16:00"]},
        {"week_hours": ["hele dagen"] * 7},
        {"permanence": "perhaps"},
        {"starts_on": "2026-12-01", "ends_on": "2026-11-30"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(db: None, wrong: dict[str, Any]) -> None:
    with as_owner():
        entry = DirectoryEntryFactory()
        DirectoryEntry.objects.filter(pk=entry.pk).update(
            ean="5798009683052", gln="5790000209354", sor="265161000016000", week_hours=WEEK, groups=["drug_use"]
        )
        with refused(CHECK):
            DirectoryEntry.objects.filter(pk=entry.pk).update(**wrong)


# -- what Copenhagen begins with ---------------------------------------------------------------------------------


def test_the_papers_directory_is_loaded_once(db: None) -> None:
    def load() -> str:
        out = StringIO()
        with as_owner():
            call_command("directory_load", stdout=out)
        return out.getvalue()

    assert "20 added" in load()
    assert "0 added" in load()
    skyen = DirectoryEntry.objects.select_related("unit").get(unit__name__endswith="Skyen")
    assert str(skyen.starts_on) == "2013-08-06"
    assert not DirectoryEntry.objects.exclude(unit__phone="").exists()
    assert not DirectoryEntry.objects.filter(source="").exists()


# -- reading -----------------------------------------------------------------------------------------------------


@pytest.fixture
def reden(db: None) -> DirectoryEntry:
    with as_owner():
        return DirectoryEntryFactory(
            unit=UnitFactory(name="Reden", phone="00 00 00 80", organisation__sector="civil_society"),
            purpose="Et sted at være for kvinder.",
            groups=["drug_use"],
            districts=["vesterbro"],
            week_hours=WEEK,
            mail="reden@example.org",
        )


def test_everybody_reads_how_to_reach_an_effort(
    at: datetime, reden: DirectoryEntry, frank: Persona, signed_in: SignedIn
) -> None:
    client = signed_in(frank)
    assert "Reden" in client.get(reverse("directory:entries")).content.decode()
    text = client.get(reverse("directory:entry", args=[reden.pk])).content.decode()
    assert "Åbent nu, til kl. 16.00" in text
    assert 'href="tel:00000080"' in text
    assert 'href="mailto:reden@example.org"' in text
    assert "Ret</a>" not in text


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ({"sector": "civil_society"}, True),
        ({"sector": "region"}, False),
        ({"district": "vesterbro"}, True),
        ({"district": "valby"}, False),
        ({"group": "drug_use", "sector": "civil_society"}, True),
        ({"group": "residents"}, False),
        ({"group": "'; DROP"}, True),
        ({"after": "nonsense"}, True),
    ],
)
def test_the_list_is_narrowed_by_choices(
    at: datetime, reden: DirectoryEntry, anna: Persona, signed_in: SignedIn, asked: dict[str, str], is_there: bool
) -> None:
    text = signed_in(anna).get(reverse("directory:entries"), asked).content.decode()
    assert ("Reden" in text) is is_there


def test_words_are_searched_for_without_standing_in_an_address(
    at: datetime, reden: DirectoryEntry, anna: Persona, signed_in: SignedIn
) -> None:
    client = signed_in(anna)
    assert "Reden" in client.post(reverse("directory:entries"), {"words": "kvinder red"}).content.decode()
    assert "Reden" not in client.post(reverse("directory:entries"), {"words": "mænd"}).content.decode()
    assert (
        "Reden"
        not in client.get(reverse("directory:entries"), {"words": "kvinder", "sector": "region"}).content.decode()
    )


def test_what_has_ended_is_left_out_unless_asked_for(
    at: datetime, reden: DirectoryEntry, anna: Persona, signed_in: SignedIn
) -> None:
    with as_owner():
        DirectoryEntry.objects.update(ends_on="2026-11-23")
    client = signed_in(anna)
    assert "Reden" not in client.get(reverse("directory:entries")).content.decode()
    assert "Reden" in client.get(reverse("directory:entries"), {"over": "on"}).content.decode()
    assert "udløb 23.11.2026" in client.get(reverse("directory:entry", args=[reden.pk])).content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(
    at: datetime, reden: DirectoryEntry, anna: Persona, signed_in: SignedIn
) -> None:
    client = signed_in(anna)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("directory:entries"))
        return len(captured.captured_queries)

    few = cost()
    with as_owner():
        for _ in range(30):
            DirectoryEntryFactory()
    assert cost() == few
    more = client.get(client.get(reverse("directory:entries")).context["more"])
    assert len(more.context["page"].rows) == 6


# -- keeping -----------------------------------------------------------------------------------------------------


def form(**other: Any) -> dict[str, Any]:
    return {"name": "Reden", "day_1": "8-16", "groups": ["drug_use"], "ean": "5798009683052", "version": 1} | other


def test_an_administrator_keeps_what_an_organisation_without_one_says(
    at: datetime, reden: DirectoryEntry, adam: Persona, signed_in: SignedIn
) -> None:
    url = reverse("directory:entry_change", args=[reden.pk])
    assert signed_in(adam).post(url, form(phone="00 00 00 81")).status_code == 302
    reden.refresh_from_db()
    assert (reden.unit.phone, reden.week_hours[0], reden.week_hours[6], reden.version) == (
        "00 00 00 81",
        "08:00-16:00",
        "",
        2,
    )
    assert signed_in(adam).post(url, form(purpose="Andet")).status_code == 409
    with as_owner():
        assert sql("SELECT count(*) FROM accounts_directoryentryevent") == [(2,)]


def test_an_organisation_with_an_administrator_of_its_own_is_kept_by_that_one(
    at: datetime, reden: DirectoryEntry, adam: Persona, signed_in: SignedIn
) -> None:
    with as_owner():
        MembershipFactory(unit=reden.unit, role="administrator")
    assert signed_in(adam).get(reverse("directory:entry_change", args=[reden.pk])).status_code == 403
    with adam.at_work(NOW), refused():
        sql("SELECT directory_write(%s, 1, 'Reden', '', '{}')", reden.pk)


def test_a_new_effort_of_a_new_organisation(at: datetime, adam: Persona, signed_in: SignedIn) -> None:
    new = form(
        name="Natcaféen", organisation="new", new_organisation="Kirkens Korshær", sector="civil_society", key=uuid4()
    )
    for _ in range(2):
        assert signed_in(adam).post(reverse("directory:entry_new"), new).status_code == 302
    unit = Unit.objects.select_related("organisation", "directory_entry").get(name="Natcaféen")
    assert unit.organisation.managing_organisation_id == adam.unit.organisation_id
    assert unit.directory_entry.ean == "5798009683052"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ean": "5798009683053"}, "kontrolciffer"),
        ({"sor": "12"}, "elleve cifre"),
        ({"day_1": "hele dagen"}, "8.00-16.00"),
        ({"starts_on": "2026-12-01", "ends_on": "2026-11-30"}, "før begyndelsen"),
        ({"name": ""}, "felt"),
    ],
)
def test_what_makes_no_sense_comes_back_with_a_reason(
    at: datetime, reden: DirectoryEntry, adam: Persona, signed_in: SignedIn, wrong: dict[str, str], words: str
) -> None:
    answer = signed_in(adam).post(reverse("directory:entry_change", args=[reden.pk]), form(**wrong))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_nobody_else_writes_the_directory_by_raw_sql(
    db: None, reden: DirectoryEntry, anna: Persona, clara: Persona, viggo: Persona, adam: Persona
) -> None:
    for who in (anna, clara, viggo):
        with who.at_work(NOW), refused():
            sql("SELECT directory_write(%s, 1, 'Reden', '', '{}')", reden.pk)
        with who.at_work(NOW), refused():
            sql("SELECT directory_add(NULL, 'Ny', 'region', 'Ny', '', '{}')")
    for statement in ("UPDATE accounts_directoryentry SET purpose = ''", "UPDATE accounts_unit SET phone = '1'"):
        with adam.at_work(NOW), refused():
            sql(statement)
    assert Organisation.objects.filter(name="Ny").count() == 0
