"""The auditor's pages: who looked at whom, without the citizen; the month's sample; the seals."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from auditing.models import Look, LookFlag, Reading, Review, Sample, SampledLook
from tests.auditing.logged import look
from tests.database import as_owner, refused, sql
from tests.factories import cases as make
from tests.personas import PEOPLE, Persona, persona
from udsatte.access.models import AccessCheck

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
KNOWN = UUID("3f2a91bc-0000-4000-8000-000000000001")
SignIn = Callable[[Persona], Client]


@pytest.fixture
def auditor(viggo: Persona, signed_in: SignIn, at: datetime) -> Client:
    return signed_in(viggo)


@pytest.fixture
def looks(anna: Persona, niels: Persona, at: datetime) -> dict[str, int]:
    """Four looks, with a rule on one of them."""
    found = {
        "annas": look(anna, KNOWN, at - HOUR),
        "old": look(anna, KNOWN, at - timedelta(days=60)),
        "revealed": look(anna, uuid4(), at - 2 * HOUR, view="cases:citizen_reveal", kind="reveal"),
        "nielses": look(niels, uuid4(), at - 3 * HOUR, reason="Spurgt af politiet"),
    }
    with as_owner():
        LookFlag.objects.create(entry_id=found["annas"], rule="own_name", noticed_at=at)
    return found


def shown(client: Client, **query: Any) -> list[int]:
    """Which of the looks stand on the page, newest first."""
    answer = client.get(reverse("auditing:looks"), query)
    assert answer.status_code == 200
    return [row["look"].pk for row in answer.context["rows"]]


def test_the_last_thirty_days_newest_first(auditor: Client, looks: dict[str, int]) -> None:
    assert shown(auditor) == [looks["annas"], looks["revealed"], looks["nielses"]]
    page = auditor.get(reverse("auditing:looks")).content.decode()
    for words in ("Anna Testsen", "Udsatteteamet", "Sagsbehandler", "Borgerens side", "3f2a91bc", "Samme efternavn"):
        assert words in page
    assert str(KNOWN) not in page


def test_narrowed_in_every_way(auditor: Client, looks: dict[str, int], anna: Persona, niels: Persona) -> None:
    assert shown(auditor, first="2026-09-01")[-1] == looks["old"]
    assert shown(auditor, first="2026-09-01", last="2026-10-01") == [looks["old"]]
    assert shown(auditor, unit=niels.unit.pk) == [looks["nielses"]]
    assert shown(auditor, person=anna.user.pk) == [looks["annas"], looks["revealed"]]
    assert shown(auditor, kind="reveal") == [looks["revealed"]]
    assert shown(auditor, rule="own_name") == [looks["annas"]]
    assert shown(auditor, reason="yes") == [looks["nielses"]]
    assert shown(auditor, reason="no") == [looks["annas"], looks["revealed"]]
    assert shown(auditor, citizen="3f2a91bc") == [looks["annas"]]
    assert shown(auditor, citizen=str(KNOWN).upper()) == [looks["annas"]]
    assert shown(auditor, citizen="3f2a91bd") == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"citizen": "Kirsten"}, "En reference består af"),
        ({"first": "2026-11-02", "last": "2026-11-01"}, "Perioden slutter, før den begynder."),
        ({"unit": "nowhere"}, "gyldig"),
        ({"first": "i går"}, "gyldig dato"),
    ],
)
def test_a_wrong_filter_says_so_and_shows_nothing(
    query: dict[str, str], words: str, auditor: Client, looks: dict[str, int]
) -> None:
    answer = auditor.get(reverse("auditing:looks"), query)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert answer.context["rows"] == []


def test_page_by_page_within_the_filter(auditor: Client, anna: Persona, niels: Persona, at: datetime) -> None:
    annas = [look(anna, uuid4(), at - n * timedelta(minutes=7)) for n in range(60)]
    look(niels, uuid4(), at)
    found: list[int] = []
    url = f"{reverse('auditing:looks')}?person={anna.user.pk}"
    while url:
        answer = auditor.get(url)
        found += [row["look"].pk for row in answer.context["rows"]]
        url = answer.context["more"]
    assert found == annas


def test_nobody_but_an_auditor_sees_a_row(looks: dict[str, int], anna: Persona, at: datetime) -> None:
    with as_owner():
        sample = Sample.objects.create(
            month_on=date(2026, 10, 1), entry_id=looks["old"], unit=anna.unit, drawn_for="chance", drawn_at=at
        )
    for name in PEOPLE.keys() - {"anna", "niels", "viggo"}:
        who = persona(name)
        with who.at_work(at) as actor:
            assert not Look.objects.visible_to(actor).exists(), name
            assert not SampledLook.objects.visible_to(actor).exists(), name
            with refused():
                sql("SELECT audit_review(%s, 'in_order', '')", sample.pk)
            with refused():
                sql("SELECT audit_reading('x', NULL, NULL, NULL, NULL, '')")
    assert sql("SELECT count(*) FROM auditing_look") == [(0,)], "nobody is nobody"


def test_the_auditors_own_reading_is_remembered(
    auditor: Client, looks: dict[str, int], anna: Persona, viggo: Persona, at: datetime
) -> None:
    shown(auditor, person=anna.user.pk, citizen="3f2a91bc")
    with as_owner():
        reading = Reading.objects.get()
    assert (reading.user_id, reading.at, reading.view) == (viggo.user.pk, at, "auditing:looks")
    assert (reading.of_user_id, reading.of_citizen, reading.to_on) == (anna.user.pk, "3f2a91bc", at.date())


def test_a_role_that_ended_shows_nothing_any_more(auditor: Client, looks: dict[str, int], viggo: Persona) -> None:
    with as_owner():
        sql("UPDATE accounts_membership SET role = 'administrator' WHERE id = %s", viggo.membership.pk)
    assert auditor.get(reverse("auditing:looks")).status_code == 403


# -- the month's sample ------------------------------------------------------------------------------------------


@pytest.fixture
def sampled(looks: dict[str, int], anna: Persona, at: datetime) -> Sample:
    with as_owner():
        return Sample.objects.create(
            month_on=date(2026, 9, 1), entry_id=looks["old"], unit=anna.unit, drawn_for="own_name", drawn_at=at
        )


def test_a_look_is_reviewed_and_reviewed_again(auditor: Client, sampled: Sample, viggo: Persona) -> None:
    page = auditor.get(reverse("auditing:sample"))
    assert page.context["month"] == date(2026, 9, 1)
    assert "0 af 1 gennemgået" in page.content.decode()
    url = reverse("auditing:sample_review", args=[sampled.pk])
    assert "Anna Testsen" in auditor.get(url).content.decode()
    wanting = auditor.post(url, {"outcome": "breach", "note": ""})
    assert wanting.status_code == 422
    assert "Skriv med få ord" in wanting.content.decode()
    answer = auditor.post(url, {"outcome": "asked", "note": "Har spurgt lederen."})
    assert answer.headers["Location"] == f"{reverse('auditing:sample')}?month=2026-09-01"
    auditor.post(url, {"outcome": "in_order", "note": "Lederen bekræfter."})
    with as_owner():
        assert list(Review.objects.order_by("reviewed_at", "outcome").values_list("outcome", "reviewed_by")) == [
            ("asked", viggo.user.pk),
            ("in_order", viggo.user.pk),
        ]
    assert "1 af 1 gennemgået" in auditor.get(reverse("auditing:sample")).content.decode()


def test_nobody_reviews_her_own_look(
    auditor: Client, sampled: Sample, anna: Persona, viggo: Persona, at: datetime
) -> None:
    """An auditor who works in a team, too."""
    with as_owner():
        sql("UPDATE access_accessentry SET user_id = %s WHERE id = %s", viggo.user.pk, sampled.entry_id)
    url = reverse("auditing:sample_review", args=[sampled.pk])
    for answer in (auditor.get(url), auditor.post(url, {"outcome": "in_order", "note": ""})):
        assert answer.status_code == 403
        assert "dit eget opslag" in answer.content.decode()
    with viggo.at_work(at), refused():
        sql("SELECT audit_review(%s, 'in_order', '')", sampled.pk)
    with as_owner():
        assert not Review.objects.exists()


def test_without_a_sample_the_page_says_so(auditor: Client) -> None:
    assert "ikke trukket nogen stikprøve" in auditor.get(reverse("auditing:sample")).content.decode()


# -- the seals -----------------------------------------------------------------------------------------------------


def test_what_the_last_check_found_stands_on_both_pages(auditor: Client, at: datetime) -> None:
    for page in ("auditing:looks", "auditing:seals"):
        assert "ikke kontrolleret endnu" in auditor.get(reverse(page)).content.decode()
    with as_owner():
        AccessCheck.objects.create(at=at - HOUR, seals=3, rows=12, faults=0)
    for page in ("auditing:looks", "auditing:seals"):
        assert "Loggen er, som den blev forseglet." in auditor.get(reverse(page)).content.decode()
    with as_owner():
        AccessCheck.objects.create(at=at, seals=3, rows=12, faults=1, report="Række 7 i segl 2 er ændret.")
    assert "1 fejl" in auditor.get(reverse("auditing:looks")).content.decode()
    assert "Række 7 i segl 2 er ændret." in auditor.get(reverse("auditing:seals")).content.decode()


# -- what a page costs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["auditing:looks", "auditing:sample", "auditing:seals"])
def test_a_page_costs_the_same_for_one_row_and_for_many(
    page: str, auditor: Client, sampled: Sample, anna: Persona, at: datetime
) -> None:
    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert auditor.get(reverse(page)).status_code == 200
        return [query["sql"] for query in captured.captured_queries]

    few = statements()
    for n in range(40):
        entry = look(anna, uuid4(), at - n * HOUR)
        with as_owner():
            LookFlag.objects.create(entry_id=entry, rule="many", noticed_at=at)
            Sample.objects.create(
                month_on=date(2026, 9, 1), entry_id=entry, unit=anna.unit, drawn_for="chance", drawn_at=at
            )
    many = statements()
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 18, "\n".join(many)


def test_the_auditor_sees_no_citizen(auditor: Client, anna: Persona, at: datetime) -> None:
    with as_owner():
        citizen = make.CitizenFactory(given_name="Kirsten", family_name="Testager")
    look(anna, citizen.pk, at - HOUR)
    page = auditor.get(reverse("auditing:looks")).content.decode()
    assert str(citizen.pk)[:8] in page
    assert "Kirsten" not in page
    assert "Testager" not in page
    assert auditor.get(reverse("cases:citizen", args=[citizen.pk])).status_code == 403
