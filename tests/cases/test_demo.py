"""The demo: Anna's morning looks like the mock, and everything in it went through the walls."""

from collections import Counter
from collections.abc import Iterator
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from pytest_django import DjangoDbBlocker

from cases import models
from cases.choices import (
    AdditionKind,
    Basis,
    CaseStatus,
    ContactSource,
    IdentifierKind,
    Known,
    LookupOutcome,
    LookupWay,
    MayBeTold,
    Medium,
    ResidenceBasis,
)
from cases.cpr import CprNumber
from cases.demo.caseloads import COLLEAGUES
from cases.demo.citizens import LEFT
from cases.demo.load import load
from cases.demo.month import AlreadyLoaded
from cases.demo.people import PASSWORD, PEOPLE
from cases.demo.unknowns import UNKNOWN
from cases.identifiers import unseal
from tests.conftest import NOW
from tests.database import as_owner
from udsatte.access.context import acting_as
from udsatte.accounts.models import Membership, User
from udsatte.web.days import day_of, days_between


def _rows() -> list[tuple[object, ...]]:
    """What the demo says, without the ids that the database makes."""
    lines = models.ContactLine.objects.order_by("at", "citizen__given_name").values_list(
        "citizen__given_name", "at", "by__email", "outcome", "medium", "place__name", "note", "minutes", "struck_reason"
    )
    follow_ups = models.FollowUp.objects.order_by("due_on", "what").values_list(
        "what", "due_on", "owner__email", "done_at"
    )
    citizens = models.Citizen.objects.order_by("given_name", "birth_on").values_list(
        "given_name", "language", "home_municipality", "digital_post_exempt", "is_anonymous", "died_on"
    )
    relatives = models.Relative.objects.order_by("name").values_list("name", "may_be_told", "consent_on")
    backgrounds = models.Background.objects.order_by("citizen__given_name", "changed_at").values_list(
        "citizen__given_name", "own_doctor", "children_text", "due_on"
    )
    cases = models.Case.objects.order_by("citizen__given_name", "opened_on").values_list(
        "citizen__given_name", "status", "status_at", "look_again_on", "closed_cause"
    )
    grounds = (
        models.Ground.objects.exclude(user=None)
        .order_by("starts_at")
        .values_list("citizen__given_name", "basis", "user__email", "starts_at", "ends_at")
    )
    return [*lines, *follow_ups, *citizens, *relatives, *backgrounds, *cases, *grounds]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[tuple[object, ...]]]:
    """Loaded once on the morning of the mock, for every test of this file; the first of two loads, as rows."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic(), as_owner():
        with transaction.atomic():
            load(at=NOW)
            first = _rows()
            transaction.set_rollback(True)
        load(at=NOW)
        yield first
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def _list_of(name: str) -> list[models.Citizen]:
    found = models.Citizen.objects.filter(
        assignments__caseworker__email=f"{name}@example.org", assignments__ends_on=None
    )
    return list(found.select_related("clock").order_by(F("clock__met_at").asc(nulls_first=True)))


def _met_days(citizen: models.Citizen) -> int | None:
    met_at = citizen.clock.met_at
    return days_between(met_at, NOW) if met_at else None


def test_annas_list_is_the_one_of_the_mock() -> None:
    assert [_met_days(citizen) for citizen in _list_of("anna")] == [16, 12, 9, 8, 6, 5, 4, 4, 3, 2, 1, 1, 0]


def test_anker_is_red_with_three_attempts_and_seen_yesterday() -> None:
    anker = _list_of("anna")[0]

    assert anker.name == "Anker Testager"
    assert anker.clock.attempts == 3
    assert anker.clock.seen_at is not None
    assert days_between(anker.clock.seen_at, NOW) == 1


def test_bo_has_one_who_was_never_met_and_one_who_is_red() -> None:
    assert [_met_days(citizen) for citizen in _list_of("bo")][:4] == [None, 15, 10, 7]


def test_five_caseworkers_have_eleven_to_fifteen_citizens_each() -> None:
    lists = {name: len(_list_of(name)) for name in ("anna", "bo", *COLLEAGUES)}

    assert lists == {"anna": 13, "bo": 12, "eva": 14, "jonas": 11, "karin": 15}


def test_there_is_a_year_of_work_brought_along_in_a_spreadsheet_and_a_month_logged() -> None:
    lines = models.ContactLine.objects.filter(contact__unit__name="Udsatteteamet")
    first = lines.order_by("at").first()

    assert first is not None
    assert 355 <= days_between(first.at, NOW) <= 365
    assert lines.filter(contact__source=ContactSource.IMPORTED).count() > 1_000
    assert lines.filter(contact__source=ContactSource.LOGGED).count() > 300


def test_annas_first_three_follow_ups_are_overdue_today_and_thursday() -> None:
    mine = models.FollowUp.objects.filter(owner__email="anna@example.org", done_at=None).order_by("due_on")

    assert mine.count() == 9
    assert [(follow_up.due_on - day_of(NOW)).days for follow_up in mine[:3]] == [-1, 0, 2]


def test_the_team_has_sixty_five_citizens_and_the_substitution_team_two_of_its_own() -> None:
    working = models.Case.objects.exclude(status=CaseStatus.CLOSED)
    unknown = models.Citizen.objects.unidentified()
    assert working.filter(unit__name="Udsatteteamet").exclude(citizen__in=unknown).count() == 65
    assert unknown.count() == len(UNKNOWN)
    assert models.Citizen.objects.filter(cases__unit__name="Substitutionsteamet").count() == 2


def test_one_whose_name_nobody_knew_turned_out_to_be_somebody() -> None:
    merge = models.CitizenMerge.objects.get(undone_at=None)
    assert models.Citizen.objects.get(pk=merge.merged_from).is_unknown
    assert models.Citizen.objects.get(pk=merge.merged_into).given_name == "Tage"
    with acting_as(user_id=User.objects.get(email="clara@example.org").pk, at=NOW) as actor:
        shown = models.Citizen.objects.visible_to(actor).of_unit(actor.unit_id).once().unidentified()
        assert shown.count() == len(UNKNOWN) - 1


@pytest.mark.parametrize(
    ("name", "sees"),
    [("anna", 68 + len(UNKNOWN)), ("mette", 68 + len(UNKNOWN)), ("niels", 4), ("sofie", 3), ("rikke", 2), ("viggo", 0)],
)
def test_everybody_sees_what_is_theirs(name: str, sees: int) -> None:
    with acting_as(user_id=User.objects.get(email=f"{name}@example.org").pk, at=NOW) as actor:
        assert models.Citizen.objects.visible_to(actor).count() == sees


def test_there_is_one_of_each_kind_of_trouble() -> None:
    citizens = models.Citizen.objects.filter(cases__unit__name="Udsatteteamet")

    assert citizens.filter(is_protected=True).count() == 5
    assert citizens.exclude(risk_instruction="").count() == 1
    assert models.RiskStory.objects.count() == 1
    assert citizens.filter(birth_year__isnull=False, is_unknown=False).count() == 1
    assert citizens.filter(identifiers=None).exists()
    assert models.ContactLine.objects.filter(struck_at__isnull=False).count() == 1
    assert set(models.NoteAddition.objects.values_list("kind", flat=True)) == set(AdditionKind.values)
    assert models.Assignment.objects.exclude(ends_on=None).count() == 1 + len(LEFT)
    assert models.ContactLine.objects.exclude(medium=Medium.IN_PERSON).exists()


def test_there_is_a_case_in_every_state_and_nobody_was_let_go_without_aftercare() -> None:
    states = Counter(models.Case.objects.values_list("status", flat=True))

    assert set(states) == set(CaseStatus)
    assert states[CaseStatus.CLOSED] == len(LEFT)
    kept = models.FollowUp.objects.filter(origin__contains=":medicine:").exclude(done_at=None)
    assert {one.citizen.given_name for one in kept.select_related("citizen")} == {"Vagn", "Ester"}


def test_one_has_died_and_one_death_was_a_mistake() -> None:
    died = models.Citizen.objects.exclude(died_on=None)
    mistake = models.Death.objects.exclude(withdrawn_at=None)

    assert [citizen.given_name for citizen in died] == ["Holger"]
    assert [death.citizen.given_name for death in mistake.select_related("citizen")] == ["Lis"]
    assert set(models.Notice.objects.values_list("kind", flat=True)) >= {"death", "death_withdrawn", "contact", "glass"}


def test_the_street_has_a_ground_of_each_kind_open_or_over() -> None:
    own = models.Ground.objects.exclude(user=None).values_list("basis", "user__full_name", "ends_at")
    street = {(basis, name.split()[0], ends_at is not None and ends_at > NOW) for basis, name, ends_at in own}

    assert street == {
        (Basis.CONTACT, "Rikke", True),
        (Basis.GLASS, "Niels", True),
        (Basis.GLASS, "Dorthe", False),
        (Basis.DUTY, "Niels", False),
    }
    asked = set(models.Lookup.objects.values_list("way", "outcome"))
    assert asked >= {(LookupWay.KNOWN, LookupOutcome.TOLD), (LookupWay.CONTACT, LookupOutcome.NOBODY)}


def test_others_have_seen_kaj_and_ring_about_somebody_new() -> None:
    kaj = models.CitizenClock.objects.get(citizen__given_name="Kaj", citizen__family_name="Testkilde")

    assert (kaj.told_kind, kaj.told_name) == ("unit", "Mændenes Hjem")
    assert models.Tip.objects.filter(citizen=None).count() == 2
    assert models.Lookout.objects.filter(ended_at=None).count() == 2
    assert models.Visit.objects.filter(out_at=None).count() == 0


def test_much_is_known_of_some_and_nothing_of_others() -> None:
    citizens = models.Citizen.objects.filter(cases__unit__name="Udsatteteamet")
    backgrounds = models.Background.objects

    assert citizens.filter(interpreter=Known.YES).count() == 4
    assert 20 < citizens.filter(digital_post_exempt=Known.YES).count() < 50
    assert citizens.filter(language="").exists()
    assert citizens.filter(is_anonymous=True).count() == 1
    assert backgrounds.filter(pregnant=Known.YES, due_on__gt=day_of(NOW)).count() == 1
    assert backgrounds.exclude(residence=ResidenceBasis.NOT_ASKED).count() == 1
    assert {one.may_be_told for one in models.Relative.objects.all()} == set(MayBeTold)


def test_nobody_has_a_number_that_could_belong_to_somebody() -> None:
    for identifier in models.Identifier.objects.filter(kind=IdentifierKind.CPR):
        assert CprNumber.parse(unseal(identifier.ciphertext or b""), today=day_of(NOW)).looks_mistyped
    others = models.Identifier.objects.filter(ciphertext__isnull=False).exclude(kind=IdentifierKind.CPR)
    assert {unseal(one.ciphertext or b"") for one in others} == {"0703921VJ4", "0703921VJ6", "1206550VK9"}, "MedCom's"


def test_everybody_made_up_is_named_so() -> None:
    named = models.Citizen.objects.exclude(family_name__startswith="Test").filter(is_unknown=False)
    assert not named.exclude(given_name="Ulla").exists()
    assert not models.Phone.objects.exclude(number__startswith="00 00 00").exists()
    assert not models.Relative.objects.exclude(name__contains=" Test").exists()
    assert not models.Relative.objects.exclude(phone="").exclude(phone__startswith="00 00 00").exists()
    assert not User.objects.exclude(full_name__endswith="Testsen").exists()


def test_nothing_lies_ahead_or_before_the_ground() -> None:
    assert not models.ContactLine.objects.filter(at__gt=NOW).exists()
    early = models.ContactLine.objects.filter(
        contact__saved_at__lt=F("citizen__grounds__starts_at"), citizen__grounds__basis=Basis.CASE
    )
    assert not early.exists()


def test_the_same_morning_gives_the_same_demo(demo: list[tuple[object, ...]]) -> None:
    assert len(demo) > 150
    assert _rows() == demo


def test_the_clocks_are_what_the_lines_say() -> None:
    before = list(models.CitizenClock.objects.order_by("pk").values())

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_recompute(ARRAY(SELECT id FROM cases_citizen))")

    assert list(models.CitizenClock.objects.order_by("pk").values()) == before


def test_history_says_who_did_it() -> None:
    from django.apps import apps

    events = apps.get_model("cases", "ContactLineEvent").objects.filter(pgh_context__isnull=False)
    anna = str(User.objects.get(email="anna@example.org").pk)

    assert events.filter(pgh_context__metadata__user=anna).exists()


def test_everybody_has_the_place_that_house_gives_them() -> None:
    found = Membership.objects.values_list("user__email", "role", "unit__name")

    assert set(found) == {
        (f"{name}@example.org", person.role, person.workplace.name) for name, person in (PEOPLE | COLLEAGUES).items()
    }


def test_once_does_nothing_the_second_time() -> None:
    before = _rows()

    call_command("demo", "--once")

    assert _rows() == before


def test_loading_it_twice_is_refused() -> None:
    with pytest.raises(AlreadyLoaded):
        load(at=NOW)
    with pytest.raises(CommandError, match="loaded already"):
        call_command("demo")


def test_the_sign_ins_are_one_line_a_person() -> None:
    out = StringIO()

    call_command("demo", "--sign-ins", stdout=out)

    lines = out.getvalue().splitlines()
    assert len(lines) == len(PEOPLE)
    assert lines[0].split() == ["Sagsbehandler", "anna@example.org", PASSWORD]
    assert User.objects.get(email="anna@example.org").check_password(PASSWORD)


def test_a_real_installation_has_no_demo(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]

    for command in (["demo"], ["demo", "--once"], ["demo", "--sign-ins"]):
        with pytest.raises(CommandError, match="This is no demo"):
            call_command(*command)
