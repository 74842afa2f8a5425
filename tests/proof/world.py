"""One world for the proofs: every persona, and a citizen in each relation that a unit can have to one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.test import Client

from auditing.models import Sample
from cases.choices import Basis, EnquiryAnswer, RowOutcome, Scope
from cases.identifiers import seal, seal_list
from cases.models import (
    Case,
    Citizen,
    ContactLine,
    Enquiry,
    ExportJob,
    FollowUp,
    Ground,
    Identifier,
    ImportJob,
    Intake,
    Lookout,
    Notice,
    PendingMatch,
    Place,
    Relative,
    Sighting,
    StaffLine,
    Tip,
    Visit,
)
from referrals.models import Attachment, FirstMeeting, Guarantee, PaymentCommitment, Referral
from tests.cases.written import written
from tests.conftest import NOW
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import (
    DirectoryEntryFactory,
    DutyShiftFactory,
    LeaveFactory,
    MembershipFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.auditing import AccessEntryFactory, SampleFactory
from tests.factories.cases import LONG_AGO
from tests.factories.referrals import (
    EntranceFactory,
    GuaranteeFactory,
    PaymentCommitmentFactory,
    ReceiptFactory,
    ReferralFactory,
)
from tests.personas import PEOPLE, Persona, persona
from tests.proof.browser import Browser
from tests.proof.referred import Referred, another_units, referred
from tests.web.signing_in import give_app
from udsatte.accounts.models import DutyShift, Leave, Membership, Unit, User

_PASSWORD = make_password("kaffe-regn-havn-42", hasher="md5")

#: MedCom's public test number.
CPR = "2509479989"

#: Of what a relative has sent from the public page.
RECEIPT = "7K3M-Q0ZD-4T9X-W2BC"

#: How the reader's unit stands to the citizen.
RELATIONS = {
    "own": "on the reader's own list",
    "team": "on a colleague's list",
    "struck": "on a colleague's list, the line struck",
    "closed": "the unit's case is closed",
    "protected": "on a colleague's list, name and address protected",
    "other": "another unit's, no ground",
    "shared": "another unit's, shared with the reader's",
    "masked": "another unit's, shared, name and address protected",
    "ended": "the unit's own ground has ended",
    "withdrawn": "another unit's, was shared and is no more",
    "personal": "another unit's, shared with one colleague only",
    "coming": "another unit's, shared from tomorrow on",
    "stood": "another unit's, the reader stands with them",
    "glass": "another unit's, the reader has broken the glass",
    "duty": "another unit's, the reader is on duty",
}


#: Of these, what the reader has opened alone; otherwise they are as `shared` is.
STREET = {"stood": Basis.CONTACT, "glass": Basis.GLASS, "duty": Basis.DUTY}


@dataclass(frozen=True, slots=True)
class Subject:
    """A citizen with a row of everything that an address names: one id for each kind."""

    citizen: Citizen
    case: Case
    line: ContactLine
    follow_up: FollowUp
    notice: Notice
    ground: Ground
    relative: Relative
    identifier: Identifier
    enquiry: Enquiry
    shared_enquiry: Enquiry
    pending: PendingMatch
    sighting: Sighting
    tip: Tip
    lookout: Lookout
    visit: Visit
    shift: DutyShift
    leave: Leave
    sample: Sample
    import_job: ImportJob
    export_job: ExportJob
    intake: Intake
    staff_line: StaffLine
    guarantee: Guarantee
    payment: PaymentCommitment
    referred: Referred | None = None

    @property
    def referral(self) -> Referral:
        assert self.referred
        return self.referred.referral

    @property
    def begun(self) -> Referral:
        """One that is taken up."""
        assert self.referred
        return self.referred.begun

    @property
    def meeting(self) -> FirstMeeting:
        assert self.referred
        return self.referred.meeting

    @property
    def paper(self) -> Attachment:
        """What was attached to the referral."""
        assert self.referred
        return self.referred.paper

    @property
    def unit(self) -> Unit:
        """The one that has the case."""
        return self.case.unit

    @property
    def membership(self) -> Membership:
        """The place of whoever works with the citizen."""
        return Membership.objects.get(user=self.follow_up.owner_id, unit=self.unit)

    def pk(self, of: str) -> Any:
        return getattr(self, of).pk


@dataclass(frozen=True, slots=True)
class World:
    """Everybody, signed in with both steps a moment ago; whom each may meet; and another unit's person."""

    people: dict[str, Persona]
    browsers: dict[str, Browser]
    subjects: dict[str, dict[str, Subject]]
    stranger: User
    elsewhere: Unit
    places: tuple[Place, ...]
    nobodys: dict[tuple[str, str, str], object] = field(default_factory=dict)


