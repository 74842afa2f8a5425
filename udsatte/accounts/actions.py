"""People and units. Run by the owner of the database: the web role can neither make a member nor change a right.

What people do themselves: `change_password` and `choose_password` for their own, and ending sessions of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from udsatte.accounts.choices import UnitKind, is_health_professional
from udsatte.accounts.identities import seal_of, tell
from udsatte.accounts.models import (
    DirectoryEntry,
    GroupRole,
    IdentityProvider,
    Membership,
    Organisation,
    Session,
    Unit,
    User,
)


@transaction.atomic
def create_unit(
    *,
    name: str,
    organisation: str,
    sector: str,
    kind: str = UnitKind.TEAM,
    phone: str = "",
    part_of: Unit | None = None,
    managing_organisation: Organisation | None = None,
) -> Unit:
    """Make a unit, and its organisation when that is new. Raises ValidationError."""
    owner = Organisation.objects.filter(name=organisation).first()
    if owner is None:
        owner = Organisation(name=organisation, sector=sector, managing_organisation=managing_organisation)
        owner.full_clean()
        owner.save(force_insert=True)
    unit = Unit(organisation=owner, name=name, kind=kind, phone=phone, part_of=part_of)
    unit.full_clean()
    unit.save(force_insert=True)
    return unit


@transaction.atomic
def invite_user(
    *,
    email: str,
    full_name: str,
    unit: Unit,
    role: str,
    at: datetime,
    title: str = "",
    phone: str = "",
    password: str | None = None,
    health_professional: bool = False,
) -> Membership:
    """Give a person a place in a unit, making the person when the e-mail is new. Raises ValidationError.

    Without a password nobody can sign in yet: the invitation's link lets the person choose one.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User.objects.create_user(email, password, full_name=full_name, title=title, phone=phone)
    membership = Membership(
        user=user,
        unit=unit,
        role=role,
        starts_at=at,
        health_professional=is_health_professional(role, is_trained=health_professional),
    )
    membership.full_clean()
    membership.save(force_insert=True)
    return membership


@transaction.atomic
def end_membership(*, membership_id: UUID, at: datetime) -> Membership:
    """Take a person out of a unit from `at` on. Raises Membership.DoesNotExist."""
    membership = Membership.objects.select_for_update().get(pk=membership_id)
    membership.ends_at = at
    membership.full_clean()
    membership.save(update_fields=["ends_at"])
    return membership


@transaction.atomic
def disable_user(*, user_id: UUID) -> User:
    """Shut a person out: the next request with their session is refused. Raises User.DoesNotExist."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.is_active = False
    user.save(update_fields=["is_active"])
    Session.objects.filter(user=user).delete()
    return user


@transaction.atomic
def readmit_user(*, user_id: UUID) -> User:
    """Let somebody in again who was shut out. Their places in units stand as they stood. Raises User.DoesNotExist."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def start_over(*, user_id: UUID, second_factor: bool) -> User:
    """For a forgotten password, and with `second_factor` for a lost phone: what there was no longer opens anything.

    Every session ends. An invitation's link lets the person choose anew. Raises User.DoesNotExist.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Session.objects.filter(user=user).delete()
    if second_factor:
        Authenticator.objects.filter(user=user).delete()
    return user


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """Change one's own password. Every session ends; the one in which it was changed goes on under a new number."""
    _write_password(user, password, "SELECT password_change(%s)")


@transaction.atomic
def choose_password(*, user: User, password: str) -> None:
    """Choose the password that an invitation is for. The database refuses who has one."""
    _write_password(user, password, "SELECT password_choose(%s, %s)", user.pk)


def _write_password(user: User, password: str, statement: str, *of: UUID) -> None:
    user.set_password(password)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*of, user.password])
    Session.objects.filter(user=user).delete()


def end_session(*, user_id: UUID, session_key: str) -> None:
    """Sign out in one of one's own browsers. Somebody else's stays as it is."""
    Session.objects.filter(user_id=user_id, pk=session_key).delete()


def end_other_sessions(*, user_id: UUID, but: str) -> int:
    """Sign out everywhere but in the browser whose session has this key; how many there were."""
    ended, _of_which = Session.objects.filter(user_id=user_id).exclude(pk=but).delete()
    return ended


@transaction.atomic
def enter_with_identity(
    *, issuer: str, subject: str, email: str, name: str, groups: Sequence[str], at: datetime
) -> tuple[str, User | None]:
    """Let somebody in whom the identity provider has named, and give what the groups give now.

    The outcome is a word of `identity_enter` (in, unknown, nameless, taken, closed), with the person when it is "in".
    """
    outcome, user_id = tell(
        "enter", issuer=issuer, subject=subject, email=email, name=name, groups=list(groups), at=at.isoformat()
    )
    return outcome, User.objects.get(pk=user_id) if user_id else None


@transaction.atomic
def link_identity(*, user_id: UUID, issuer: str, subject: str) -> str:
    """Bind the person in the context to who they are at the identity provider: in, other, another (`identity_link`)."""
    return tell("link", issuer=issuer, subject=subject, user=str(user_id))[0]


@transaction.atomic
def unlink_identity(*, issuer: str) -> bool:
    """Undo it for the person in the context; what the groups gave ends. False when it is the only way in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_unlink(%s)", [issuer])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Gift:
    """What a group gives."""

    group: str
    unit: Unit
    role: str
    health_professional: bool


@transaction.atomic
def set_group_roles(*, issuer: str, gifts: Sequence[Gift]) -> None:
    """From the next sign-in on, the provider's groups give exactly this. Raises ValidationError."""
    provider, _new = IdentityProvider.objects.update_or_create(issuer=issuer, defaults={"seal": seal_of(issuer)})
    GroupRole.objects.exclude(provider=provider).delete()
    IdentityProvider.objects.exclude(pk=provider.pk).delete()
    GroupRole.objects.filter(provider=provider).delete()
    for position, gift in enumerate(gifts):
        row = GroupRole(
            provider=provider,
            group=gift.group,
            unit=gift.unit,
            role=gift.role,
            health_professional=is_health_professional(gift.role, is_trained=gift.health_professional),
            position=position,
        )
        row.full_clean()
        row.save(force_insert=True)


def load_directory(*, efforts: list[dict[str, Any]], managing_organisation: Organisation | None) -> int:
    """Put efforts that are missing into the directory, all or none; how many. What stands there is left as it is.

    efforts: as in directory.toml. Raises ValidationError; KeyError; TypeError.
    """
    with transaction.atomic():
        return sum(_load_effort(dict(effort), managing_organisation) for effort in efforts)


def _load_effort(facts: dict[str, Any], managing_organisation: Organisation | None) -> bool:
    name, organisation, sector = facts.pop("name"), facts.pop("organisation"), facts.pop("sector")
    part_of, phone = facts.pop("part_of", None), facts.pop("phone", "")
    unit = Unit.objects.filter(organisation__name=organisation, name=name).first()
    if unit is None:
        unit = create_unit(
            name=name,
            organisation=organisation,
            sector=sector,
            kind=UnitKind.EFFORT,
            phone=phone,
            part_of=Unit.objects.filter(organisation__name=organisation, name=part_of, part_of=None).first(),
            managing_organisation=managing_organisation,
        )
    if DirectoryEntry.objects.filter(pk=unit.pk).exists():
        return False
    entry = DirectoryEntry(unit=unit, **facts)
    entry.full_clean()
    entry.save(force_insert=True)
    return True
