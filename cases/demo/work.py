"""What Udsatteteamet and the substitution team did in a month: who came, what was logged, what was promised."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from cases import actions
from cases.actions.casework import NoRoom
from cases.choices import Initiative, Medium, Outcome, ServiceResponse
from cases.cpr import CprNumber
from cases.demo.before import contacts
from cases.demo.caseloads import COLLEAGUES, caseloads
from cases.demo.citizens import LEFT, SUBSTITUTION, UDSATTETEAMET, Somebody
from cases.demo.month import DAYS, AlreadyLoaded, Month
from cases.demo.notes import NOTES, SPOKEN, TREATMENT, UNREACHED
from cases.demo.story import EVENTS, PROMISES, Event, Promise
from udsatte.access.actor import Actor
from udsatte.web.days import day_of

_BATCH = 500
_SERVICES = ("motivational_outreach", "outreach_casework", "care", "enrolled_contact", "naloxone")
_WEIGHTS = (40, 25, 20, 10, 5)
_OUTCOMES = (Outcome.MET, Outcome.NOT_MET, Outcome.REFUSED, Outcome.MISSED)


def plan(month: Month) -> None:
    """Everybody's citizens, contacts and follow-ups."""
    everybody = (*UDSATTETEAMET, *caseloads(day_of(month.at)), *LEFT)
    workers = ("anna", "bo", *COLLEAGUES, "clara")
    for team, registrar, colleagues in ((everybody, "clara", workers), (SUBSTITUTION, "sofie", ("niels", "sofie"))):
        for number, who in enumerate(team):
            _arrive(month, who, registrar, number)
            _earlier(month, who, colleagues)
    month.do(month.moment(DAYS, "12.00"), "clara", partial(_take_over, month, everybody))
    for event in (*EVENTS, *(_last_met(month, who) for who in everybody[len(UDSATTETEAMET) :])):
        _happen(month, event)
    for promise in PROMISES:
        _promise(month, promise)


def _arrive(month: Month, who: Somebody, registrar: str, number: int) -> None:
    is_old = who.known_for >= DAYS
    moment = (
        month.moment(DAYS, f"{8 + number // 60:02}.{number % 60:02}")
        if is_old
        else month.moment(who.known_for, "06.50")
    )
    month.do(moment, registrar if is_old else who.worker, partial(_register, month, who))


def _register(month: Month, who: Somebody, by: Actor, at: datetime) -> None:
    cpr = CprNumber.parse(who.cpr, today=day_of(at)) if who.cpr else None
    facts = actions.CitizenFacts(
        given_name=who.given_name,
        family_name=who.family_name,
        birth_on=cpr.born_on if cpr else who.born,
        birth_year=who.born_about,
        sex=who.sex,
        is_protected=who.is_protected,
        aliases=who.aliases,
        phones=(who.phone,) if who.phone else (),
        haunts=[month.places[name] for name in who.haunts],
    )
    register = partial(
        actions.register_citizen,
        facts=facts,
        number=cpr,
        caseworker_id=month.members[who.first_worker or who.worker].user_id,
        opened_on=month.day(-who.known_for),
        reason="Demo",
        by=by,
        at=at,
    )
    try:
        registration = register()
    except NoRoom:  # asked why it is one more, somebody answers
        registration = register(room_reason="Vi kender hinanden fra gaden, og det haster.")
    if registration.citizen is None:
        raise AlreadyLoaded
    month.citizens[who.key] = registration.citizen.pk
    month.facts[who.key] = facts


def _earlier(month: Month, who: Somebody, colleagues: tuple[str, ...]) -> None:
    """What happened before the last meeting, a contact every few days."""
    if who.met is None:
        return
    pick = month.random
    days = DAYS - pick.randint(1, 4)
    while days > who.met + 1:
        outcome = pick.choices(_OUTCOMES, (62, 22, 8, 8))[0]
        is_remote = pick.random() < 0.12
        is_met = outcome is Outcome.MET
        notes = NOTES[outcome]
        if is_remote:
            outcome = Outcome.MET if is_met else Outcome.NOT_MET
            notes = SPOKEN if is_met else UNREACHED
        elif is_met and "niels" in colleagues:
            notes = TREATMENT
        services = pick.choices(_SERVICES, _WEIGHTS, k=pick.randint(1, 2)) if is_met and not is_remote else ()
        _happen(
            month,
            Event(
                {who.key: pick.choice(notes)},
                days,
                f"{pick.randint(7, 21):02}.{pick.choice((0, 5, 10, 20, 30, 45)):02}",
                who.worker if pick.random() < 0.8 else pick.choice(colleagues),
                outcome,
                "" if is_remote else pick.choice(who.haunts),
                medium=pick.choice((Medium.PHONE, Medium.MESSAGE)) if is_remote else Medium.IN_PERSON,
                initiative=Initiative.CITIZEN if is_remote and is_met else Initiative.OURS,
                services=tuple(services),
                minutes=pick.choice((5, 10, 15, 20, 30, 45)) if is_met else None,
            ),
        )
        days -= pick.randint(2, 6)


def _last_met(month: Month, who: Somebody) -> Event:
    """What the clock counts from, of those whose story is not written by hand."""
    clock = f"{month.random.randint(7, 21):02}.{month.random.choice((0, 15, 40)):02}"
    note = month.random.choice(NOTES[Outcome.MET])
    return Event({who.key: note}, who.met or 0, clock, who.worker, place=who.at, services=(_SERVICES[0],), minutes=20)


def _take_over(month: Month, team: Sequence[Somebody], by: Actor, at: datetime) -> None:
    """The unit's own list of contacts from before, as the import takes it in."""
    rows = list(contacts(team, month.citizens, today=day_of(month.at), until=DAYS, pick=month.random))
    for begin in range(0, len(rows), _BATCH):
        actions.import_contacts(rows=rows[begin : begin + _BATCH], by=by, at=at)


def _happen(month: Month, event: Event) -> None:
    happened_at = month.moment(event.days, event.clock)
    key = month.key()
    saved_at = happened_at + timedelta(minutes=month.random.randint(1, 9))
    month.do(saved_at, event.by, partial(log, month, event, happened_at, key))


def log(month: Month, event: Event, happened_at: datetime, key: UUID, by: Actor, at: datetime) -> UUID:
    services = dict.fromkeys(event.services, ServiceResponse.ACCEPTED)
    contact_id, _is_new = actions.log_contact(
        lines=[
            actions.LineDraft(month.citizens[who], event.outcome, note, event.minutes, services)
            for who, note in event.who.items()
        ],
        happened_at=happened_at,
        medium=event.medium,
        place_id=month.places[event.place] if event.place else None,
        whereabouts=event.words,
        initiative=event.initiative,
        key=key,
        by=by,
        at=at,
    )
    return contact_id


def _promise(month: Month, promise: Promise) -> None:
    moment = month.moment(promise.opened, "22.40")
    month.do(moment, promise.owner or "bo", partial(_open, month, promise))


def _open(month: Month, promise: Promise, by: Actor, at: datetime) -> None:
    follow_up = actions.open_follow_up(
        citizen_id=month.citizens[promise.who],
        what=promise.what,
        why=promise.why,
        due_on=month.day(promise.due_in),
        owner_id=month.members[promise.owner].user_id if promise.owner else None,
        by=by,
        at=at,
    )
    if promise.done is not None:
        with month.acting(promise.owner or "bo", month.moment(promise.done, "16.00")) as later:
            actions.finish_follow_up(follow_up_id=follow_up.pk, by=later, at=month.moment(promise.done, "16.00"))
