"""Making a real unit, inviting its people, shutting somebody out: by command, as the owner."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.database import as_owner
from tests.factories.accounts import UnitFactory
from tests.personas import UDSATTETEAMET, Persona, workplace
from udsatte.accounts.choices import Role, Sector, UnitKind
from udsatte.accounts.models import Membership, Organisation, Unit, User

Run = Callable[..., str]
ANNA = ("anna.testsen@example.org", "--name", "Anna Testsen")


@pytest.fixture
def run(db: None) -> Run:
    """A command's words; a CommandError is what becomes exit status 1."""

    def call(*words: str) -> str:
        out = StringIO()
        with as_owner():
            call_command(*words, stdout=out)
        return out.getvalue()

    return call


@pytest.fixture
def team(db: None) -> Unit:
    return workplace(UDSATTETEAMET)


def test_a_unit_is_made_with_its_organisation(run: Run) -> None:
    said = run(
        "unit_create",
        "Udsatteteamet",
        "--organisation",
        "Københavns Kommune",
        "--sector",
        "municipality",
        "--phone",
        "00 00 00 00",
    )
    assert "Udsatteteamet" in said
    unit = Unit.objects.select_related("organisation").get()
    assert (unit.name, unit.kind, unit.phone) == ("Udsatteteamet", UnitKind.TEAM, "00 00 00 00")
    assert (unit.organisation.name, unit.organisation.sector) == ("Københavns Kommune", Sector.MUNICIPALITY)


def test_a_team_is_made_as_a_part_of_its_hjemloeseenhed(run: Run, team: Unit) -> None:
    run("unit_create", "Sundhedsteamet", "--organisation", "Københavns Kommune", "--part-of", "Hjemløseenheden")
    assert Unit.objects.get(name="Sundhedsteamet").is_of_same_house(team)
    with pytest.raises(CommandError, match="can have parts"):
        run("unit_create", "Natholdet", "--organisation", "Københavns Kommune", "--part-of", "Udsatteteamet")


def test_a_new_organisation_is_managed_by_another_one(run: Run, team: Unit) -> None:
    ngo = ("--organisation", "Fonden Mændenes Hjem", "--sector", "civil_society")
    run("unit_create", "Mændenes Hjem", *ngo, "--managed-by", "Københavns Kommune")
    assert Unit.objects.get(name="Mændenes Hjem").organisation.managing_organisation == team.organisation
    with pytest.raises(CommandError, match="for one that is new"):
        run("unit_create", "Caféen", *ngo, "--managed-by", "Københavns Kommune")


