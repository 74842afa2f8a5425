"""Making and changing citizens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from cases.actions.casework import ask_room, open_case, put_on_list
from cases.actions.identifiers import Outcome, Registration, begin, register, say_none
from cases.actions.states import change_state
from cases.actions.storing import store
from cases.choices import CaseStatus, NoNumber, Sex
from cases.models import Alias, Case, Citizen, Haunt, Phone, RiskStory
from cases.models.facts import ALIAS_LENGTH
from cases.numbers import Number
from cases.policies import can_change_citizen, can_register
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Stale
from udsatte.web.idempotency import once


@dataclass(frozen=True, slots=True)
class CitizenFacts:
    """What a caseworker writes down about a citizen. Aliases, phones and haunts are the whole list, as it should be.

    is_unknown: nobody knows the name; given_name is what the citizen is called, and stands as an alias, too.
    """

    given_name: str
    family_name: str = ""
    birth_on: date | None = None
    birth_year: int | None = None
    sex: str = Sex.UNKNOWN
    is_unknown: bool = False
    features: str = ""
    is_protected: bool = False
    risk_instruction: str = ""
    risk_review_on: date | None = None
    aliases: Sequence[str] = ()
    phones: Sequence[str] = ()
    haunts: Sequence[UUID] = ()


#: What a key remembers of a registration that another unit answers: there is no citizen to show.
NOBODY = UUID(int=0)
_LISTS = frozenset({"aliases", "phones", "haunts"})
_COLUMNS = tuple(field.name for field in fields(CitizenFacts) if field.name not in _LISTS)


@action
def register_citizen(
    *,
    facts: CitizenFacts,
    by: Actor,
    at: datetime,
    reason: str,
    key: UUID | None = None,
    number: Number | None = None,
    none_because: NoNumber | None = None,
    caseworker_id: UUID | None = None,
    opened_on: date | None = None,
    room_reason: str = "",
) -> Registration:
    """Take a citizen into the actor's unit: citizen, ground, open case and, when named, whose list.

    With a number the same person is found instead of made twice. reason: why we ask, kept with an enquiry.
    none_because: why there is no number, when somebody said so.
    key: made by a page, so that a double tap makes nobody twice; None for a caller that knows its own repeats.
    room_reason: why it is one more than there is room for on that list.
    Raises Denied; TooManyEnquiries; NoReason; NotAColleague; NotToThem; NoRoom.
    """
    can_register(actor=by).require()
    done: list[Registration] = []

    def save() -> UUID:
        if caseworker_id:
            # Before the number is looked up: who is asked to say why has learnt nothing of it, and left no trace.
            ask_room(caseworker_id=caseworker_id, room_reason=room_reason, by=by, at=at)
        done.append(_take_in(facts, by, at, reason, number, none_because, caseworker_id, opened_on, room_reason))
        return done[0].citizen.pk if done[0].citizen else NOBODY

    if key is None:
        save()
    else:
        citizen_id, new = once(by=by, key=key, action="register_citizen", at=at, do=save)
        if not new and citizen_id == NOBODY:
            return Registration(Outcome.ASKED, None)
        if not new:
            return Registration(Outcome.KNOWN, Citizen.objects.visible_to(by).get(pk=citizen_id))
    return done[0]


def _take_in(
    facts: CitizenFacts,
    by: Actor,
    at: datetime,
    reason: str,
    number: Number | None,
    none_because: NoNumber | None,
    caseworker_id: UUID | None,
    opened_on: date | None,
    room_reason: str,
) -> Registration:
    if number is None:
        outcome: Outcome = Outcome.NEW
        citizen_id: UUID | None = begin()
    else:
        called = f"{facts.given_name} {facts.family_name}".strip()
        outcome, citizen_id = register(number, reason, called=called)
    if citizen_id is None:
        return Registration(outcome, None)
    if outcome is Outcome.NEW:
        citizen = _create(citizen_id, facts, by, at)
        if none_because and number is None:
            say_none(citizen_id=citizen_id, because=none_because, by=by, at=at)
    else:
        citizen = Citizen.objects.visible_to(by).get(pk=citizen_id)
    if outcome is not Outcome.KNOWN:
        case = case_again(citizen_id, reason, by, at) or open_case(
            citizen_id=citizen_id, by=by, at=at, opened_on=opened_on
        )
        if caseworker_id:
            put_on_list(case_id=case.pk, caseworker_id=caseworker_id, room_reason=room_reason, by=by, at=at)
    return Registration(outcome, citizen)


@action
def create_unknown(
    *, called: str, by: Actor, at: datetime, features: str = "", birth_year: int | None = None, sex: str = Sex.UNKNOWN
) -> Citizen:
    """Take somebody in whose name nobody knows: alias, features, the actor's ground and open case.

    Knows no repeats: the caller's own key does (a contact and its unknown citizens are one transaction).
    birth_year: about. sex: as seen. Raises Denied.
    """
    can_register(actor=by).require()
    facts = CitizenFacts(called, is_unknown=True, features=features, birth_year=birth_year, sex=sex)
    citizen = _create(begin(), facts, by, at)
    open_case(citizen_id=citizen.pk, by=by, at=at)
    return citizen


@action
def change_citizen(*, citizen_id: UUID, version: int, facts: CitizenFacts, by: Actor, at: datetime) -> Citizen:
    """Correct what stands on a citizen. Raises Denied; Stale when somebody saved meanwhile."""
    can_change_citizen(actor=by).require()
    citizen = Citizen.objects.visible_to(by).select_for_update().get(pk=citizen_id)
    if citizen.version != version:
        raise Stale(citizen)
    for name in _COLUMNS:
        setattr(citizen, name, getattr(facts, name))
    citizen.version += 1
    citizen.full_clean(exclude=["registered_by"])
    citizen.save(update_fields=[*_COLUMNS, "version"])
    _set_lists(citizen, facts, by, at)
    return citizen


@action
def tell_risk(*, citizen_id: UUID, text: str, by: Actor, at: datetime, key: UUID) -> UUID:
    """Write down what happened that made colleagues careful: casework, signed, only added to. Raises Denied."""
    can_change_citizen(actor=by).require()

    def save() -> UUID:
        story = RiskStory(citizen_id=citizen_id, unit_id=by.unit_id, text=text, written_at=at, written_by_id=by.user_id)
        store(story, exclude=["citizen", "unit", "written_by"])
        return story.pk

    return once(by=by, key=key, action="tell_risk", at=at, do=save)[0]


def case_again(citizen_id: UUID, reason: str, by: Actor, at: datetime) -> Case | None:
    """The unit's own case from before its ground ended, open again."""
    case = Case.objects.visible_to(by).filter(citizen_id=citizen_id, unit_id=by.unit_id).first()
    if case is not None and not case.is_open:
        return change_state(case_id=case.pk, version=case.version, to=CaseStatus.ACTIVE, reason=reason, by=by, at=at)
    return case


