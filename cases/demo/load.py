"""Writing the demo through the same actions as everybody, each at its own time in the past."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from cases import actions
from cases.actions.places import create_place
from cases.choices import Initiative, Medium, Outcome, ServiceResponse
from cases.cpr import CprNumber
from cases.demo import duty
from cases.demo.before import contacts
from cases.demo.caseloads import COLLEAGUES, caseloads
from cases.demo.citizens import SUBSTITUTION, UDSATTETEAMET, Somebody
from cases.demo.notes import NOTES, SPOKEN, TREATMENT, UNREACHED
from cases.demo.people import HIRED, HOUSE, PASSWORD, PEOPLE, Workplace, email
from cases.demo.places import SPOTS
from cases.demo.story import EVENTS, PROMISES, ROOM, Event, Promise
from cases.models import Case, ContactLine, Place
from udsatte.access.actor import Actor
from udsatte.access.context import acting_as
from udsatte.accounts.actions import create_unit, invite_user
from udsatte.accounts.models import Membership, Unit, User
from udsatte.web.days import COPENHAGEN, day_of

#: How far back the software knows of anybody; their cases are older.
DAYS = 31
_BATCH = 500
_SEED = 20261124
_SERVICES = ("motivational_outreach", "outreach_casework", "care", "enrolled_contact", "naloxone")
_WEIGHTS = (40, 25, 20, 10, 5)
_OUTCOMES = (Outcome.MET, Outcome.NOT_MET, Outcome.REFUSED, Outcome.MISSED)
_ALREADY = "SELECT pg_advisory_xact_lock(hashtextextended('demo', 4))"


class AlreadyLoaded(Exception):
    """Somebody with a persona's e-mail is here."""


def is_loaded() -> bool:
    """Whether the personas are here."""
    return User.objects.filter(email=email("anna")).exists()


