"""Citizens and what hangs on them, stored as the owner. Everybody is made up."""

from datetime import date, datetime
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from cases import models
from cases.choices import (
    Basis,
    Caller,
    CaseStatus,
    Children,
    DeathSource,
    District,
    EnquiryAnswer,
    ExportFormat,
    ExportState,
    IdentifierKind,
    ImportState,
    Known,
    ListKind,
    MayBeTold,
    Medium,
    NoticeKind,
    Outcome,
    OwnDoctor,
    PlaceKind,
    ResidenceBasis,
    RowOutcome,
    Scope,
    StaffTopic,
    TipKind,
    ToldBy,
    WhyWaiting,
)
from cases.identifiers import seal_list
from tests.factories.accounts import MembershipFactory, UnitFactory, UserFactory

LONG_AGO = datetime.fromisoformat("2026-01-05T09:00:00+01:00")


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = models.Place

    name = factory.Sequence(lambda n: f"Teststedet {n}")
    kind = PlaceKind.DROP_IN
    district = District.VESTERBRO


class CitizenFactory(DjangoModelFactory):
    class Meta:
        model = models.Citizen

    class Params:
        protected = factory.Trait(is_protected=True)

    id = factory.Faker("uuid4", cast_to=None)
    given_name = factory.Sequence(lambda n: f"Testborger {n}")
    family_name = "Testsen"
    registered_at = LONG_AGO
    registered_by = factory.SubFactory(UserFactory)


class GroundFactory(DjangoModelFactory):
    class Meta:
        model = models.Ground

    class Params:
        ended = factory.Trait(ends_at=datetime.fromisoformat("2026-01-06T09:00:00+01:00"))
        #: Opened by a person for themselves half an hour before the tests' clock; give user, opened_by and basis.
        street = factory.Trait(
            scope=Scope.SHARED,
            health=False,
            reason="Står i porten",
            starts_at=datetime.fromisoformat("2026-11-24T10:12:00+01:00"),
            ends_at=datetime.fromisoformat("2026-11-25T10:12:00+01:00"),
        )

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    basis = Basis.CASE
    scope = Scope.CASEWORK
    health = True
    starts_at = LONG_AGO
    opened_by = factory.SubFactory(UserFactory)


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = models.Case

    class Params:
        closed = factory.Trait(
            status=CaseStatus.CLOSED,
            status_reason="Flyttet",
            closed_cause="moved",
        )

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    ground = factory.SubFactory(
        GroundFactory,
        citizen=factory.SelfAttribute("..citizen"),
        unit=factory.SelfAttribute("..unit"),
        opened_by=factory.SelfAttribute("..opened_by"),
    )
    opened_on = date(2026, 1, 5)
    opened_by = factory.SubFactory(UserFactory)
    status_at = LONG_AGO
    status_by = factory.SelfAttribute("opened_by")


class _OfCase(DjangoModelFactory):
    case = factory.SubFactory(CaseFactory)
    citizen = factory.SelfAttribute("case.citizen")
    unit = factory.SelfAttribute("case.unit")


class AssignmentFactory(_OfCase):
    class Meta:
        model = models.Assignment

    caseworker = factory.SubFactory(UserFactory)
    assigned_by = factory.SelfAttribute("caseworker")
    starts_on = date(2026, 1, 5)


class CaseStatusChangeFactory(_OfCase):
    class Meta:
        model = models.CaseStatusChange

    to_status = CaseStatus.ACTIVE
    changed_at = LONG_AGO
    changed_by = factory.SubFactory(UserFactory)


class _Added(DjangoModelFactory):
    citizen = factory.SubFactory(CitizenFactory)
    added_at = LONG_AGO
    added_by = factory.SubFactory(UserFactory)


class AliasFactory(_Added):
    class Meta:
        model = models.Alias

    text = factory.Sequence(lambda n: f"Kaptajnen {n}")


class PhoneFactory(_Added):
    class Meta:
        model = models.Phone

    number = factory.Sequence(lambda n: f"00 00 {n:04}")


class HauntFactory(_Added):
    class Meta:
        model = models.Haunt

    place = factory.SubFactory(PlaceFactory)


class RiskStoryFactory(DjangoModelFactory):
    class Meta:
        model = models.RiskStory

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    text = "Slog ud efter en kollega."
    written_at = LONG_AGO
    written_by = factory.SubFactory(UserFactory)


class IdentifierFactory(DjangoModelFactory):
    class Meta:
        model = models.Identifier

    citizen = factory.SubFactory(CitizenFactory)
    kind = IdentifierKind.CPR
    digest = factory.Sequence(lambda n: n.to_bytes(32))
    ciphertext = b"\x01sealed"