@contextmanager
def as_before() -> Iterator[None]:
    """Whatever happens in here has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def build() -> World:
    """The whole world, stored as the owner."""
    people = {name: persona(name) for name in PEOPLE}
    with as_owner():
        elsewhere = UnitFactory(name="Et andet team")
        stranger = UserFactory(full_name="Fremmede Testsen")
        MembershipFactory(user=stranger, unit=elsewhere)
        places = tuple(make.PlaceFactory(name=name) for name in ("Sundholm", "Skyen", "Mariakirken"))
        subjects: dict[str, dict[str, Subject]] = {}
        of_unit: dict[Any, dict[str, Subject]] = {}
        for who in people.values():
            if who.unit.pk not in of_unit:
                colleague = UserFactory(full_name="Kollega Testsen")
                MembershipFactory(
                    user=colleague,
                    unit=who.unit,
                    role=who.membership.role,
                    health_professional=who.membership.health_professional,
                )
                of_unit[who.unit.pk] = dict(_relations(who.unit, colleague, elsewhere, stranger, places[0]))
            own = subject(who.unit, who.user, place=places[0])
            street = dict(_street(who, elsewhere, stranger, places[0]))
            subjects[who.name] = {"own": own, **of_unit[who.unit.pk], **street}
        _public_page(people["clara"].unit)
        _refer(people, subjects, elsewhere, stranger)
        for unit in {one.unit for each in subjects.values() for one in each.values()}:
            DirectoryEntryFactory(unit=unit)
    browsers = {name: Browser(session_of(who)) for name, who in people.items()}
    return World(people, browsers, subjects, stranger, elsewhere, places)


def _public_page(unit: Unit) -> None:
    """Anybody may write to this unit, and somebody has."""
    EntranceFactory(unit=unit, is_public=True)
    sent = ReferralFactory(to_unit=unit, public=True, given_name="Kaj", family_name="")
    ReceiptFactory(referral=sent, code=RECEIPT)


def _refer(
    people: dict[str, Persona], subjects: dict[str, dict[str, Subject]], elsewhere: Unit, stranger: User
) -> None:
    """A referral beside each citizen, in the relation of referred.AS."""
    theirs = another_units(elsewhere, stranger)
    of_unit: dict[Any, dict[str, Referred]] = {}
    for who in people.values():
        if who.unit.pk not in of_unit:
            of_unit[who.unit.pk] = referred(who.unit, who.user, elsewhere)
        for relation, found in subjects[who.name].items():
            beside = of_unit[who.unit.pk].get(relation, theirs)
            subjects[who.name][relation] = replace(found, referred=beside)


def session_of(who: Persona) -> str:
    """A session in which the person has just given a password and a code."""
    with as_owner():
        User.objects.filter(pk=who.user.pk).update(password=_PASSWORD)
    who.user.refresh_from_db()
    give_app(who)
    RecoveryCodes.activate(who.user)
    client = Client()
    client.force_login(who.user)
    request = HttpRequest()
    request.session, request.user = client.session, who.user
    record_authentication(request, who.user, "password", reauthenticated=True)
    request.session.save()
    assert request.session.session_key
    return request.session.session_key


def _relations(
    unit: Unit, colleague: User, elsewhere: Unit, stranger: User, place: Place
) -> Iterator[tuple[str, Subject]]:
    def others(**facts: Any) -> Subject:
        return subject(elsewhere, stranger, place=place, **facts)

    def shared(found: Subject, **period: Any) -> Subject:
        make.GroundFactory(
            citizen=found.citizen, unit=unit, basis=Basis.REFERRAL, scope=Scope.SHARED, opened_by=stranger, **period
        )
        return found

    yield "team", subject(unit, colleague, place=place)
    yield "struck", subject(unit, colleague, place=place, struck=True)
    yield "closed", subject(unit, colleague, place=place, closed=True)
    yield "protected", subject(unit, colleague, place=place, is_protected=True)
    yield "other", others()
    yield "shared", shared(others())
    yield "masked", shared(others(is_protected=True))
    yield "ended", subject(unit, colleague, place=place, ended=True)
    yield "withdrawn", shared(others(), ends_at=NOW - timedelta(minutes=1))
    yield "personal", shared(others(), user=colleague)
    yield "coming", shared(others(), starts_at=NOW + timedelta(days=1))


def _street(who: Persona, elsewhere: Unit, stranger: User, place: Place) -> Iterator[tuple[str, Subject]]:
    """What this person alone has opened, half an hour ago."""
    for relation, basis in STREET.items():
        found = subject(elsewhere, stranger, place=place)
        facts: Any = {"basis": basis, "street": True, "user": who.user, "opened_by": who.user}
        ground = make.GroundFactory(citizen=found.citizen, unit=who.unit, **facts)
        yield relation, replace(found, ground=ground)


def subject(
    unit: Unit,
    by: User,
    *,
    place: Place | None = None,
    closed: bool = False,
    ended: bool = False,
    struck: bool = False,
    **facts: Any,
) -> Subject:
    """A citizen of this unit on this person's list, with a little of everything."""
    citizen = make.CitizenFactory(registered_by=by, **facts)
    ground = make.GroundFactory(citizen=citizen, unit=unit, opened_by=by, ended=ended)
    case = make.CaseFactory(citizen=citizen, unit=unit, opened_by=by, ground=ground, closed=closed)
    make.CaseStatusChangeFactory(case=case, changed_by=by)
    if case.is_open:
        make.AssignmentFactory(case=case, caseworker=by)
    line = make.ContactLineFactory(
        citizen=citizen, unit=unit, by=by, place=place, note="Vil gerne se værelset.", struck=struck
    )
    make.LineServiceFactory(line=line)
    make.NoteAdditionFactory(line=line, written_by=by)
    make.RiskStoryFactory(citizen=citizen, unit=unit, written_by=by)
    for of_citizen in (make.AliasFactory, make.PhoneFactory):
        of_citizen(citizen=citizen, added_by=by)
    make.HauntFactory(citizen=citizen, added_by=by, **({"place": place} if place else {}))
    identifier = make.IdentifierFactory(citizen=citizen, ciphertext=seal(CPR))
    enquiry, shared_enquiry, pending = _asked(citizen, unit, by)
    follow_up = make.FollowUpFactory(citizen=citizen, unit=unit, owner=by, opened_by=by, opened_at=LONG_AGO)
    notice = make.NoticeFactory(citizen=citizen, unit=unit)
    shift = DutyShiftFactory(unit=unit, made_by=by)
    # To come, and of people of its own: nobody's list is joined by it.
    leave = LeaveFactory(unit=unit, made_by=by, starts_on=NOW.date() + timedelta(days=30))
    sample = SampleFactory(
        # Of somebody else: nobody reviews her own look.
        unit=unit,
        entry_id=AccessEntryFactory(unit_id=unit.pk, citizen_id=citizen.pk).pk,
    )
    membership = by.memberships.filter(unit=unit).first()
    whose = {"unit": unit, "asked_by": by, "membership": membership, "expires_at": NOW + timedelta(days=1)}
    import_job = make.ImportJobFactory(**whose)
    make.ImportRowFactory(job=import_job, outcome=RowOutcome.BAD)
    export_job = make.ExportJobFactory(**whose, content=seal_list(b"Navn\r\n"))
    make.BackgroundFactory(citizen=citizen, unit=unit, changed_by=by)
    relative = make.RelativeFactory(citizen=citizen, unit=unit, added_by=by)
    sighting = make.SightingFactory(citizen=citizen, unit=unit, by=by, struck=struck)
    tip = make.TipFactory(unit=unit, by=by)
    make.CallFactory(citizen=citizen, unit=unit, by=by)
    lookout = make.LookoutFactory(citizen=citizen, unit=unit, asked_by=by)
    visit = make.VisitFactory(unit=unit)
    asked = (identifier, enquiry, shared_enquiry, pending, sighting, tip, lookout, visit)
    jobs = (import_job, export_job)
    intake = make.IntakeFactory(unit=unit, by=by, body=seal_list(_written_without_a_net(citizen, unit)))
    done = (shift, leave, sample)
    asks = PaymentCommitmentFactory(citizen=citizen, unit=unit)
    promised = (make.StaffLineFactory(contact=line.contact), GuaranteeFactory(citizen=citizen, unit=unit), asks)
    return Subject(citizen, case, line, follow_up, notice, ground, relative, *asked, *done, *jobs, intake, *promised)


def _written_without_a_net(citizen: Citizen, unit: Unit) -> bytes:
    return json.dumps(written(citizen, unit=unit, at=LONG_AGO)).encode()


def _asked(citizen: Citizen, unit: Unit, by: User) -> tuple[Enquiry, Enquiry, PendingMatch]:
    """What another unit asked about the citizen, open and shared; and what this unit asked, and may take in."""
    asker = Unit.objects.filter(name="Et spørgende team").first() or UnitFactory(name="Et spørgende team")
    answered: Any = {"answer": EnquiryAnswer.SHARED, "answered_at": LONG_AGO, "said": "Borgeren har sagt ja."}
    ground = make.GroundFactory(citizen=citizen, unit=asker, basis=Basis.CONSENT, scope=Scope.SHARED, opened_by=by)
    whose: Any = {"citizen": citizen, "unit": asker, "asked_by": by}
    shared = make.EnquiryFactory(
        **whose, **answered, answered_by=by, ground=ground, waiting__shared=True, waiting__citizen=citizen
    )
    pending = make.PendingMatchFactory(unit=unit, asked_by=by, shared=True, citizen=citizen)
    return make.EnquiryFactory(**whose), shared, pending
