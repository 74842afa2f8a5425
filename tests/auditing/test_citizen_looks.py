"""Who has looked at me, when and why: for the citizen, as a PDF without employees' names."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.auditing.logged import look
from tests.cases.world import Anker, anker_of
from tests.database import as_owner, refused, sql
from tests.factories import cases as make
from tests.pdf_text import words
from tests.personas import Persona
from udsatte.access.models import AccessEntry

pytestmark = pytest.mark.django_db

SignIn = Callable[[Persona], Client]


@pytest.fixture
def anker(clara: Persona) -> Anker:
    return anker_of(clara)


def url(anker: Anker) -> str:
    return reverse("auditing:citizen_looks", args=[anker.citizen.pk])


def listed(client: Client, anker: Anker, since: str = "year") -> str:
    """What the document says."""
    answer = client.post(url(anker), {"since": since})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="opslag.pdf"'
    assert answer.headers["Cache-Control"].count("no-store") == 1
    assert answer.content.startswith(b"%PDF-")
    return words(answer.content)


def test_units_and_roles_with_day_hour_and_why_and_nobodys_name(
    anker: Anker, anna: Persona, clara: Persona, rikke: Persona, niels: Persona, signed_in: SignIn, at: datetime
) -> None:
    with as_owner():
        make.GroundFactory(
            citizen=anker.citizen,
            unit=rikke.unit,
            user=rikke.user,
            basis="glass",
            scope=20,
            health=False,
            reason="Fundet bevidstløs i porten",
            starts_at=at - timedelta(hours=3),
            ends_at=at + timedelta(hours=20),
            opened_by=rikke.user,
        )
        make.GroundFactory(citizen=anker.citizen, unit=niels.unit, basis="treatment", opened_by=niels.user)
    for minutes in (5, 12, 70):
        look(anna, anker.citizen.pk, at - timedelta(minutes=minutes))
    look(rikke, anker.citizen.pk, at - timedelta(hours=2))
    look(niels, anker.citizen.pk, at - timedelta(days=3), kind="reveal", reason="Ny bestilling")
    said = listed(signed_in(clara), anker)
    assert "Hvem har set på mig Anker Testager" in said
    assert (
        "24.11.2026 kl. 09–10, 10–11 Udsatteteamet, Sagsbehandler, Københavns Kommune Åbnede din side (3 gange)" in said
    )
    assert "Enheden arbejder med dig" in said
    assert "Region Hovedstaden Åbnede din side Nødadgang. Der er skrevet en begrundelse." in said
    assert "21.11.2026 kl. 10–11 Substitutionsteamet, Sygeplejerske" in said
    assert "Så hele dit CPR-" in said
    assert "Enheden behandler dig. Der er skrevet en begrundelse." in said
    assert "5 opslag" in said
    assert str(anker.citizen.pk)[:8] in said
    for who in (anna, clara, rikke, niels):
        assert who.user.full_name not in said
        assert who.user.first_name not in said.split()
    for secret in ("bevidstløs", "Ny bestilling"):
        assert secret not in said


def test_the_paper_of_a_protected_citizen_names_nobody(anker: Anker, clara: Persona, signed_in: SignIn) -> None:
    """It leaves the house, as an export does."""
    with as_owner():
        sql("UPDATE cases_citizen SET is_protected = true WHERE id = %s", anker.citizen.pk)
    said = listed(signed_in(clara), anker)
    assert "Testager" not in said
    assert "Hvem har set på mig Beskyttet borger" in said
    assert str(anker.citizen.pk)[:8] in said


def test_as_far_back_as_is_asked_for(
    anker: Anker, anna: Persona, clara: Persona, signed_in: SignIn, at: datetime
) -> None:
    look(anna, anker.citizen.pk, at - timedelta(days=364))
    look(anna, anker.citizen.pk, at - timedelta(days=800))
    assert "1 opslag" in listed(signed_in(clara), anker)
    everything = listed(signed_in(clara), anker, "all")
    assert "Alt indtil 24.11.2026" in everything
    assert "15.09.2024" in everything


def test_nobody_has_looked(anker: Anker, clara: Persona, signed_in: SignIn, at: datetime) -> None:
    assert "Ingen har set på dig i den tid." in listed(signed_in(clara), anker)


def test_that_it_was_made_is_logged_and_stands_on_the_next_one(
    anker: Anker, clara: Persona, signed_in: SignIn, at: datetime
) -> None:
    listed(signed_in(clara), anker)
    with as_owner():
        entry = AccessEntry.objects.get(citizen_id=anker.citizen.pk)
    assert (entry.kind, entry.view, entry.user_id) == ("print", "auditing:citizen_looks", clara.user.pk)
    assert "Koordinator" in listed(signed_in(clara), anker)


@pytest.mark.parametrize("name", ["#set page(fill: red)", "$x$ *fed* [a] \\ // <b>", "Kaj \"K\" 'L' @ref = h"])
def test_nothing_that_somebody_is_called_becomes_code(
    name: str, anker: Anker, clara: Persona, signed_in: SignIn, at: datetime
) -> None:
    with as_owner():
        type(anker.citizen).objects.filter(pk=anker.citizen.pk).update(given_name=name, family_name="")
    assert name in listed(signed_in(clara), anker)


def test_a_year_of_looks_is_a_few_pages(
    anker: Anker, anna: Persona, clara: Persona, signed_in: SignIn, at: Any
) -> None:
    with as_owner():
        sql(
            "INSERT INTO access_accessentry (at, slot, user_id, unit_id, citizen_id, view, kind, reason)"
            " SELECT %s - n * interval '105 minutes', n, %s, %s, %s, 'cases:citizen', 'open', ''"
            " FROM generate_series(1, 5000) n",
            at,
            anna.user.pk,
            anna.unit.pk,
            anker.citizen.pk,
        )
    assert "5000 opslag" in listed(signed_in(clara), anker)


def test_no_file_is_left_on_the_disk(
    anker: Anker, clara: Persona, signed_in: SignIn, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    listed(signed_in(clara), anker)
    assert list(tmp_path.iterdir()) == []


def test_only_the_coordinator_of_a_unit_with_the_case(
    anker: Anker, anna: Persona, clara: Persona, mette: Persona, rikke: Persona, at: datetime
) -> None:
    """The database asks once more: not a colleague, not a coordinator of another unit."""
    for who in (anna, mette, rikke):
        with who.at_work(at), refused():
            sql("SELECT * FROM audit_of_citizen(%s, %s)", anker.citizen.pk, at)
    with as_owner():
        stranger = make.CitizenFactory()
        shared = make.CitizenFactory()
        make.GroundFactory(citizen=shared, unit=clara.unit, basis="referral", scope=20, opened_by=clara.user)
    for citizen in (stranger, shared):
        with clara.at_work(at), refused():
            sql("SELECT * FROM audit_of_citizen(%s, %s)", citizen.pk, at)