class PendingMatchFactory(DjangoModelFactory):
    class Meta:
        model = models.PendingMatch

    unit = factory.SubFactory(UnitFactory)
    asked_at = LONG_AGO
    asked_by = factory.SubFactory(UserFactory)
    kind = IdentifierKind.CPR
    called = "Else Test Lauridsen"
    reason = "Borgeren står her"

    class Params:
        shared = factory.Trait(answer=EnquiryAnswer.SHARED, answered_at=LONG_AGO, said="Borgeren har sagt ja.")


class EnquiryFactory(DjangoModelFactory):
    class Meta:
        model = models.Enquiry

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    asked_at = LONG_AGO
    asked_by = factory.SubFactory(UserFactory)
    reason = "Borgeren står her"
    waiting = factory.SubFactory(
        PendingMatchFactory,
        **{name: factory.SelfAttribute(f"..{name}") for name in ("unit", "asked_at", "asked_by", "reason")},
    )


class DeathFactory(DjangoModelFactory):
    class Meta:
        model = models.Death

    citizen = factory.SubFactory(CitizenFactory)
    died_on = date(2026, 11, 3)
    source = DeathSource.HOSPITAL
    recorded_at = LONG_AGO
    recorded_by = factory.SubFactory(UserFactory)

    class Params:
        withdrawn = factory.Trait(
            withdrawn_at=LONG_AGO, withdrawn_by=factory.SelfAttribute("recorded_by"), withdrawn_reason="Forkert borger"
        )


class BackgroundFactory(DjangoModelFactory):
    class Meta:
        model = models.Background

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    own_doctor = OwnDoctor.NAMED
    doctor = "Lægehuset på Vesterbro"
    nationality = "Polsk"
    residence = ResidenceBasis.EU
    residence_reason = "Skal søge om bolig."
    children = Children.WITH
    children_text = "To på 4 og 7"
    pregnant = Known.YES
    changed_at = LONG_AGO
    changed_by = factory.SubFactory(UserFactory)


class RelativeFactory(DjangoModelFactory):
    class Meta:
        model = models.Relative

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    name = "Mor Testsen"
    relation = "mor"
    may_be_told = MayBeTold.AGREED
    agreed = "Hvor han sover"
    consent_on = date(2026, 1, 5)
    added_at = LONG_AGO
    added_by = factory.SubFactory(UserFactory)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = models.Notice

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    kind = NoticeKind.DEATH
    at = LONG_AGO


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = models.Contact

    unit = factory.SubFactory(UnitFactory)
    by = factory.SubFactory(UserFactory)
    at = LONG_AGO
    medium = Medium.IN_PERSON
    saved_at = factory.SelfAttribute("at")


class ContactLineFactory(DjangoModelFactory):
    class Meta:
        model = models.ContactLine

    class Params:
        struck = factory.Trait(
            struck_at=LONG_AGO, struck_by=factory.SelfAttribute("by"), struck_reason="Forkert borger"
        )

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    by = factory.SubFactory(UserFactory)
    at = LONG_AGO
    medium = Medium.IN_PERSON
    outcome = Outcome.MET
    place = None
    contact = factory.SubFactory(
        ContactFactory,
        unit=factory.SelfAttribute("..unit"),
        by=factory.SelfAttribute("..by"),
        at=factory.SelfAttribute("..at"),
        medium=factory.SelfAttribute("..medium"),
        place=factory.SelfAttribute("..place"),
    )


class _OfLine(DjangoModelFactory):
    line = factory.SubFactory(ContactLineFactory)
    citizen = factory.SelfAttribute("line.citizen")
    unit = factory.SelfAttribute("line.unit")


class SightingFactory(DjangoModelFactory):
    class Meta:
        model = models.Sighting

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    by = factory.SubFactory(UserFactory)
    at = LONG_AGO
    saved_at = factory.SelfAttribute("at")
    told_kind = ToldBy.RELATIVE
    told_name = "Mor Testsen"

    class Params:
        struck = factory.Trait(
            struck_at=LONG_AGO, struck_by=factory.SelfAttribute("by"), struck_reason="Forkert borger"
        )


class CallFactory(DjangoModelFactory):
    class Meta:
        model = models.Call

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    by = factory.SubFactory(UserFactory)
    at = LONG_AGO
    caller = Caller.RELATIVE
    caller_name = "Mor Testsen"
    said = "Så ham ved stationen."


class TipFactory(DjangoModelFactory):
    class Meta:
        model = models.Tip

    unit = factory.SubFactory(UnitFactory)
    kind = TipKind.SEEN
    at = LONG_AGO
    saved_at = factory.SelfAttribute("at")
    by = factory.SubFactory(UserFactory)
    told_kind = Caller.UNIT
    person = "En mand med en hvid hund"


