"""A token in every text and every date that hangs on a citizen, wherever a model keeps one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models
from factory.django import DjangoModelFactory

from cases.choices import Basis, EnquiryAnswer, IdentifierEnd, IntakeState, Scope
from cases.identifiers import seal
from cases.models import (
    Case,
    Citizen,
    ContactLine,
    Death,
    Enquiry,
    FollowUp,
    Ground,
    Haunt,
    Identifier,
    Notice,
    PendingMatch,
    Place,
    Relative,
    Sighting,
    Tip,
)
from cases.scopes import SHOWN as OF_CASES
from referrals import models as between
from referrals.scopes import SCOPES
from tests.conftest import NOW
from tests.database import as_owner
from tests.factories import cases as factories
from tests.factories import referrals as referral_factories
from tests.factories.accounts import UnitFactory, UserFactory
from tests.personas import Persona
from udsatte.access.permissions import CASEWORK
from udsatte.access.scopes import Shown
from udsatte.accounts.models import Unit

START = "qz"
#: Of rows between two units, (model, field) to scope: the two units' own, whoever sees the citizen.
BETWEEN = {(model, name): shown for model, fields in SCOPES.items() for name, shown in fields.shown()}
SHOWN = OF_CASES | BETWEEN

#: Dates that stay what the factory says: the row's state hangs on them.
_LEFT = {
    ("Case", "look_again_on"),
    ("CaseStatusChange", "look_again_on"),
    ("Assignment", "ends_on"),
    ("Assignment", "named_until_on"),
    ("Ground", "ends_at"),
    ("FollowUp", "done_at"),
    ("Attachment", "content_type"),
    ("Handling", "status_at"),
    ("Package", "expires_at"),
    ("Referral", "sent_at"),
}


@dataclass(frozen=True, slots=True)
class Token:
    """Where it stands, and every way in which a page could write it."""

    whose: str
    model: str
    field: str
    level: int
    forms: tuple[str, ...]

    @property
    def place(self) -> tuple[str, str]:
        return self.model, self.field

    @property
    def casework(self) -> bool:
        """Whether only the unit that wrote it may read it."""
        return SHOWN.get(self.place, Shown.CASEWORK) not in (Shown.SHARED, Shown.MASKED)

    @property
    def between_units(self) -> bool:
        return self.place in BETWEEN

    @property
    def masked(self) -> bool:
        """Whether it is hidden from a shared reader when the citizen is protected."""
        return SHOWN.get(self.place) is not Shown.SHARED


@dataclass(slots=True)
class Bird:
    """One citizen full of tokens."""

    whose: str
    citizen: Citizen
    case: Case
    line: ContactLine
    follow_up: FollowUp
    notice: Notice
    ground: Ground
    import_job: Any
    export_job: Any
    intake: Any
    relative: Relative
    identifier: Identifier
    enquiry: Enquiry
    shared_enquiry: Enquiry
    pending: PendingMatch
    sighting: Sighting
    tip: Tip
    lookout: Any
    visit: Any
    referral: Any
    begun: Any
    meeting: Any
    tokens: list[Token] = field(default_factory=list)


_numbers = count(1)


def fields_of(model: type[models.Model]) -> Iterator["models.Field[Any, Any]"]:
    """Texts and dates that somebody writes: no choice, no key, nothing that the database makes."""
    for one in model._meta.concrete_fields:
        text = isinstance(one, (models.CharField, models.TextField)) and not one.choices
        day = isinstance(one, models.DateField)
        if (text or day) and not one.primary_key and not one.remote_field and not one.generated:
            yield one


def about_citizens() -> list[type[models.Model]]:
    """Every model that leads to a citizen and that the application itself writes."""
    return [
        model for model in apps.get_models() if hasattr(model, "protection") and not hasattr(model, "pgh_tracked_model")
    ]


def factory_of() -> dict[type[models.Model], Any]:
    """What makes a row of each model."""
    found: list[Any] = [
        one
        for one in (vars(factories) | vars(referral_factories)).values()
        if isinstance(one, type) and issubclass(one, DjangoModelFactory)
    ]
    return {one._meta.model: one for one in found if one._meta.model is not None}


def fill(bird: str, model: type[models.Model], *names: str) -> tuple[dict[str, Any], list[Token]]:
    """Values for the fields of a row, each a token; only those named, when names are given."""
    values: dict[str, Any] = {}
    tokens = []
    for one in fields_of(model):
        if (model.__name__, one.name) in _LEFT or (names and one.name not in names):
            continue
        number = next(_numbers)
        if isinstance(one, models.DateField):
            day = date(1971, 1, 1) + timedelta(days=23 * number)
            values[one.name] = datetime(day.year, day.month, day.day, 11, 7, tzinfo=UTC)
            if not isinstance(one, models.DateTimeField):
                values[one.name] = day
            forms: tuple[str, ...] = (f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}")
        else:
            values[one.name] = f"{START}{number:05}k"
            forms = (values[one.name],)
        level = model.protection.level if hasattr(model, "protection") else CASEWORK
        tokens.append(Token(bird, model.__name__, one.name, level, forms))
    return values, tokens


def hatch(whose: str, who: Persona, *, share_with: list[Unit], protected: bool = False, dead: bool = False) -> Bird:
    """A citizen on this person's list, with one row of every table, each text and each date of its own."""
    tokens: list[Token] = []
    unit, user = who.unit, who.user

    def make(model: type[models.Model], **facts: Any) -> Any:
        values, found = fill(whose, model)
        tokens.extend(token for token in found if token.field not in facts)
        return factory_of()[model](**(values | facts))

    with as_owner():
        place = make_place(whose, tokens)
        citizen = make(Citizen, registered_by=user, birth_year=None, is_protected=protected, died_on=None)
        ground = factories.GroundFactory(citizen=citizen, unit=unit, opened_by=user, reason="")
        case = make(Case, citizen=citizen, unit=unit, opened_by=user, ground=ground, status_by=user)
        make(_model("CaseStatusChange"), case=case, changed_by=user)
        assignment = make(_model("Assignment"), case=case, caseworker=user)
        make(_model("Handover"), assignment=assignment, written_by=user)
        if dead:
            death = make(Death, citizen=citizen, recorded_by=user, withdrawn_at=None, withdrawn_reason="")
            Citizen.objects.filter(pk=citizen.pk).update(death=death, died_on=death.died_on)
        else:
            make(Death, citizen=citizen, recorded_by=user, withdrawn_by=user)
        make(_model("Background"), citizen=citizen, unit=unit, changed_by=user)
        relative = make(Relative, citizen=citizen, unit=unit, added_by=user, ended_at=None)
        for name in ("Alias", "Phone"):
            make(_model(name), citizen=citizen, added_by=user, ended_at=None)
        make(_model("Haunt"), citizen=citizen, added_by=user, place=place, ended_at=None)
        make(_model("RiskStory"), citizen=citizen, unit=unit, written_by=user)
        asked: Any = {"citizen": citizen, "unit": UnitFactory()}
        unended: Any = {"ended_at": None, "ended_reason": ""}
        enquiry = make(Enquiry, **asked, **unended, answered_at=None, said="")
        shared_enquiry = make(Enquiry, **asked, **unended, answer=EnquiryAnswer.CONTACT, answered_by=user)
        waiting: Any = {"unit": unit, "asked_by": user, "ended_at": None}
        pending = make(PendingMatch, **waiting, answer=EnquiryAnswer.CONTACT)
        identifier = _number(whose, citizen, tokens)
        values, found = fill(whose, Identifier, "ended_reason", "ended_at")
        tokens.extend(found)
        _number(whose, citizen, tokens, ended_by=user, ended_cause=IdentifierEnd.REPLACED, **values)
        lines = [
            _line(make, citizen, who, place),
            _line(make, citizen, who, None),
            _line(make, citizen, who, None, True),
        ]
        make(_model("LineService"), line=lines[0])
        make(_model("StaffLine"), contact=lines[0].contact, struck_at=None, struck_reason="")
        make(_model("ContactDraft"), unit=unit, by=user)
        make(_model("NoteAddition"), line=lines[0], written_by=user)
        sighting = make(Sighting, citizen=citizen, unit=unit, by=user, at=lines[0].at, struck_at=None, struck_reason="")
        make(_model("Call"), citizen=citizen, unit=unit, by=user)
        tip = make(Tip, unit=unit, by=user, at=lines[0].at, saved_at=NOW, settled_at=None, settled_reason="")
        make(Tip, unit=unit, by=user, at=lines[0].at, saved_at=NOW, settled_by=user)
        asks: Any = {"ended_at": None, "expires_at": NOW + timedelta(days=3)}
        lookout = make(_model("Lookout"), citizen=citizen, unit=unit, asked_by=user, **asks)
        soon: Any = {"at": lines[0].at, "due_at": NOW, "out_at": None, "alerted_at": None, "escalated_at": None}
        visit = make(_model("Visit"), unit=unit, by=UserFactory(full_name="Kollega Testsen"), **soon)
        follow_up = make(FollowUp, citizen=citizen, unit=unit, owner=user, opened_by=user)
        make(_model("FollowUpChange"), follow_up=follow_up, citizen=citizen, unit=unit, changed_by=user)
        notice = make(Notice, citizen=citizen, unit=unit, seen_at=None)
        whose_list = {"unit": unit, "asked_by": user, "membership": who.membership}
        import_job = make(_model("ImportJob"), **whose_list)
        make(_model("ImportRow"), job=import_job)
        export_job = make(_model("ExportJob"), **whose_list)
        make(_model("Intake"), unit=unit, by=user, state=IntakeState.ASIDE, settled_by=user)
        intake = make(_model("Intake"), unit=unit, by=user, settled_at=None, reason="")
        referral, begun, meeting = _referred(whose, make, citizen, who, tokens, protected=protected)
        promise: Any = {"citizen": citizen, "unit": unit, "recorded_by": user}
        make(between.Guarantee, **promise, started_on=None, settled_at=None, exception_reason="")
        make(between.Guarantee, **promise, settled_by=user, exception_reason="")
        make(between.Guarantee, **promise, settled_by=user, started_on=None, exception="chose")
        payment: Any = {"citizen": citizen, "unit": unit, "recorded_by": user}
        make(between.PaymentCommitment, **payment, granted_from_on=None, settled_at=None, reason="")
        make(between.PaymentCommitment, **payment, refused=True, granted_from_on=None, settled_at=NOW)
        for other in share_with:
            values, found = fill(whose, _model("Ground"), "reason")
            tokens.extend(found)
            factories.GroundFactory(
                citizen=citizen, unit=other, basis=Basis.REFERRAL, scope=Scope.SHARED, opened_by=user, **values
            )
    return Bird(
        whose,
        citizen,
        case,
        lines[0],
        follow_up,
        notice,
        ground,
        import_job,
        export_job,
        intake,
        relative,
        identifier,
        enquiry,
        shared_enquiry,
        pending,
        sighting,
        tip,
        lookout,
        visit,
        referral,
        begun,
        meeting,
        tokens,
    )


