"""A citizen's numbers: several at once, ended and kept; each leads to its citizen, and a mistake to nobody."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions import CitizenFacts, Registration, end_identifier, identify_citizen, register_citizen, say_none
from cases.actions.casework import NoReason
from cases.actions.identifiers import HasOneAlready, Outcome, SomebodyElses
from cases.choices import IdentifierEnd, IdentifierKind, NoNumber
from cases.cpr import CprNumber
from cases.identifiers import unseal
from cases.models import Citizen, Enquiry, Identifier, PendingMatch
from cases.numbers import Number, ReplacementNumber
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.context import NotStored
from udsatte.access.decisions import Denied

CPR = CprNumber.parse("2509479989", today=date(2026, 11, 24))
X = ReplacementNumber(IdentifierKind.X_ECPR, "0703921VJ4")
D = ReplacementNumber(IdentifierKind.D_ECPR, "1206550VK9", "1084")
D_ELSEWHERE = ReplacementNumber(IdentifierKind.D_ECPR, "1206550VK9", "1082")
MUNICIPAL = ReplacementNumber(IdentifierKind.MUNICIPAL, "6709471234", "101")
SignedIn = Callable[[Persona], Client]
EVERY: list[Number] = [CPR, X, D, MUNICIPAL]


def register(who: Persona, at: datetime, number: Number | None, none: NoNumber | None = None) -> Registration:
    with who.at_work(at) as actor:
        facts = CitizenFacts(given_name="Else", family_name="Test")
        return register_citizen(facts=facts, number=number, by=actor, at=at, reason="Står her", none_because=none)


def identify(who: Persona, citizen: Citizen, number: Number, at: datetime) -> Registration:
    with who.at_work(at) as actor:
        return identify_citizen(citizen_id=citizen.pk, number=number, by=actor, at=at, reason="Stod på kortet")


def end(who: Persona, number: Identifier, at: datetime, cause: IdentifierEnd, reason: str = "En andens kort") -> None:
    with who.at_work(at) as actor:
        end_identifier(identifier_id=number.pk, cause=cause, reason=reason, by=actor, at=at)


def numbers() -> list[Identifier]:
    with as_owner():
        return list(Identifier.objects.order_by("kind"))


def unnamed(who: Persona) -> Citizen:
    with as_owner():
        return make.CaseFactory(unit=who.unit).citizen


@pytest.mark.parametrize("number", EVERY, ids=lambda number: number.kind)
def test_whoever_registers_a_number_of_any_kind_finds_its_citizen(
    number: Number, anna: Persona, bo: Persona, niels: Persona, at: datetime
) -> None:
    first = register(anna, at, number)
    assert first.outcome is Outcome.NEW
    assert register(bo, at, number) == Registration(Outcome.KNOWN, first.citizen)
    assert register(niels, at, number) == Registration(Outcome.ASKED, None)
    [stored] = numbers()
    assert (stored.kind, stored.issuer, unseal(stored.ciphertext or b"")) == (number.kind, number.issuer, number.signs)
    assert number.signs.encode() not in bytes(stored.digest or b"") + bytes(stored.ciphertext or b"")


def test_one_issuers_number_is_not_anothers(anna: Persona, niels: Persona, at: datetime) -> None:
    first = register(anna, at, D)
    second = register(niels, at, D_ELSEWHERE)
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.NEW)
    assert first.citizen != second.citizen
    with as_owner():
        assert not Enquiry.objects.exists()


def test_a_citizen_has_several_numbers_at_once(anna: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    for number in (*EVERY, D_ELSEWHERE):
        assert identify(anna, citizen, number, at) == Registration(Outcome.NEW, citizen)
    assert [number.kind for number in numbers()] == ["cpr", "d_ecpr", "d_ecpr", "municipal", "x_ecpr"]
    assert identify(anna, citizen, X, at) == Registration(Outcome.KNOWN, citizen), "a second time changes nothing"
    for number in EVERY:
        assert register(anna, at, number).citizen == citizen


def test_the_second_cpr_number_waits_for_the_end_of_the_first(anna: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    identify(anna, citizen, CPR, at)
    other = CprNumber.parse("0201609995", today=at.date())
    with pytest.raises(HasOneAlready):
        identify(anna, citizen, other, at)
    end(anna, numbers()[0], at, IdentifierEnd.REPLACED, "Har fået et nyt")
    assert identify(anna, citizen, other, at).outcome is Outcome.NEW
    assert register(anna, at, CPR).citizen == citizen, "what held still leads to the citizen"


@pytest.mark.parametrize("number", EVERY, ids=lambda number: number.kind)
def test_a_mistake_leads_to_nobody_and_leaves_the_number_to_its_owner(
    number: Number, anna: Persona, niels: Persona, at: datetime
) -> None:
    wrong = unnamed(anna)
    identify(anna, wrong, number, at)
    end(anna, numbers()[0], at, IdentifierEnd.MISTAKE)
    right = register(niels, at, number)
    assert right.outcome is Outcome.NEW
    assert right.citizen != wrong
    with as_owner():
        assert not Enquiry.objects.exists()
        assert Identifier.objects.count() == 2, "the mistake stays as history"
    with pytest.raises(Denied):
        end(anna, numbers()[0], at, IdentifierEnd.MISTAKE)


def test_a_number_that_ended_too_early_stands_again(anna: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    identify(anna, citizen, X, at)
    end(anna, numbers()[0], at, IdentifierEnd.REPLACED, "Fik CPR-nummer")
    assert identify(anna, citizen, X, at).outcome is Outcome.NEW
    [number] = numbers()
    assert (number.ended_at, number.ended_cause, number.ended_reason) == (None, "", "")


def test_who_ended_a_number_when_and_why_is_kept(anna: Persona, at: datetime) -> None:
    identify(anna, unnamed(anna), X, at)
    end(anna, numbers()[0], at + timedelta(days=1), IdentifierEnd.MISTAKE)
    [number] = numbers()
    assert (number.ended_at, number.ended_by_id) == (at + timedelta(days=1), anna.user.pk)
    assert (number.ended_cause, number.ended_reason) == ("mistake", "En andens kort")
    with as_owner():
        assert sql("SELECT count(*) FROM cases_identifierevent") == [(2,)]


@pytest.mark.parametrize("reason", ["", " ", "x" * 301])
def test_a_number_is_not_ended_without_a_reason(reason: str, anna: Persona, at: datetime) -> None:
    identify(anna, unnamed(anna), X, at)
    with pytest.raises(NoReason):
        end(anna, numbers()[0], at, IdentifierEnd.MISTAKE, reason)
    assert numbers()[0].ended_at is None


def test_a_number_of_somebody_elses_in_the_unit_is_said(anna: Persona, at: datetime) -> None:
    identify(anna, unnamed(anna), X, at)
    with pytest.raises(SomebodyElses):
        identify(anna, unnamed(anna), X, at)


def test_a_number_of_a_citizen_elsewhere_becomes_an_enquiry(anna: Persona, niels: Persona, at: datetime) -> None:
    identify(anna, unnamed(anna), X, at)
    citizen = unnamed(niels)
    assert identify(niels, citizen, X, at) == Registration(Outcome.ASKED, None)
    with as_owner():
        waiting = PendingMatch.objects.get()
    assert (waiting.unit_id, waiting.kind, waiting.called) == (niels.unit.pk, "x_ecpr", citizen.name)
    assert waiting.citizen_id is None
    assert len(numbers()) == 1


def test_nobody_ends_or_adds_a_number_of_another_units_citizen(anna: Persona, niels: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    with niels.at_work(at) as actor, pytest.raises(Denied):
        say_none(citizen_id=citizen.pk, because=NoNumber.UNKNOWN, by=actor, at=at)
    identify(anna, citizen, X, at)
    with pytest.raises(Identifier.DoesNotExist):
        end(niels, numbers()[0], at, IdentifierEnd.MISTAKE)
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=niels.unit, scope=20, basis="consent")
    with pytest.raises(Denied):
        end(niels, numbers()[0], at, IdentifierEnd.MISTAKE)
    with pytest.raises(Denied):
        identify(niels, citizen, D, at)


# -- none, with a reason --------------------------------------------------------------------------------------


def test_that_there_is_no_number_is_written_down_with_the_reason(anna: Persona, at: datetime) -> None:
    done = register(anna, at, None, NoNumber.WITHHELD)
    [none] = numbers()
    assert done.citizen is not None
    assert (none.citizen_id, none.kind, none.none_because) == (done.citizen.pk, "none", "withheld")
    assert (none.digest, none.ciphertext) == (None, None)


def test_another_reason_takes_the_place_of_the_first_and_a_number_of_both(anna: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    with anna.at_work(at) as actor:
        for because in (NoNumber.UNKNOWN, NoNumber.ABROAD):
            say_none(citizen_id=citizen.pk, because=because, by=actor, at=at)
    identify(anna, citizen, X, at)
    with as_owner():
        stands = Identifier.objects.filter(ended_at=None).values_list("kind", flat=True)
        assert list(stands) == ["x_ecpr"]
        assert Identifier.objects.filter(kind="none").count() == 2
    with anna.at_work(at) as actor, pytest.raises(HasOneAlready):
        say_none(citizen_id=citizen.pk, because=NoNumber.ABROAD, by=actor, at=at)


def test_having_no_number_is_no_match_and_keeps_nobody_from_being_anonymous(anna: Persona, at: datetime) -> None:
    for _ in range(2):
        assert register(anna, at, None, NoNumber.ABROAD).outcome is Outcome.NEW
    with as_owner():
        assert Citizen.objects.update(is_anonymous=True) == 2


@pytest.mark.parametrize("number", EVERY, ids=lambda number: number.kind)
def test_nobody_anonymous_gets_a_number_of_any_kind(number: Number, anna: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    with as_owner():
        Citizen.objects.update(is_anonymous=True)
    with pytest.raises(NotStored):
        identify(anna, citizen, number, at)
    assert numbers() == []


# -- the page -------------------------------------------------------------------------------------------------


def test_the_page_shows_every_number_masked_and_history_with_its_reason(
    signed_in: SignedIn, anna: Persona, at: datetime
) -> None:
    client = signed_in(anna)
    citizen = unnamed(anna)
    for number in EVERY:
        identify(anna, citizen, number, at)
    with as_owner():
        municipal = Identifier.objects.get(kind="municipal")
    end(anna, municipal, at, IdentifierEnd.MISTAKE)
    text = client.get(reverse("cases:citizen_numbers", args=[citizen.pk])).content.decode()
    for number in EVERY:
        assert number.signs[:6] in text
        assert number.signs not in text
        assert number.signs[6:] not in text
    assert "Region Hovedstaden" in text
    assert "En andens kort" in text
    whole = client.post(reverse("cases:identifier_reveal", args=[municipal.pk])).content.decode()
    assert "670947-1234" in whole
    with as_owner():
        revealed = sql("SELECT citizen_id FROM access_accessentry WHERE kind = 'reveal'")
    assert revealed == [(citizen.pk,)]


def test_the_form_puts_a_number_on_and_says_what_is_wrong_beside_the_field(
    signed_in: SignedIn, anna: Persona, at: datetime
) -> None:
    client, citizen = signed_in(anna), unnamed(anna)
    url = reverse("cases:identifier_new", args=[citizen.pk])
    good = {"kind": "d_ecpr", "number": "120655-0VK9", "issuer": "1084", "reason": "Står på kortet"}
    for changed, said in (
        ({"number": ""}, "Skriv nummeret."),
        ({"issuer": ""}, "Skriv, hvem der har udstedt det"),
        ({"kind": "x_ecpr"}, "Er det et D-eCPR?"),
        ({"reason": ""}, "Skriv hvorfor"),
        ({"kind": "none-abroad"}, "hvilken slags er det?"),
    ):
        answer = client.post(url, good | changed)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert numbers() == []
    assert client.post(url, good).status_code == 302
    assert client.post(url, {"kind": "none-abroad"}).status_code == 422, "there is one"
    assert [number.issuer for number in numbers()] == ["1084"]


def test_the_form_says_that_there_is_no_number(signed_in: SignedIn, anna: Persona, at: datetime) -> None:
    client, citizen = signed_in(anna), unnamed(anna)
    url = reverse("cases:identifier_new", args=[citizen.pk])
    assert client.post(url, {"kind": "none-withheld"}).status_code == 302
    page = client.get(reverse("cases:citizen_numbers", args=[citizen.pk])).content.decode()
    assert "Vil ikke sige det" in page


def test_the_form_ends_a_number(signed_in: SignedIn, anna: Persona, at: datetime) -> None:
    identify(anna, unnamed(anna), X, at)
    client, url = signed_in(anna), reverse("cases:identifier_end", args=[numbers()[0].pk])
    assert client.post(url, {"cause": "mistake", "reason": ""}).status_code == 422
    assert client.post(url, {"cause": "mistake", "reason": "En andens kort"}).status_code == 302
    assert numbers()[0].ended_cause == "mistake"
    assert client.get(url).status_code == 404, "it is ended"


def test_a_number_of_another_units_citizen_gets_the_answer_of_a_cpr_number(
    signed_in: SignedIn, anna: Persona, niels: Persona, at: datetime
) -> None:
    """Found or not, of whatever kind: one sentence, one page, and no word of who has the citizen."""
    answers = set()
    for number in EVERY:
        identify(anna, unnamed(anna), number, at)
        sent = {
            "key": str(uuid4()),
            "given_name": "Else",
            "kind": number.kind.value,
            "number": str(number),
            "issuer": number.issuer,
            "reason": "Står her",
        }
        client = signed_in(niels)
        answer = client.post(reverse("cases:citizen_new"), sent)
        page = client.get(answer.headers["Location"]).content.decode()
        assert "Registreret. Koordinatoren giver besked." in page
        assert anna.unit.name not in page
        answers.add((answer.status_code, answer.headers["Location"]))
    assert answers == {(302, reverse("cases:pending_matches"))}
