"""Om borgeren: what everybody reads, what the own unit alone reads, relatives, and who wishes to be anonymous."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import (
    BackgroundFacts,
    Particulars,
    RelativeFacts,
    add_relative,
    change_background,
    change_particulars,
    end_relative,
    identify_citizen,
)
from cases.actions.background import HasANumber
from cases.cpr import CprNumber
from cases.models import Background, Citizen, Identifier, Relative
from tests.cases.world import Anker, anker_of
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.context import NotStored
from udsatte.access.decisions import Denied, Stale

SignIn = Callable[[Persona], Client]


@pytest.fixture
def anker(anna: Persona, at: datetime) -> Anker:
    return anker_of(anna)


def said(url: str, anker: Anker, client: Client, **form: object) -> Any:
    return client.post(reverse(url, args=[anker.citizen.pk]), form, follow=True)


PARTICULARS = {"version": 1, "interpreter": "unknown", "digital_post_exempt": "unknown"}
BACKGROUND = {
    "version": 0,
    "own_doctor": "unknown",
    "children": "unknown",
    "pregnant": "unknown",
    "residence": "not_asked",
}


def background(anker: Anker, who: Persona, at: datetime, version: int = 0, **facts: Any) -> Background:
    with who.at_work(at) as actor:
        return change_background(
            citizen_id=anker.citizen.pk, version=version, facts=BackgroundFacts(**facts), by=actor, at=at
        )


def particulars(anker: Anker, who: Persona, at: datetime, version: int = 1, **facts: Any) -> Citizen:
    with who.at_work(at) as actor:
        return change_particulars(
            citizen_id=anker.citizen.pk, version=version, facts=Particulars(**facts), by=actor, at=at
        )


def relative(anker: Anker, who: Persona, at: datetime, **facts: Any) -> Any:
    said: dict[str, Any] = {"name": "Mor Testsen", "relation": "mor", "phone": "", "may_be_told": "nothing"} | facts
    with who.at_work(at) as actor:
        return add_relative(citizen_id=anker.citizen.pk, facts=RelativeFacts(**said), by=actor, at=at, key=uuid4())


# -- what everybody reads -----------------------------------------------------------------------------------


def test_language_and_interpreter_stand_on_the_citizens_page_too(
    anker: Anker, anna: Persona, signed_in: SignIn
) -> None:
    client = signed_in(anna)
    form = PARTICULARS | {"language": "polsk", "interpreter": "yes", "acting_municipality": "Roskilde"}
    page = said("cases:citizen_particulars", anker, client, **form).content.decode()
    assert "polsk" in page
    assert "Roskilde" in page
    page = client.get(reverse("cases:citizen", args=[anker.citizen.pk])).content.decode()
    assert "polsk" in page
    assert "Tolk" in page


def test_a_shared_reader_reads_how_to_speak_and_of_the_protected_no_municipality(
    anna: Persona, rikke: Persona, at: datetime, signed_in: SignIn
) -> None:
    open_one, hidden = anker_of(anna), anker_of(anna, is_protected=True)
    for one in (open_one, hidden):
        with as_owner():
            make.GroundFactory(citizen=one.citizen, unit=rikke.unit, basis="referral", scope=20)
        particulars(one, anna, at, language="polsk", home_municipality="Ishøj", acting_municipality="Roskilde")
        background(one, anna, at, own_doctor="named", doctor="Lægehuset")
        relative(one, anna, at)
    client = signed_in(rikke)
    pages = [
        client.get(reverse("cases:citizen_about", args=[one.citizen.pk])).content.decode() for one in (open_one, hidden)
    ]
    assert ["polsk" in page for page in pages] == [True, True]
    assert ["Ishøj" in page for page in pages] == [True, False]
    assert ["Roskilde" in page for page in pages] == [True, False]
    assert ["Testager" in page for page in pages] == [True, False]
    assert not [page for page in pages if "Lægehuset" in page or "Mor Testsen" in page]


def test_another_units_casework_reads_its_own_and_not_this_ones(
    anker: Anker, anna: Persona, niels: Persona, at: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        make.CaseFactory(citizen=anker.citizen, unit=niels.unit)
    background(anker, anna, at, own_doctor="named", doctor="Lægehuset")
    background(anker, niels, at, own_doctor="none")
    relative(anker, anna, at)
    page = signed_in(niels).get(reverse("cases:citizen_about", args=[anker.citizen.pk])).content.decode()
    assert "Har ingen" in page
    assert "Lægehuset" not in page
    assert "Mor Testsen" not in page


def test_whoever_saves_second_sees_both(
    anker: Anker, anna: Persona, bo: Persona, at: datetime, signed_in: SignIn
) -> None:
    particulars(anker, bo, at, language="polsk")
    background(anker, bo, at, nationality="Polsk")
    answer = said("cases:citizen_particulars", anker, signed_in(anna), **PARTICULARS | {"language": "rumænsk"})
    assert answer.status_code == 409
    assert "polsk" in answer.content.decode()
    answer = said("cases:citizen_background", anker, signed_in(anna), **BACKGROUND | {"nationality": "Rumænsk"})
    assert answer.status_code == 409
    assert "Polsk" in answer.content.decode()
    with pytest.raises(Stale):
        background(anker, anna, at)
    assert background(anker, anna, at, version=1, nationality="Rumænsk").version == 2


def test_only_casework_of_the_unit_changes_them(
    anker: Anker, anna: Persona, niels: Persona, mette: Persona, rikke: Persona, at: datetime
) -> None:
    with as_owner():
        for unit in (niels.unit, rikke.unit):
            make.GroundFactory(citizen=anker.citizen, unit=unit, basis="referral", scope=20)
    for who in (niels, mette, rikke):
        for change in (background, particulars, relative):
            with pytest.raises((Denied, Citizen.DoesNotExist)):
                change(anker, who, at)
    with as_owner():
        assert not Background.objects.exists()
        assert not Relative.objects.exists()


# -- what the own unit reads --------------------------------------------------------------------------------


def test_nobody_is_asked_for_the_basis_of_residence_without_a_reason(
    anker: Anker, anna: Persona, signed_in: SignIn
) -> None:
    client = signed_in(anna)
    answer = said("cases:citizen_background", anker, client, **BACKGROUND | {"residence": "eu"})
    assert answer.status_code == 422
    assert "hvorfor du havde brug for at vide det" in answer.content.decode()
    page = said("cases:citizen_background", anker, client, **BACKGROUND).content.decode()
    assert "Ikke spurgt" in page
    form = BACKGROUND | {"version": 1, "residence": "eu", "residence_reason": "Skal søge om bolig."}
    page = said("cases:citizen_background", anker, client, **form).content.decode()
    assert "EU- eller EØS-borger" in page
    assert "Skal søge om bolig." in page


def test_the_basis_of_residence_is_in_no_list_and_no_export() -> None:
    """Only its own model, form, action and page know the word, and what makes people up."""
    root = Path(settings.BASE_DIR)
    files = [*(root / "cases").rglob("*.py"), *(root / "udsatte").rglob("*.py"), *(root / "templates").rglob("*.html")]
    naming = {
        str(path.relative_to(root))
        for path in files
        if not {"migrations", "demo", "seed"} & set(path.parts)
        and "residence" in path.read_text(encoding="utf-8").lower()
    }
    assert naming == {
        "cases/actions/background.py",
        "cases/caseload_export.py",  # says that it leaves it out
        "cases/choices/__init__.py",
        "cases/choices/citizens.py",
        "cases/forms/about.py",
        "cases/models/background.py",
        "cases/models/citizens.py",
        "cases/scopes.py",
        "cases/views/about.py",
        "templates/cases/citizen_about.html",
        "templates/referrals/decision.html",  # as the next
        "templates/referrals/facts.html",  # of a referral, the municipality that its sender wrote
    }


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"own_doctor": "named"}, "Skriv, hvem lægen er."),
        ({"doctor": "Lægehuset"}, "Der står en læge nedenfor."),
        ({"children_text": "To"}, "Der står børn nedenfor."),
        ({"due_on": "2027-03-01"}, "Der står en dag nedenfor."),
        ({"pregnant": "yes", "due_on": "9999-03-01"}, "Se på året igen."),
        ({"residence_reason": "Bolig"}, "hvad var svaret?"),
    ],
)
def test_what_contradicts_itself_is_said_beside_its_field(
    wrong: dict[str, str], words: str, anker: Anker, anna: Persona, signed_in: SignIn
) -> None:
    answer = said("cases:citizen_background", anker, signed_in(anna), **BACKGROUND | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("background_doctor_named_or_not", {"own_doctor": "named", "doctor": ""}),
        ("background_doctor_named_or_not", {"own_doctor": "none", "doctor": "Lægehuset"}),
        ("background_residence_asked_for_a_reason", {"residence": "eu", "residence_reason": ""}),
        ("background_residence_asked_for_a_reason", {"residence": "not_asked", "residence_reason": "Bolig"}),
        ("background_children_there_are", {"children": "none", "children_text": "To"}),
        ("background_due_when_pregnant", {"pregnant": "no", "due_on": date(2027, 3, 1)}),
        ("background_choices_known", {"pregnant": "perhaps"}),
    ],
)
def test_the_database_refuses_it_too(constraint: str, facts: dict[str, Any], db: None) -> None:
    with as_owner(), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make.BackgroundFactory(**facts)


# -- relatives ----------------------------------------------------------------------------------------------


RELATIVE = {"name": "Mor Testsen", "relation": "mor", "phone": "00 00 00 01", "may_be_told": "nothing"}


def test_a_relative_is_added_and_ended(anker: Anker, anna: Persona, signed_in: SignIn) -> None:
    client = signed_in(anna)
    form = RELATIVE | {"may_be_told": "agreed", "agreed": "Hvor han sover", "consent_on": "2026-11-20"}
    page = said("cases:relative_new", anker, client, key=uuid4(), **form).content.decode()
    for words in ("Mor Testsen, mor", "Hvor han sover", "Borgeren sagde ja den 20.11.2026", "Det aftalte"):
        assert words in page
    with as_owner():
        pk = Relative.objects.get().pk
    page = client.post(reverse("cases:relative_end", args=[pk]), follow=True).content.decode()
    assert "Mor Testsen" not in page
    assert client.post(reverse("cases:relative_end", args=[pk])).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"may_be_told": "known"}, "Skriv, hvornår borgeren sagde ja."),
        ({"may_be_told": "agreed", "consent_on": "2026-11-20"}, "Skriv, hvad der er aftalt."),
        ({"consent_on": "2026-11-25"}, "Det kan ikke være sket endnu."),
        ({"consent_on": "0001-01-01"}, "Se på året igen."),
        ({"name": ""}, "Dette felt er påkrævet."),
    ],
)
def test_nothing_is_told_without_the_citizens_word(
    wrong: dict[str, str], words: str, anker: Anker, anna: Persona, signed_in: SignIn
) -> None:
    answer = said("cases:relative_new", anker, signed_in(anna), key=uuid4(), **RELATIVE | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_database_asks_for_the_word_too(anker: Anker, anna: Persona, bo: Persona, at: datetime) -> None:
    for wrong in ({"may_be_told": "known"}, {"may_be_told": "agreed", "consent_on": date(2026, 11, 20)}):
        with pytest.raises(NotStored):
            relative(anker, anna, at, **wrong)
    pk = relative(anker, anna, at)
    with bo.at_work(at) as actor:
        assert end_relative(relative_id=pk, by=actor, at=at).ended_by_id == bo.user.pk
    with pytest.raises(Denied), anna.at_work(at) as actor:
        end_relative(relative_id=pk, by=actor, at=at)


# -- who wishes to be anonymous -----------------------------------------------------------------------------


def test_who_has_a_number_is_not_anonymous(anker: Anker, anna: Persona, at: datetime, signed_in: SignIn) -> None:
    with as_owner():
        make.IdentifierFactory(citizen=anker.citizen)
    with pytest.raises(HasANumber):
        particulars(anker, anna, at, is_anonymous=True)
    answer = said("cases:citizen_particulars", anker, signed_in(anna), **PARTICULARS | {"is_anonymous": "on"})
    assert answer.status_code == 422
    assert "kan ikke være anonym" in answer.content.decode()


def test_nobody_anonymous_gets_a_number(anker: Anker, anna: Persona, at: datetime) -> None:
    particulars(anker, anna, at, is_anonymous=True)
    cpr = CprNumber.parse("250947-9989", today=date(2026, 11, 24))
    with pytest.raises(NotStored), anna.at_work(at) as actor:
        identify_citizen(citizen_id=anker.citizen.pk, number=cpr, by=actor, at=at, reason="Står her")
    with as_owner():
        assert not Identifier.objects.exists()


def test_the_key_holds_whoever_writes_first(anker: Anker) -> None:
    with as_owner():
        make.IdentifierFactory(citizen=anker.citizen)
        with pytest.raises(IntegrityError, match="identifier_nobody_anonymous"), transaction.atomic():
            _anonymous(anker)
        with pytest.raises(IntegrityError, match="identifier_of_nobody_anonymous"), transaction.atomic():
            Identifier.objects.update(of_anonymous=True)


def _anonymous(anker: Anker) -> None:
    Citizen.objects.filter(pk=anker.citizen.pk).update(is_anonymous=True)
    connection.check_constraints()


def test_nobody_anonymous_is_found_by_name_and_birth_date(anna: Persona, at: datetime) -> None:
    """Existence, the glass and the duty search ask the same function."""
    known, hidden = anker_of(anna, birth_on=date(1958, 12, 24)), anker_of(anna, birth_on=date(1961, 3, 1))
    particulars(hidden, anna, at, is_anonymous=True)
    with as_owner():
        for one, expected in ((known, known.citizen.pk), (hidden, None)):
            found = sql(
                "SELECT set_config('app.at', %s, true), lookup_find(NULL, 'Anker Testager', %s)",
                at.isoformat(),
                one.citizen.birth_on,
            )
            assert found[0][1] == expected