def _referred(
    whose: str, make: Any, citizen: Citizen, who: Persona, tokens: list[Token], *, protected: bool
) -> tuple[Any, Any, Any]:
    """What the unit was asked by another: one to be decided, and one that it has taken up, with a first meeting."""
    unit, user = who.unit, who.user
    asked: Any = {"from_unit": UnitFactory(), "to_unit": unit, "told": True, "is_protected": protected}
    unseen: Any = {"seen_at": None, "came_back_at": None, "consent_on": None}
    open_one = make(between.Referral, **asked, **unseen, handled_at=None)
    begun = make(between.Referral, **asked, **unseen)
    values, found = fill(whose, between.Handling)
    tokens.extend(found)
    day = {"status": "accepted", "status_at": begun.sent_at, "status_by": user}
    between.Handling.objects.filter(pk=begun.pk).update(**values, **day)
    make(between.Step, referral=begun, stepped_by=user)
    make(between.CriterionAnswer, referral=open_one, criterion=between.Criterion.objects.filter(unit=None).first())
    make(between.Tie, referral=begun, unit=unit, citizen=citizen, tied_by=user)
    make(between.Message, referral=open_one, acknowledged_at=None)
    make(between.Attachment, referral=open_one)
    package = make(between.Package, referral=open_one, read_at=None, ended_at=None, expires_at=NOW + timedelta(days=30))
    make(between.PackageFact, package=package)
    meeting = make(between.FirstMeeting, referral=begun, outcome_at=None)
    return open_one, begun, meeting