@transaction.atomic
def load(*, at: datetime) -> None:
    """Make units, people, places, citizens and a year of work, as of `at`. All or nothing; raises AlreadyLoaded.

    The unit began with this software a month ago, and brought its contacts of the year before along in a spreadsheet.
    The same day and hour give the same demo, apart from ids. Run by the owner of the database.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALREADY)
    if is_loaded():
        raise AlreadyLoaded
    units: dict[Workplace, Unit] = {HOUSE: _unit(HOUSE)}
    members: dict[str, Membership] = {}
    for name, person in (PEOPLE | COLLEAGUES).items():
        place = person.workplace
        if place not in units:
            units[place] = _unit(place, units[HOUSE])
        members[name] = invite_user(
            email=email(name),
            full_name=person.full_name,
            title=person.title,
            unit=units[place],
            role=person.role,
            health_professional=person.health_professional,
            at=HIRED,
        )
    User.objects.filter(pk__in=[member.user_id for member in members.values()]).update(password=make_password(PASSWORD))
    for spot in SPOTS:
        create_place(name=spot.name, kind=spot.kind, district=spot.district, focus_area=spot.focus_area)
    _Month(members, at).play()
    duty.plan(members, at)


def _unit(place: Workplace, house: Unit | None = None) -> Unit:
    about = {"name": place.name, "organisation": place.organisation, "sector": place.sector, "kind": place.kind}
    whole = house if place.part_of else None
    return create_unit(**about, part_of=whole, managing_organisation=house.organisation if house else None)


class _Month:
    """What happens, collected first and then done in the order of time."""

    def __init__(self, members: dict[str, Membership], at: datetime) -> None:
        self.members = members
        self.at = at
        self.random = Random(_SEED)  # noqa: S311 — made-up people
        self.places = dict(Place.objects.values_list("name", "id"))
        self.citizens: dict[str, UUID] = {}
        self.facts: dict[str, actions.CitizenFacts] = {}
        self.steps: list[tuple[datetime, str, Callable[[Actor, datetime], object]]] = []

    def play(self) -> None:
        everybody = (*UDSATTETEAMET, *caseloads(day_of(self.at)))
        workers = ("anna", "bo", *COLLEAGUES, "clara")
        for team, registrar, colleagues in ((everybody, "clara", workers), (SUBSTITUTION, "sofie", ("niels", "sofie"))):
            for number, who in enumerate(team):
                self._arrive(who, registrar, number)
                self._earlier(who, colleagues)
        self._do(self._moment(DAYS, "12.00"), "clara", partial(self._take_over, everybody))
        for event in (*EVENTS, *map(self._last_met, everybody[len(UDSATTETEAMET) :])):
            self._happen(event)
        for promise in PROMISES:
            self._promise(promise)
        self._once()
        for moment, name, step in sorted(self.steps, key=lambda each: each[0]):
            with self._acting(name, moment) as actor:
                step(actor, moment)

    @contextmanager
    def _acting(self, name: str, moment: datetime) -> Iterator[Actor]:
        member = self.members[name]
        with acting_as(user_id=member.user_id, membership_id=member.pk, at=moment) as actor:
            yield actor

    def _moment(self, days: int, clock: str) -> datetime:
        """An hour of a day so many days back; early in the morning nothing of today lies ahead."""
        hour, minute = clock.split(".")
        day = day_of(self.at) - timedelta(days=days)
        return min(datetime.combine(day, time(int(hour), int(minute)), COPENHAGEN), self.at - timedelta(minutes=10))

    def _do(self, moment: datetime, name: str, step: Callable[[Actor, datetime], object]) -> None:
        self.steps.append((min(moment, self.at), name, step))

    # -- citizens --------------------------------------------------------------------------------------------

    def _arrive(self, who: Somebody, registrar: str, number: int) -> None:
        is_old = who.known_for >= DAYS
        moment = (
            self._moment(DAYS, f"{8 + number // 60:02}.{number % 60:02}")
            if is_old
            else self._moment(who.known_for, "06.50")
        )
        self._do(moment, registrar if is_old else who.worker, partial(self._register, who))

    def _register(self, who: Somebody, by: Actor, at: datetime) -> None:
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
            haunts=[self.places[name] for name in who.haunts],
        )
        registration = actions.register_citizen(
            facts=facts,
            cpr=cpr,
            caseworker_id=self.members[who.first_worker or who.worker].user_id,
            opened_on=day_of(self.at) - timedelta(days=who.known_for),
            reason="Demo",
            by=by,
            at=at,
        )
        if registration.citizen is None:
            raise AlreadyLoaded
        self.citizens[who.key] = registration.citizen.pk
        self.facts[who.key] = facts

    # -- contacts --------------------------------------------------------------------------------------------

    def _earlier(self, who: Somebody, colleagues: tuple[str, ...]) -> None:
        """What happened before the last meeting, a contact every few days."""
        if who.met is None:
            return
        pick = self.random
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
            self._happen(
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
                )
            )
            days -= pick.randint(2, 6)

    def _last_met(self, who: Somebody) -> Event:
        """What the clock counts from, of those whose story is not written by hand."""
        clock = f"{self.random.randint(7, 21):02}.{self.random.choice((0, 15, 40)):02}"
        note = self.random.choice(NOTES[Outcome.MET])
        return Event(
            {who.key: note}, who.met or 0, clock, who.worker, place=who.at, services=(_SERVICES[0],), minutes=20
        )

    def _take_over(self, team: Sequence[Somebody], by: Actor, at: datetime) -> None:
        """The unit's own list of contacts from before, as the import takes it in."""
        rows = list(contacts(team, self.citizens, today=day_of(self.at), until=DAYS, pick=self.random))
        for begin in range(0, len(rows), _BATCH):
            actions.import_contacts(rows=rows[begin : begin + _BATCH], by=by, at=at)

    def _happen(self, event: Event) -> None:
        happened_at = self._moment(event.days, event.clock)
        key = UUID(int=self.random.getrandbits(128))
        saved_at = happened_at + timedelta(minutes=self.random.randint(1, 9))
        self._do(saved_at, event.by, partial(self._log, event, happened_at, key))

    def _log(self, event: Event, happened_at: datetime, key: UUID, by: Actor, at: datetime) -> UUID:
        services = dict.fromkeys(event.services, ServiceResponse.ACCEPTED)
        contact_id, _is_new = actions.log_contact(
            lines=[
                actions.LineDraft(self.citizens[who], event.outcome, note, event.minutes, services)
                for who, note in event.who.items()
            ],
            happened_at=happened_at,
            medium=event.medium,
            place_id=self.places[event.place] if event.place else None,
            whereabouts=event.words,
            initiative=event.initiative,
            key=key,
            by=by,
            at=at,
        )
        return contact_id

    # -- promises, and what happens once ---------------------------------------------------------------------

    def _promise(self, promise: Promise) -> None:
        moment = self._moment(promise.opened, "22.40")
        self._do(moment, promise.owner or "bo", partial(self._open, promise))

    def _open(self, promise: Promise, by: Actor, at: datetime) -> None:
        follow_up = actions.open_follow_up(
            citizen_id=self.citizens[promise.who],
            what=promise.what,
            why=promise.why,
            due_on=day_of(self.at) + timedelta(days=promise.due_in),
            owner_id=self.members[promise.owner].user_id if promise.owner else None,
            by=by,
            at=at,
        )
        if promise.done is not None:
            with self._acting(promise.owner or "bo", self._moment(promise.done, "16.00")) as later:
                actions.finish_follow_up(follow_up_id=follow_up.pk, by=later, at=self._moment(promise.done, "16.00"))

    def _once(self) -> None:
        self._do(self._moment(25, "12.00"), "anna", self._risk)
        self._do(self._moment(15, "09.15"), "bo", self._add)
        self._do(self._moment(10, "13.30"), "clara", self._hand_over)
        self._do(self._moment(8, "16.30"), "anna", self._strike)

    def _risk(self, by: Actor, at: datetime) -> None:
        """Colleagues go two to Carlo: the instruction for everybody, the story for casework."""
        facts = replace(
            self.facts["carlo"],
            risk_instruction="Gå to. Mød ham udenfor, og hold hunden i snor.",
            risk_review_on=day_of(self.at) + timedelta(days=30),
        )
        actions.change_citizen(citizen_id=self.citizens["carlo"], version=1, facts=facts, by=by, at=at)
        story = "Blev bange, da to fremmede stod i døren, og skubbede en kollega. Ingen kom til skade. Rolig udenfor."
        key = UUID(int=self.random.getrandbits(128))
        actions.tell_risk(citizen_id=self.citizens["carlo"], text=story, by=by, at=at, key=key)

    def _add(self, by: Actor, at: datetime) -> None:
        line = ContactLine.objects.visible_to(by).get(citizen_id=self.citizens["anker"], note=ROOM)
        key = UUID(int=self.random.getrandbits(128))
        text = "Sundholm siger god for hunden. Værelset er ledigt fra den første."
        actions.add_to_note(line_id=line.pk, text=text, by=by, at=at, key=key)

    def _hand_over(self, by: Actor, at: datetime) -> None:
        case = Case.objects.visible_to(by).get(citizen_id=self.citizens["jytte"])
        caseworker_id = self.members["anna"].user_id
        actions.assign(case_id=case.pk, caseworker_id=caseworker_id, by=by, at=at)

    def _strike(self, by: Actor, at: datetime) -> None:
        event = Event({"hedvig": "Fik en kop te."}, 8, "16.10", "anna", place="Reden")
        key = UUID(int=self.random.getrandbits(128))
        contact_id = self._log(event, self._moment(8, "16.10"), key, by, at)
        line = ContactLine.objects.visible_to(by).get(contact_id=contact_id)
        actions.strike_line(line_id=line.pk, reason="Jeg valgte en forkert borger på listen.", by=by, at=at)
