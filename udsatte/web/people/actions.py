"""Inviting people, changing and ending their places. Functions of the database write, each with its own rule."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Denied, Foreseen
from udsatte.access.permissions import Permission
from udsatte.accounts.choices import Role, is_health_professional
from udsatte.accounts.invitations import invitation_ends_at, invitation_link
from udsatte.accounts.models import Membership, Unit, User
from udsatte.web import outbox
from udsatte.web.choices import MessageKind
from udsatte.web.idempotency import once
from udsatte.web.mail import is_set_up
from udsatte.web.people import policies
from udsatte.web.people.standing import Standing, standing


class NotInvited(Foreseen):
    """This e-mail cannot be given that place."""

    field = "email"


@dataclass(frozen=True, slots=True)
class Place:
    """What a place says. is_trained: a region partner who is a health professional. ends_at: None, or its end."""

    unit_id: UUID
    role: str
    is_trained: bool
    ends_at: datetime | None

    @property
    def is_health_professional(self) -> bool:
        return is_health_professional(self.role, is_trained=self.is_trained)


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited. The name counts only where the e-mail is new."""

    email: str
    full_name: str
    title: str = ""
    phone: str = ""


@action
def invite(*, who: Invited, place: Place, by: Actor, at: datetime, key: UUID) -> UUID:
    """Give somebody a place from now on, making the person when the e-mail is new; the membership's id.

    Raises Denied; NotInvited.
    """

    def save() -> UUID:
        _look_up(who, place, by, at)
        _may_be(place, by)
        return _call(
            "SELECT member_invite(%s, %s, %s, %s, %s, %s, %s, %s)",
            place.unit_id,
            who.email,
            who.full_name,
            who.title,
            who.phone,
            place.role,
            place.is_health_professional,
            place.ends_at,
        )

    return once(by=by, key=key, action="invite", at=at, do=save)[0]


def _look_up(who: Invited, place: Place, by: Actor, at: datetime) -> None:
    user = User.objects.filter(email=who.email).first()
    if user is None:
        if not who.full_name:
            raise NotInvited(_("Write the person's name."), field="full_name")
        return
    if user.pk == by.user_id:
        raise NotInvited(_("Nobody gives herself a place. Ask another administrator."))
    if not user.is_active:
        raise NotInvited(_("This person is shut out. Let the person in again first."))
    if Membership.objects.of_user(user.pk).of_unit(place.unit_id).not_over(at).exists():
        raise NotInvited(_("This person has a place in the unit already."))


def _may_be(place: Place, by: Actor) -> None:
    """An auditor reads everybody's log, other organisations' too. Raises NotInvited."""
    here = Membership.objects.managed_from(_organisation(by)).with_role([Role.AUDITOR])
    if place.role == Role.AUDITOR and not here.exists():
        raise NotInvited(_("Your first auditor is named by those who run the system."), field="role")


@action
def change_place(*, membership_id: UUID, to: Place, by: Actor, at: datetime) -> UUID:
    """Another role, unit, training or last day for somebody else. In another unit it is a new place, whose id this is.

    Raises Denied; NotInvited.
    """
    place, facts = _place(membership_id, by, at)
    policies.can_change(actor=by, place=place, facts=facts, at=at).require()
    _may_be(to, by)
    if to.unit_id != place.unit_id:
        there = Membership.objects.of_user(place.user_id).of_unit(to.unit_id).not_over(at)
        if there.exists():
            raise NotInvited(_("This person has a place in the unit already."), field="unit")
    return _call(
        "SELECT member_change(%s, %s, %s, %s, %s)",
        membership_id,
        to.unit_id,
        to.role,
        to.is_health_professional,
        to.ends_at,
    )


@action
def end_place(*, membership_id: UUID, by: Actor, at: datetime) -> None:
    """End somebody's place now: the next request in it is refused. Raises Denied."""
    place, facts = _place(membership_id, by, at)
    policies.can_end(actor=by, place=place, facts=facts, at=at).require()
    _call("SELECT member_end(%s)", membership_id)


@action
def start_over(*, membership_id: UUID, second_step: bool, by: Actor, at: datetime) -> User:
    """For a forgotten password, and with `second_step` a lost phone: nothing old opens anything. Raises Denied."""
    place, facts = _place(membership_id, by, at)
    policies.can_start_over(actor=by, place=place, facts=facts).require()
    _call("SELECT user_start_over(%s, %s)", place.user_id, second_step)
    return User.objects.get(pk=place.user_id)


@action
def shut_out(*, membership_id: UUID, out: bool, by: Actor, at: datetime) -> None:
    """Shut the person out of everything, or let them in again. Raises Denied."""
    place, facts = _place(membership_id, by, at)
    policies.can_shut_out(actor=by, place=place, facts=facts).require()
    _call("SELECT user_shut_out(%s, %s)", place.user_id, out)


@action
def hand_over(*, user: User, by: Actor, at: datetime, key: UUID) -> str | None:
    """Bring the link with which somebody chooses a password on its way.

    None when it goes by e-mail; where none is set up the link itself, to be handed over. Raises Denied.
    """
    if not by.may(Permission.PEOPLE):
        raise Denied(_("Your role cannot do this."))
    if not is_set_up():
        return invitation_link(user)
    outbox.post(
        key=f"invitation:{user.pk}:{key}",
        kind=MessageKind.INVITATION,
        recipient_id=user.pk,
        at=at,
        expires_at=invitation_ends_at(at),
    )
    return None


def _place(membership_id: UUID, by: Actor, at: datetime) -> tuple[Membership, Standing]:
    organisation_id = _organisation(by)
    place = Membership.objects.managed_from(organisation_id).select_related("user").get(pk=membership_id)
    return place, standing(place=place, organisation_id=organisation_id, at=at)


def _organisation(by: Actor) -> UUID:
    return Unit.objects.get(pk=by.unit_id).organisation_id


def _call(statement: str, *params: Any) -> UUID:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        answer: UUID = cursor.fetchone()[0]
        return answer