def _number(whose: str, citizen: Citizen, tokens: list[Token], **ended: Any) -> Identifier:
    digits = f"99019{next(_numbers):05}"
    tokens.append(Token(whose, "Identifier", "ciphertext", CASEWORK, (digits, f"{digits[:6]}-{digits[6:]}")))
    return factories.IdentifierFactory(citizen=citizen, ciphertext=seal(digits), **ended)


def make_place(whose: str, tokens: list[Token]) -> Place:
    """Where this citizen alone is to be found: it is in no list of places to choose."""
    name = f"{START}{next(_numbers):05}k"
    tokens.append(Token(whose, "Haunt", "place", Haunt.protection.level, (name,)))
    return factories.PlaceFactory(name=name, is_open=False)


def _line(make: Any, citizen: Citizen, who: Persona, place: Place | None, struck: bool = False) -> ContactLine:
    contact = make(_model("Contact"), unit=who.unit, by=who.user, saved_at=NOW, place=place)
    marks: dict[str, Any] = {"struck_by": who.user} if struck else {"struck_at": None, "struck_reason": ""}
    return make(
        ContactLine, citizen=citizen, unit=who.unit, by=who.user, at=contact.at, place=place, contact=contact, **marks
    )


def _model(name: str) -> type[models.Model]:
    return apps.get_model("cases", name)