def test_a_second_unit_joins_the_organisation_that_is_there(run: Run, team: Unit) -> None:
    run("unit_create", "Substitutionsteamet", "--organisation", "Københavns Kommune", "--kind", "clinic")
    assert Organisation.objects.count() == 1
    assert Unit.objects.get(name="Substitutionsteamet").organisation_id == team.organisation_id


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("Nyt", "--organisation", "Ukendt Kommune"), "--sector"),
        (("Nyt", "--organisation", "Københavns Kommune", "--sector", "region"), "municipality"),
        (("Udsatteteamet", "--organisation", "Københavns Kommune"), "."),
        (("  ", "--organisation", "Københavns Kommune"), "name"),
        (("x" * 201, "--organisation", "Københavns Kommune"), "name"),
        (("Nyt", "--organisation", "Københavns Kommune", "--phone", "1" * 21), "phone"),
    ],
)
def test_a_unit_that_cannot_be_made_is_explained(run: Run, team: Unit, words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        run("unit_create", *words)
    assert set(Unit.objects.all()) == {team, team.part_of}


def test_a_person_is_invited_and_gets_a_link(run: Run, team: Unit) -> None:
    said = run("user_invite", *ANNA, "--unit", "Udsatteteamet", "--role", "caseworker", "--title", "Socialrådgiver")
    assert f"{settings.PUBLIC_URL}/konto/velkommen/" in said
    user = User.objects.get()
    assert (user.email, user.full_name, user.title) == ("anna.testsen@example.org", "Anna Testsen", "Socialrådgiver")
    assert not user.has_usable_password()
    place = Membership.objects.get()
    assert (place.user_id, place.unit_id, place.role, place.ends_at) == (user.pk, team.pk, Role.CASEWORKER, None)


def test_a_second_place_needs_no_link(run: Run, anna: Persona) -> None:
    with as_owner():
        User.objects.filter(pk=anna.user.pk).update(password="md5$salt$hash")
        UnitFactory(name="Natcafeen")
    said = run("user_invite", anna.user.email.upper(), "--unit", "Natcafeen", "--role", "referrer")
    assert "velkommen" not in said
    assert Membership.objects.filter(user=anna.user).count() == 2


def test_a_doctor_is_a_health_professional_and_a_region_partner_is_when_said(run: Run, team: Unit) -> None:
    run("user_invite", "d@example.org", "--name", "D Testsen", "--unit", "Udsatteteamet", "--role", "doctor")
    partner = ("--unit", "Udsatteteamet", "--role", "region_partner")
    run("user_invite", "r@example.org", "--name", "R Testsen", *partner, "--health")
    run("user_invite", "s@example.org", "--name", "S Testsen", *partner)
    health = dict(Membership.objects.values_list("user__email", "health_professional"))
    assert health == {"d@example.org": True, "r@example.org": True, "s@example.org": False}


def test_two_units_of_the_same_name_are_told_apart(run: Run, team: Unit) -> None:
    with as_owner():
        UnitFactory(name="Udsatteteamet", organisation__name="Testby Kommune")
    with pytest.raises(CommandError, match="Københavns Kommune/Udsatteteamet, Testby Kommune/Udsatteteamet"):
        run("user_invite", *ANNA, "--unit", "Udsatteteamet", "--role", "caseworker")
    run("user_invite", *ANNA, "--unit", "Testby Kommune/Udsatteteamet", "--role", "caseworker")
    assert Membership.objects.get().unit.organisation.name == "Testby Kommune"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (ANNA, "--role, --unit"),
        (("new@example.org", "--unit", "Udsatteteamet", "--role", "nurse"), "--name"),
        ((*ANNA, "--unit", "Ukendt", "--role", "nurse"), "unit_create"),
        ((*ANNA, "--unit", "Udsatteteamet", "--role", "caseworker", "--health"), "region partner"),
        ((*ANNA, "--unit", "Udsatteteamet", "--role", "caseworker", "--lost-phone"), "--again"),
        (("not an e-mail", "--name", "X Y", "--unit", "Udsatteteamet", "--role", "nurse"), "email"),
        (("x@example.org", "--name", "x" * 121, "--unit", "Udsatteteamet", "--role", "nurse"), "full_name"),
        (("nobody@example.org", "--again"), "Nobody"),
    ],
)
def test_an_invitation_that_cannot_be_made_is_explained(
    run: Run, team: Unit, words: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(CommandError, match=reason):
        run("user_invite", *words)
    assert not User.objects.exists()


def test_the_same_place_is_not_given_twice(run: Run, anna: Persona) -> None:
    with pytest.raises(CommandError, match="works in Udsatteteamet already"):
        run("user_invite", anna.user.email, "--unit", "Udsatteteamet", "--role", "nurse")


def test_a_person_is_shut_out_and_let_in_again(run: Run, anna: Persona) -> None:
    run("user_disable", "Anna@Example.org")
    assert not User.objects.get(pk=anna.user.pk).is_active
    with pytest.raises(CommandError, match="shut out"):
        run("user_invite", anna.user.email, "--again")
    run("user_disable", anna.user.email, "--undo")
    assert User.objects.get(pk=anna.user.pk).is_active


def test_nobody_is_shut_out_by_a_typing_error(run: Run, anna: Persona) -> None:
    with pytest.raises(CommandError, match="Nobody here"):
        run("user_disable", "ana@example.org")


def test_shutting_somebody_out_is_in_the_history(run: Run, anna: Persona) -> None:
    run("user_disable", anna.user.email)
    with as_owner():
        events = list(anna.user.events.order_by("pgh_id").values_list("is_active", flat=True))  # type: ignore[attr-defined]
    assert events == [True, False]
