"""Contacts that were written without a net: taken in as they come, filed where the ground covered the time.

Nothing that arrives is thrown away: what cannot be filed waits for the unit's coordinator.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils.translation import gettext as _

from cases.actions.casework import reasoned
from cases.actions.contacts import (
    Company,
    LineDraft,
    NextStep,
    NotYours,
    StaffDraft,
    UnknownDraft,
    log_contact,
    who_could_be_there,
)
from cases.choices import IntakeState, Outcome, WhyWaiting
from cases.identifiers import row_digest, seal_list, unseal_list
from cases.intake import Moment, Unreadable, Written, WrittenCompany, read, set_right
from cases.models import Intake
from cases.policies import can_log_contact, can_settle_intake
from udsatte.access.actor import Actor
from udsatte.access.context import NotStored, acting_as, action
from udsatte.access.decisions import Denied, Foreseen
from udsatte.accounts.models import Membership
from udsatte.web.idempotency import once
from udsatte.web.offline.keys import Sealed, unseal

#: So many letters does a contact hold of who else was there.
_OTHERS = 120


class SettledAlready(Foreseen):
    """A colleague was first."""


@dataclass(frozen=True, slots=True)
class Received:
    """That it is kept. conflict: under this key something else came before; both are kept."""

    key: UUID
    conflict: bool


@action
def receive_contact(*, sealed: Sealed, sent_at: datetime | None, by: Actor, at: datetime) -> Received:
    """Keep what the person's device wrote, in the unit where it was written, and file it if that can be.

    sent_at: by the device's clock. The same key again with the same content changes nothing, with another one is kept
    beside it. Raises Denied; NotReadable when it was sealed for somebody else, or changed on its way.
    """
    can_log_contact(actor=by).require()
    content = unseal(sealed, user_id=by.user_id)
    try:
        written: Written | None = read(content)
    except Unreadable:
        written = None
    right = set_right(written, sent_at=sent_at, at=at) if written else Moment(at, certain=False)
    with _author(written, right, by=by, at=at) as author:
        digest = row_digest(content.decode("latin-1"))
        # A replay is known for ever; the key of an action is forgotten after a while.
        already = Intake.objects.visible_to(author).with_key(author.user_id, sealed.key).filter(digest=digest).first()
        if already is not None:
            return Received(sealed.key, conflict=already.why == WhyWaiting.CONFLICT)
        row = Intake(
            id=uuid4(),
            unit_id=author.unit_id,
            by_id=author.user_id,
            key=sealed.key,
            digest=digest,
            body=seal_list(content),
            happened_at=right.happened_at,
            received_at=at,
            why=WhyWaiting.CLOCK if written else WhyWaiting.UNREADABLE,
        )

        def save() -> UUID:
            row.save(force_insert=True)
            return row.pk

        first, new = once(by=author, key=sealed.key, action="receive_contact", at=at, do=save)
        if new:
            if written and right.certain:
                _file_or_wait(row, written, by=author, at=at)
            return Received(sealed.key, conflict=False)
        return Received(sealed.key, conflict=_keep_beside(row, first, by=author))


@action
def file_waiting(*, intake_id: UUID, by: Actor, at: datetime) -> UUID:
    """File what waits, as its author's contact, on the grounds of today. Answers the contact's id.

    An author who has left the unit signs nothing any more: then the coordinator does, and the note says who wrote it.
    Raises Denied; SettledAlready; NotYours; ImpossibleTime.
    """
    can_settle_intake(actor=by).require()
    row = _that_waits(intake_id, by)
    try:
        written = read(unseal_list(row.body))
    except Unreadable:
        raise Denied(_("It could not be read as a contact. Set it aside, and ask its author.")) from None
    place = _place(row.by_id, row.unit_id, at)
    if place is None:
        said = _("Written without a net by %(name)s.") % {"name": row.by.full_name}
        contact_id = _log(_signed(written, said), row, by=by, at=at)
    else:
        with acting_as(user_id=row.by_id, membership_id=place, at=at) as author:
            contact_id = _log(written, row, by=author, at=at)
    _settle(row.pk, contact_id, "")
    return contact_id


@action
def set_aside(*, intake_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Let it be: it stays, with the reason, and becomes no contact. Raises Denied; NoReason; SettledAlready."""
    can_settle_intake(actor=by).require()
    _settle(_that_waits(intake_id, by).pk, None, reasoned(reason, longest=500))


def forget_filed(*, at: datetime) -> int:
    """Delete what was filed `INTAKE_KEPT_DAYS` ago: the contact holds it. By the worker; safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT intake_forget(%s)", [at - timedelta(days=settings.INTAKE_KEPT_DAYS)])
        gone: int = cursor.fetchone()[0]
    return gone


def _that_waits(intake_id: UUID, by: Actor) -> Intake:
    """The row, to its coordinator. Raises SettledAlready."""
    found = (row for row in Intake.objects.visible_to(by).that_wait_in_unit(intake_id, 1) if row.pk == intake_id)
    row = next(found, None)
    if row is None:
        raise SettledAlready(_("A colleague has just decided it."))
    return row


def _settle(intake_id: UUID, contact_id: UUID | None, reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT intake_settle(%s, %s, %s)", [intake_id, contact_id, reason])
        if not cursor.fetchone()[0]:
            raise SettledAlready(_("A colleague has just decided it."))


@contextmanager
def _author(written: Written | None, right: Moment, *, by: Actor, at: datetime) -> Iterator[Actor]:
    """The author in the unit where it was written, if that is or was a place of theirs; else where they are now."""
    if written is None or written.unit_id == by.unit_id:
        yield by
        return
    for moment in (at, right.happened_at):
        place = _place(by.user_id, written.unit_id, moment)
        if place is not None:
            with acting_as(user_id=by.user_id, membership_id=place, at=moment, channel=by.channel) as author:
                yield author
            return
    yield by


def _place(user_id: UUID, unit_id: UUID, at: datetime) -> UUID | None:
    """The person's membership of that unit then."""
    places = Membership.objects.of_user(user_id).of_unit(unit_id).open_at(at).filter(user__is_active=True)
    found: UUID | None = places.values_list("pk", flat=True).first()
    return found