def _create(citizen_id: UUID, facts: CitizenFacts, by: Actor, at: datetime) -> Citizen:
    columns = {name: getattr(facts, name) for name in _COLUMNS}
    citizen = Citizen(id=citizen_id, registered_at=at, registered_by_id=by.user_id, **columns)
    store(citizen, exclude=["registered_by", "id"])
    _set_lists(citizen, facts, by, at)
    return citizen


def _set_lists(citizen: Citizen, facts: CitizenFacts, by: Actor, at: datetime) -> None:
    # What somebody was called stays an alias when the name is found.
    aliases = [*facts.aliases, *([facts.given_name[:ALIAS_LENGTH]] if facts.is_unknown else [])]
    _set_list(Alias, "text", aliases, citizen, by, at)
    _set_list(Phone, "number", facts.phones, citizen, by, at)
    _set_list(Haunt, "place_id", facts.haunts, citizen, by, at)


def _set_list(
    model: type[Alias] | type[Phone] | type[Haunt],
    column: str,
    wanted: Iterable[object],
    citizen: Citizen,
    by: Actor,
    at: datetime,
) -> None:
    """Make the rows that stand equal to the list that should: add what is new, end what is gone."""
    standing = {getattr(row, column): row for row in model.objects.filter(citizen=citizen, ended_at__isnull=True)}
    wanted = list(dict.fromkeys(wanted))
    gone = [row.pk for value, row in standing.items() if value not in wanted]
    if gone:
        model.objects.filter(pk__in=gone).update(ended_at=at, ended_by=by.user_id)
    for value in wanted:
        if value not in standing:
            row = model(citizen=citizen, added_at=at, added_by_id=by.user_id, **{column: value})
            store(row, exclude=["citizen", "added_by", "place"])