class LookoutFactory(DjangoModelFactory):
    class Meta:
        model = models.Lookout

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    to_unit = factory.SubFactory(UnitFactory)
    ground = factory.SubFactory(
        GroundFactory,
        citizen=factory.SelfAttribute("..citizen"),
        unit=factory.SelfAttribute("..to_unit"),
        basis=Basis.LOOKOUT,
        scope=Scope.SHARED,
        health=False,
        ends_at=factory.SelfAttribute("..expires_at"),
    )
    words = "Grøn jakke, går med hund."
    asked_at = LONG_AGO
    asked_by = factory.SubFactory(UserFactory)
    expires_at = datetime.fromisoformat("2026-11-30T09:00:00+01:00")


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = models.Visit

    unit = factory.SubFactory(UnitFactory)
    by = factory.SubFactory(UserFactory)
    at = LONG_AGO
    due_at = datetime.fromisoformat("2026-11-24T14:30:00+01:00")
    whereabouts = "Istedgade, 2. sal"


class LineServiceFactory(_OfLine):
    class Meta:
        model = models.LineService

    service_id = "motivational_outreach"


class NoteAdditionFactory(_OfLine):
    class Meta:
        model = models.NoteAddition

    text = "Hunden var med."
    written_at = LONG_AGO
    written_by = factory.SubFactory(UserFactory)


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = models.FollowUp

    class Params:
        overdue = factory.Trait(due_on=date(2026, 11, 23))
        done = factory.Trait(done_at=LONG_AGO, done_by=factory.SelfAttribute("opened_by"))

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    what = "Ring om natpladsen"
    due_on = date(2026, 11, 27)
    opened_at = LONG_AGO
    opened_by = factory.SubFactory(UserFactory)


class FollowUpChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.FollowUpChange

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    follow_up = factory.SubFactory(
        FollowUpFactory, citizen=factory.SelfAttribute("..citizen"), unit=factory.SelfAttribute("..unit")
    )
    from_on = date(2026, 11, 20)
    to_on = date(2026, 11, 27)
    reason = "Borgeren var indlagt"
    changed_at = LONG_AGO
    changed_by = factory.SubFactory(UserFactory)


class HandoverFactory(DjangoModelFactory):
    class Meta:
        model = models.Handover

    assignment = factory.SubFactory(AssignmentFactory)
    citizen = factory.SelfAttribute("assignment.citizen")
    unit = factory.SelfAttribute("assignment.unit")
    note = "Ring om formiddagen."
    written_at = LONG_AGO
    written_by = factory.SubFactory(UserFactory)


class _JobFactory(DjangoModelFactory):
    """A list on its way, of somebody who has a place in the unit."""

    kind = ListKind.CITIZENS
    unit = factory.SubFactory(UnitFactory)
    asked_by = factory.SubFactory(UserFactory)
    membership = factory.SubFactory(
        MembershipFactory, unit=factory.SelfAttribute("..unit"), user=factory.SelfAttribute("..asked_by")
    )
    asked_at = LONG_AGO
    touched_at = LONG_AGO
    expires_at = LONG_AGO


class ImportJobFactory(_JobFactory):
    class Meta:
        model = models.ImportJob

    state = ImportState.TRIED
    total = 1
    position = 1
    made = 1


class CompanionFactory(DjangoModelFactory):
    class Meta:
        model = models.Companion

    contact = factory.SubFactory(ContactFactory)
    unit = factory.SelfAttribute("contact.unit")
    user = factory.SubFactory(UserFactory)


class StaffLineFactory(DjangoModelFactory):
    class Meta:
        model = models.StaffLine

    contact = factory.SubFactory(ContactFactory)
    unit = factory.SelfAttribute("contact.unit")
    topic = StaffTopic.ADVICE
    note = "Talte om natdækning."


class ContactDraftFactory(DjangoModelFactory):
    class Meta:
        model = models.ContactDraft

    key = factory.Faker("uuid4", cast_to=None)
    unit = factory.SubFactory(UnitFactory)
    by = factory.SubFactory(UserFactory)
    content = factory.LazyFunction(lambda: seal_list(b'{"note": ["Sad paa baenken."]}'))
    saved_at = LONG_AGO


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportRow

    job = factory.SubFactory(ImportJobFactory)
    unit = factory.SelfAttribute("job.unit")
    asked_by = factory.SelfAttribute("job.asked_by")
    number = factory.Sequence(lambda n: n + 2)
    cells = factory.LazyFunction(lambda: seal_list(b'[true, {"name": "Anker Testager"}]'))
    outcome = RowOutcome.MADE


class IntakeFactory(DjangoModelFactory):
    """What cannot be read as a contact, unless a test gives it a body."""

    class Meta:
        model = models.Intake

    unit = factory.SubFactory(UnitFactory)
    by = factory.SubFactory(UserFactory)
    key = factory.LazyFunction(uuid4)
    digest = factory.LazyAttribute(lambda row: row.key.bytes * 2)
    body = factory.LazyFunction(lambda: seal_list(b"{}"))
    happened_at = LONG_AGO
    received_at = LONG_AGO
    why = WhyWaiting.UNREADABLE


class ExportJobFactory(_JobFactory):
    class Meta:
        model = models.ExportJob

    format = ExportFormat.CSV
    state = ExportState.DONE