def _file_or_wait(row: Intake, written: Written, *, by: Actor, at: datetime) -> None:
    """File it as of the time it happened: what the unit saw then decides. Else it waits, and says why."""
    why, contact_id = "", None
    try:
        issued = written.issued
        if issued is None or (issued.user_id, issued.unit_id) != (by.user_id, by.unit_id):
            raise NotYours
        place = _place(by.user_id, by.unit_id, row.happened_at)
        if place is None:
            raise NotYours
        with transaction.atomic(), acting_as(user_id=by.user_id, membership_id=place, at=row.happened_at) as then:
            contact_id = _log(written, row, by=then, at=at, begins_at=row.happened_at)
            connection.check_constraints()
    except (NotYours, Denied):
        why = WhyWaiting.GROUND
    except (Foreseen, NotStored, ValidationError, IntegrityError):
        why = WhyWaiting.REFUSED
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != "42501":
            raise
        why = WhyWaiting.GROUND
    if contact_id is not None and not why:
        row.state, row.why, row.contact_id, row.settled_at, row.settled_by_id = (
            IntakeState.FILED,
            "",
            contact_id,
            at,
            by.user_id,
        )
        row.save(update_fields=["state", "why", "contact", "settled_at", "settled_by"])
    else:
        row.why = why
        row.save(update_fields=["why"])


def _signed(written: Written, said: str) -> Written:
    """With who wrote it in each note."""
    one, talk = written.unknown, written.staff
    return replace(
        written,
        lines=tuple(replace(line, note=f"{said}\n{line.note}".strip()) for line in written.lines),
        unknown=one and replace(one, note=f"{said}\n{one.note}".strip()),
        staff=talk and replace(talk, note=f"{said}\n{talk.note}".strip()),
    )


def _log(written: Written, row: Intake, *, by: Actor, at: datetime, begins_at: datetime | None = None) -> UUID:
    """Save it as a contact, once, under the row's own id. Raises as `log_contact`."""

    one, talk, walk = written.unknown, written.staff, written.walk

    def line(citizen_id: UUID, outcome: str, note: str) -> LineDraft:
        draft = LineDraft(citizen_id, outcome, note, minutes=written.minutes, services=written.services)
        if walk is None or outcome != Outcome.MET:
            return draft
        return replace(draft, accompanied_to=walk.words, accompanied_unit_id=walk.unit_id)

    return log_contact(
        lines=[line(said.citizen_id, said.outcome, said.note) for said in written.lines],
        happened_at=row.happened_at,
        by=by,
        at=at,
        key=row.pk,
        medium=written.medium,
        place_id=written.place_id,
        whereabouts=written.whereabouts,
        initiative=written.initiative,
        next_step=NextStep(due_on=written.next_on, what=written.next_what) if written.next_on else None,
        unknown=UnknownDraft(one.called, one.features, line(UUID(int=0), one.outcome, one.note), begins_at)
        if one
        else None,
        staff=StaffDraft(talk.topic, talk.note) if talk else None,
        company=_company(written.company, row, by=by, at=at) if written.company else Company(),
    )[0]


def _company(said: WrittenCompany, row: Intake, *, by: Actor, at: datetime) -> Company:
    """Who was there. Whoever worked in the unit and was no colleague then, and is none now, is there by name.

    A stranger to the unit stays, for `log_contact` to refuse.
    """
    # Whoever files it for an author who has left may have been there: they sign, and were not with themselves.
    wanted = {pk for pk in said.colleagues if pk != by.user_id}
    gone = wanted - who_could_be_there(wanted, by=by, at=at, happened_at=row.happened_at)
    if not gone:
        return Company(sorted(wanted), said.others)
    places = Membership.objects.of_unit(by.unit_id).filter(user_id__in=gone)
    past = dict(places.values_list("user_id", "user__full_name"))
    named = sorted(said.colleagues[pk].strip() or name for pk, name in past.items())
    others = ", ".join(word for word in (said.others.strip(), *named) if word)
    return Company(sorted(wanted - past.keys()), others if len(others) <= _OTHERS else f"{others[: _OTHERS - 1]}…")


def _keep_beside(row: Intake, first: UUID, *, by: Actor) -> bool:
    """Keep another content under a key that is used; False when it is the content that came first."""
    row.why = WhyWaiting.CONFLICT
    kept = {one.pk: bytes(one.digest) for one in Intake.objects.visible_to(by).with_key(by.user_id, row.key)}
    if row.digest not in kept.values():
        # The same replay at the same moment finds the row that is being made.
        with suppress(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
    return row.digest != kept.get(first)
