"""An administrator looks after the people of the own organisation and of those it manages; never after herself."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import NOW
from tests.database import as_owner, as_worker, refused, sql
from tests.factories.accounts import DutyShiftFactory, MembershipFactory, OrganisationFactory, UnitFactory, UserFactory
from tests.personas import Persona
from tests.web.signing_in import give_app, give_password, sign_in
from udsatte.accounts.choices import Role, Source
from udsatte.accounts.models import DutyShift, Identity, Membership, Organisation, User
from udsatte.settings.mail import NO_SERVER
from udsatte.web.choices import MessageState
from udsatte.web.outbox import send_due

SignedIn = Callable[[Persona], Client]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
INVITE = "SELECT member_invite(%s, %s, 'Ny Testsen', '', '', %s, false, NULL)"
CHANGE = "SELECT member_change(%s, %s, %s, false, NULL)"


@pytest.fixture
def client_of_adam(at: datetime, adam: Persona, signed_in: SignedIn, settings: Settings) -> Client:
    """Where no e-mail is set up, so that the link stands on the page."""
    settings.MAILERS = {"default": NO_SERVER}
    return signed_in(adam)


@pytest.fixture
def second(adam: Persona) -> Persona:
    """Another administrator of the same organisation."""
    with as_owner():
        place = MembershipFactory(unit=adam.unit, role=Role.ADMINISTRATOR, user__full_name="Astrid Testsen")
    return Persona("astrid", place.user, place)


def invitation(unit_id: UUID, **other: Any) -> dict[str, Any]:
    form = {"email": "ny@example.org", "full_name": "Ny Testsen", "unit": unit_id, "role": Role.CASEWORKER}
    return form | {"key": uuid4()} | other


def link_in(answer: Any) -> str:
    return str(answer.context["link"])


# -- inviting ----------------------------------------------------------------------------------------------------


def test_somebody_is_invited_into_a_unit(client_of_adam: Client, anna: Persona, adam: Persona) -> None:
    answer = client_of_adam.post(reverse("people:invite"), invitation(anna.unit.pk, email=" NY@Example.org "))
    assert answer.status_code == 200
    assert "/konto/velkommen/" in link_in(answer)
    place = Membership.objects.select_related("user").get(user__email="ny@example.org")
    assert (place.unit_id, place.role, place.starts_at, place.ends_at) == (anna.unit.pk, Role.CASEWORKER, NOW, None)
    assert (place.user.full_name, place.user.has_usable_password()) == ("Ny Testsen", False)
    with as_owner():
        assert sql(
            "SELECT DISTINCT metadata->>'user' FROM accounts_membershipevent e"
            " JOIN pghistory_context c ON c.id = e.pgh_context_id WHERE e.user_id = %s",
            place.user_id,
        ) == [(str(adam.user.pk),)]


def test_with_e_mail_the_link_goes_to_the_person_and_is_not_shown(
    at: datetime, adam: Persona, anna: Persona, signed_in: SignedIn
) -> None:
    form = invitation(anna.unit.pk)
    for _ in range(2):
        assert signed_in(adam).post(reverse("people:invite"), form).status_code == 302
    with as_worker():
        assert send_due(at=NOW) == {MessageState.SENT: 1}
    (sent,) = mail.outbox
    assert sent.to == ["ny@example.org"]
    assert sent.body.startswith("Hej Ny\n")
    assert "/konto/velkommen/" in sent.body
    path = urlsplit(re.findall(r"http\S+", str(sent.body))[0]).path
    assert Client().get(path).status_code == 302  # on to the form, without the key in its address


def test_sent_twice_invites_once(client_of_adam: Client, anna: Persona) -> None:
    form = invitation(anna.unit.pk)
    for _ in range(2):
        assert client_of_adam.post(reverse("people:invite"), form).status_code == 200
    assert Membership.objects.filter(user__email="ny@example.org").count() == 1


def test_a_region_partner_is_a_health_professional_by_training_and_a_caseworker_never(
    client_of_adam: Client, anna: Persona
) -> None:
    for number, (role, is_health) in enumerate(
        [(Role.REGION_PARTNER, True), (Role.CASEWORKER, False), (Role.NURSE, True)]
    ):
        form = invitation(anna.unit.pk, email=f"ny{number}@example.org", role=role, is_trained="on")
        client_of_adam.post(reverse("people:invite"), form)
        place = Membership.objects.get(user__email=f"ny{number}@example.org")
        assert place.health_professional is is_health


def test_somebody_with_a_password_gets_no_link(client_of_adam: Client, anna: Persona, niels: Persona) -> None:
    give_password(niels)
    answer = client_of_adam.post(reverse("people:invite"), invitation(anna.unit.pk, email=niels.user.email))
    assert answer.status_code == 302
    assert Membership.objects.filter(user=niels.user).count() == 2


def test_whoever_has_a_place_elsewhere_too_is_let_in_by_a_link_of_nobody_here(
    client_of_adam: Client, anna: Persona
) -> None:
    """The link chooses a password, and with it opens the other organisation's unit."""
    with as_owner():
        elsewhere = MembershipFactory(
            unit=UnitFactory(organisation=OrganisationFactory()), user__email="begge@example.org"
        )
    form = invitation(anna.unit.pk, email="begge@example.org")
    assert client_of_adam.post(reverse("people:invite"), form).status_code == 302
    place = Membership.objects.get(user=elsewhere.user, unit=anna.unit)
    assert client_of_adam.get(reverse("people:start_over", args=[place.pk])).status_code == 403


def test_whom_the_identity_provider_gives_back_to_another_organisation_is_taken_over_by_nobody(
    client_of_adam: Client, anna: Persona, adam: Persona
) -> None:
    """Six weeks of leave, and the places that her groups gave have lapsed: the next sign-in there gives them back.

    Whoever had chosen a password meanwhile would come into the other organisation's unit with it.
    """
    with as_owner():
        user = UserFactory(email="orlov@example.org", password="!nobody")
        MembershipFactory(
            unit=UnitFactory(organisation=OrganisationFactory()),
            user=user,
            source=Source.GROUPS,
            starts_at=NOW - 60 * DAY,
            ends_at=NOW - 30 * DAY,
        )
        Identity.objects.create(issuer="https://id.example.org", subject="1", user=user, bound_at=NOW - 60 * DAY)
    form = invitation(anna.unit.pk, email="orlov@example.org")
    assert client_of_adam.post(reverse("people:invite"), form).status_code == 302, "no link"
    place = Membership.objects.get(user=user, unit=anna.unit)
    assert client_of_adam.get(reverse("people:start_over", args=[place.pk])).status_code == 403
    for statement in ("SELECT user_start_over(%s, true)", "SELECT user_shut_out(%s, true)"):
        with adam.at_work(NOW), refused():
            sql(statement, user.pk)


def test_who_comes_by_the_identity_provider_gets_no_link_to_a_password(client_of_adam: Client, anna: Persona) -> None:
    """Whoever is out of the municipality's directory is out here; a password would be another way in."""
    with as_owner():
        place = MembershipFactory(unit=anna.unit, source=Source.GROUPS, user__password="!nobody")
        Identity.objects.create(issuer="https://id.example.org", subject="1", user=place.user, bound_at=NOW)
        there = UnitFactory(organisation=anna.unit.organisation)
    answer = client_of_adam.post(reverse("people:invite"), invitation(there.pk, email=place.user.email))
    assert answer.status_code == 302


def test_the_first_auditor_is_named_by_whoever_runs_the_system(
    client_of_adam: Client, anna: Persona, adam: Persona
) -> None:
    """An auditor reads what was looked at in every organisation: no administrator of one gives herself such eyes."""
    answer = client_of_adam.post(reverse("people:invite"), invitation(anna.unit.pk, role=Role.AUDITOR))
    assert answer.status_code == 422
    assert "driver systemet" in answer.content.decode()
    change = client_of_adam.post(
        reverse("people:place_change", args=[anna.membership.pk]), {"unit": anna.unit.pk, "role": Role.AUDITOR}
    )
    assert change.status_code == 422
    for statement, params in (
        (INVITE, (anna.unit.pk, "ny@example.org", "auditor")),
        (CHANGE, (anna.membership.pk, anna.unit.pk, "auditor")),
    ):
        with adam.at_work(NOW), refused():
            sql(statement, *params)
    with as_owner():
        MembershipFactory(unit=adam.unit, role=Role.AUDITOR)
    answer = client_of_adam.post(reverse("people:invite"), invitation(anna.unit.pk, role=Role.AUDITOR))
    assert answer.status_code == 200, "a further one"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"email": "anna@example.org"}, "allerede en plads"),
        ({"email": "adam@example.org"}, "Ingen giver sig selv en plads"),
        ({"email": "ikke en adresse"}, "e-mail"),
        ({"full_name": ""}, "Skriv personens navn"),
        ({"role": "konge"}, "gyldig"),
        ({"unit": str(uuid4())}, "gyldig"),
        ({"ends_on": "2026-11-23"}, "fortiden"),
    ],
)
def test_an_invitation_that_makes_no_sense_comes_back_with_a_reason(
    client_of_adam: Client, anna: Persona, wrong: dict[str, str], words: str
) -> None:
    before = Membership.objects.count()
    answer = client_of_adam.post(reverse("people:invite"), invitation(anna.unit.pk) | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Membership.objects.count() == before


# -- changing and ending -----------------------------------------------------------------------------------------


def test_a_role_and_a_last_day_are_changed(client_of_adam: Client, anna: Persona) -> None:
    form = {"unit": anna.unit.pk, "role": Role.COORDINATOR, "ends_on": "2026-12-31"}
    answer = client_of_adam.post(reverse("people:place_change", args=[anna.membership.pk]), form)
    assert answer.status_code == 302
    anna.membership.refresh_from_db()
    assert anna.membership.role == Role.COORDINATOR
    assert anna.membership.ends_at == datetime.fromisoformat("2027-01-01T00:00:00+01:00")


def test_another_unit_is_another_place_and_the_first_one_ends(
    client_of_adam: Client, anna: Persona, niels: Persona
) -> None:
    form = {"unit": niels.unit.pk, "role": Role.SOCIAL_WORKER}
    client_of_adam.post(reverse("people:place_change", args=[anna.membership.pk]), form)
    anna.membership.refresh_from_db()
    assert (anna.membership.unit_id, anna.membership.ends_at) == (anna.unit.pk, NOW)
    assert Membership.objects.open_at(NOW).get(user=anna.user).unit_id == niels.unit.pk


def test_an_ended_place_is_refused_on_the_next_request(
    client_of_adam: Client, anna: Persona, signed_in: SignedIn
) -> None:
    hers = signed_in(anna)
    assert hers.get("/").status_code == 200
    answer = client_of_adam.post(reverse("people:place_end", args=[anna.membership.pk]))
    assert answer.status_code == 302
    assert hers.get("/").status_code == 403
    assert (
        "er allerede afsluttet"
        in client_of_adam.get(reverse("people:place", args=[anna.membership.pk])).content.decode()
    )


def test_who_leaves_comes_off_the_roster(client_of_adam: Client, anna: Persona) -> None:
    with as_owner():
        coming = DutyShiftFactory(unit=anna.unit, user=anna.user, name="", starts_at=NOW + 30 * HOUR)
        past = DutyShiftFactory(unit=anna.unit, user=anna.user, name="", starts_at=NOW - 30 * HOUR)
    client_of_adam.post(reverse("people:place_end", args=[anna.membership.pk]))
    assert set(DutyShift.objects.planned()) == {past}
    coming.refresh_from_db()
    assert coming.cancelled_at == NOW


def test_nobody_ends_her_own_only_place(client_of_adam: Client, adam: Persona, second: Persona) -> None:
    answer = client_of_adam.post(reverse("people:place_end", args=[adam.membership.pk]))
    assert answer.status_code == 403
    assert "lukke dig selv ude" in answer.content.decode()
    assert (
        "lukke dig selv ude" in client_of_adam.get(reverse("people:place", args=[adam.membership.pk])).content.decode()
    )
    adam.membership.refresh_from_db()
    assert adam.membership.ends_at is None


def test_the_last_administrator_stays_also_with_a_place_elsewhere(
    client_of_adam: Client, adam: Persona, anna: Persona
) -> None:
    with as_owner():
        MembershipFactory(user=adam.user, unit=anna.unit, role=Role.MANAGER, starts_at=NOW)
    answer = client_of_adam.post(reverse("people:place_end", args=[adam.membership.pk]))
    assert answer.status_code == 403
    assert "uden administrator" in answer.content.decode()
    with adam.at_work(NOW), refused():
        sql("SELECT member_end(%s)", adam.membership.pk)


def test_with_a_second_administrator_and_another_place_one_may_go(
    client_of_adam: Client, adam: Persona, anna: Persona, second: Persona
) -> None:
    with as_owner():
        MembershipFactory(user=adam.user, unit=anna.unit, role=Role.MANAGER, starts_at=NOW)
    assert client_of_adam.post(reverse("people:place_end", args=[adam.membership.pk])).status_code == 302


def test_nobody_changes_her_own_role(client_of_adam: Client, adam: Persona, second: Persona, anna: Persona) -> None:
    form = {"unit": anna.unit.pk, "role": Role.CASEWORKER}
    answer = client_of_adam.post(reverse("people:place_change", args=[adam.membership.pk]), form)
    assert answer.status_code == 403
    assert "Ingen ændrer sin egen rolle" in answer.content.decode()


# -- a lost phone, and shutting out ------------------------------------------------------------------------------


def test_who_has_lost_the_phone_starts_over(client_of_adam: Client, anna: Persona) -> None:
    give_password(anna)
    give_app(anna)
    answer = client_of_adam.post(
        reverse("people:start_over", args=[anna.membership.pk]), {"second_step": "on", "key": uuid4()}
    )
    assert "/konto/velkommen/" in link_in(answer)
    assert not User.objects.get(pk=anna.user.pk).has_usable_password()
    assert not Authenticator.objects.filter(user=anna.user).exists()
    # Not signed in: the form comes back.
    assert sign_in(Client(), anna).status_code == 200


def test_a_forgotten_password_keeps_the_second_step(client_of_adam: Client, anna: Persona) -> None:
    give_app(anna)
    client_of_adam.post(reverse("people:start_over", args=[anna.membership.pk]), {"key": uuid4()})
    assert Authenticator.objects.filter(user=anna.user).exists()


def test_somebody_is_shut_out_and_let_in_again(client_of_adam: Client, anna: Persona, signed_in: SignedIn) -> None:
    hers, url = signed_in(anna), reverse("people:shut_out", args=[anna.membership.pk])
    client_of_adam.post(url, {"to": "out"})
    assert hers.get("/").status_code == 302
    client_of_adam.post(url, {"to": "in"})
    assert User.objects.get(pk=anna.user.pk).is_active


# -- who is in ---------------------------------------------------------------------------------------------------


def test_the_list_is_of_the_own_organisation_and_of_those_it_manages(
    client_of_adam: Client, adam: Persona, anna: Persona, frank: Persona, rikke: Persona
) -> None:
    with as_owner():
        Organisation.objects.filter(pk=frank.unit.organisation_id).update(managing_organisation=adam.unit.organisation)
    text = client_of_adam.get(reverse("people:people")).content.decode()
    assert "Anna Testsen" in text
    assert "Frank Testsen" in text
    assert "Rikke Testsen" not in text


def test_the_coordinator_reads_the_own_unit_alone(
    at: datetime, clara: Persona, anna: Persona, niels: Persona, signed_in: SignedIn
) -> None:
    text = signed_in(clara).get(reverse("people:people"), {"unit": str(niels.unit.pk)}).content.decode()
    assert "Anna Testsen" in text
    assert "Niels Testsen" not in text
    assert reverse("people:place", args=[anna.membership.pk]) not in text


def test_somebody_is_found_by_part_of_a_name(client_of_adam: Client, anna: Persona, niels: Persona) -> None:
    text = client_of_adam.post(reverse("people:people"), {"letters": "ann"}).content.decode()
    assert "Anna Testsen" in text
    assert "Niels Testsen" not in text


def test_the_list_costs_the_same_for_one_and_for_many(client_of_adam: Client, anna: Persona) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client_of_adam.get(reverse("people:people"))
        return len(captured.captured_queries)

    few = cost()
    with as_owner():
        for _ in range(60):
            MembershipFactory(unit=anna.unit)
    assert cost() == few
    more = client_of_adam.get(client_of_adam.get(reverse("people:people")).context["more"])
    assert len(more.context["page"].rows) > 10


# -- by raw SQL, as the web role, in somebody's own context ------------------------------------------------------


def test_nobody_makes_herself_an_administrator(
    db: None, anna: Persona, clara: Persona, mette: Persona, viggo: Persona, adam: Persona
) -> None:
    for who in (anna, clara, mette, viggo):
        for statement, params in (
            (CHANGE, (who.membership.pk, who.unit.pk, "administrator")),
            (INVITE, (who.unit.pk, "anden@example.org", "administrator")),
            (INVITE, (adam.unit.pk, who.user.email, "administrator")),
            ("UPDATE accounts_membership SET role = 'administrator' WHERE user_id = %s", (who.user.pk,)),
            ("INSERT INTO accounts_membership SELECT * FROM accounts_membership WHERE user_id = %s", (who.user.pk,)),
            ("UPDATE accounts_user SET is_active = true, email = 'x@example.org' WHERE id = %s", (who.user.pk,)),
            ("UPDATE accounts_organisation SET managing_organisation_id = NULL WHERE name = %s", ("x",)),
            ("SELECT member_stop(s) FROM accounts_membership s WHERE user_id = %s", (who.user.pk,)),
            ("SELECT app_manages(%s)", (who.unit.pk,)),
        ):
            with who.at_work(NOW), refused():
                sql(statement, *params)


def test_an_administrator_gives_herself_no_place_where_citizens_are(
    db: None, adam: Persona, second: Persona, anna: Persona
) -> None:
    for statement, params in (
        (INVITE, (anna.unit.pk, adam.user.email, "caseworker")),
        (INVITE, (anna.unit.pk, f" {adam.user.email.upper()} ", "caseworker")),
        (CHANGE, (adam.membership.pk, anna.unit.pk, "caseworker")),
        (CHANGE, (adam.membership.pk, adam.unit.pk, "auditor")),
        ("SELECT user_start_over(%s, true)", (adam.user.pk,)),
        ("SELECT user_shut_out(%s, true)", (adam.user.pk,)),
    ):
        with adam.at_work(NOW), refused():
            sql(statement, *params)


def test_an_administrator_has_no_hand_in_a_foreign_organisation(db: None, adam: Persona, rikke: Persona) -> None:
    for statement, params in (
        (INVITE, (rikke.unit.pk, "ny@example.org", "region_partner")),
        (CHANGE, (rikke.membership.pk, rikke.unit.pk, "referrer")),
        (CHANGE, (rikke.membership.pk, adam.unit.pk, "referrer")),
        ("SELECT member_end(%s)", (rikke.membership.pk,)),
        ("SELECT user_start_over(%s, true)", (rikke.user.pk,)),
        ("SELECT user_shut_out(%s, true)", (rikke.user.pk,)),
        ("SELECT duty_add(%s, NULL, 'x', '1', now(), now())", (rikke.unit.pk,)),
    ):
        with adam.at_work(NOW), refused():
            sql(statement, *params)


def test_nobody_of_the_own_unit_is_moved_into_a_foreign_one(
    db: None, adam: Persona, anna: Persona, rikke: Persona
) -> None:
    with adam.at_work(NOW), refused():
        sql(CHANGE, anna.membership.pk, rikke.unit.pk, "region_partner")


def test_whose_place_has_ended_looks_after_nobody(db: None, adam: Persona, second: Persona, anna: Persona) -> None:
    """In the context of an administrator who is ended within the same transaction."""
    with adam.at_work(NOW):
        with as_owner():
            Membership.objects.filter(pk=adam.membership.pk).update(ends_at=NOW)
        with refused():
            sql(INVITE, anna.unit.pk, "ny@example.org", "caseworker")


def test_without_a_context_nothing_is_invited(db: None, anna: Persona) -> None:
    with refused():
        sql(INVITE, anna.unit.pk, "ny@example.org", "caseworker")


def test_nobody_is_invited_into_a_closed_unit(db: None, adam: Persona) -> None:
    with as_owner():
        closed = UnitFactory(organisation=adam.unit.organisation, closed_on=NOW.date())
        out = UserFactory(is_active=False)
    with adam.at_work(NOW), refused():
        sql(INVITE, closed.pk, "ny@example.org", "caseworker")
    with adam.at_work(NOW), refused():
        sql(INVITE, adam.unit.pk, out.email, "caseworker")
