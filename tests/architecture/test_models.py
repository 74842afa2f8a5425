"""What every model keeps to, whoever adds one."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from tests.architecture.code import APPS
from udsatte.access.grants import is_event

OURS: list[type[models.Model]] = [
    model for model in apps.get_models() if model.__module__.split(".")[0] in {"udsatte", *APPS} and not is_event(model)
]
#: Instants that are no decision of a person, and those whose person stands under another name.
WITHOUT_BY = {
    "accounts.Membership.starts_at": "a period; who set it is in the history",
    "accounts.Membership.ends_at": "a period; who set it is in the history",
    "accounts.DutyShift.starts_at": "a period; who planned it is in the history",
    "accounts.DutyShift.ends_at": "a period; who planned it is in the history",
    "accounts.Identity.bound_at": "user",
    "accounts.Session.signed_in_at": "user",
    "accounts.Session.last_used_at": "user",
    "referrals.Referral.sender_looked_at": "somebody of the unit that sent it; who opened it is in the access log",
    "access.AccessEntry.at": "user_id",
    "access.AccessSeal.sealed_at": "the worker",
    "auditing.LookFlag.noticed_at": "the worker",
    "auditing.Sample.drawn_at": "the worker",
    "access.AccessSeal.first_at": "of the rows that it covers",
    "access.AccessSeal.last_at": "of the rows that it covers",
    "web.IdempotencyKey.claimed_at": "user",
    "web.DigestChoice.chosen_at": "user",
    "web.Pin.chosen_at": "user",
    "web.OutboxMessage.posted_at": "the row that causes it",
    "web.OutboxMessage.try_at": "the clock's",
    "web.OutboxMessage.expires_at": "the clock's",
    "web.OutboxMessage.claimed_at": "the worker's",
    "web.OutboxMessage.settled_at": "the worker's",
    "cases.ReminderDay.closed_at": "the worker's",
    "cases.CitizenClock.met_at": "computed from lines",
    "cases.CitizenClock.seen_at": "computed from lines",
    "cases.CitizenClock.spoken_at": "computed from lines",
    "cases.CitizenClock.attempted_at": "computed from lines",
    "cases.CitizenClock.missed_at": "computed from lines",
    "cases.Contact.saved_at": "by",
    "cases.Sighting.saved_at": "by",
    "cases.Tip.saved_at": "by",
    "cases.ContactDraft.saved_at": "by",
    "cases.Lookout.expires_at": "asked_by",
    "cases.Visit.due_at": "by",
    "cases.Visit.alerted_at": "the clock",
    "cases.Visit.escalated_at": "the clock",
    "cases.ImportJob.touched_at": "the worker, on the rights of asked_by",
    "cases.ImportJob.expires_at": "a rule: so long after asked_at",
    "cases.ExportJob.touched_at": "the worker, on the rights of asked_by",
    "cases.ExportJob.expires_at": "a rule: so long after asked_at",
    "cases.Intake.happened_at": "by",
    "cases.Intake.received_at": "by",
    "cases.PendingMatch.answered_at": "of the enquiry, which the asker does not read",
    "cases.PendingMatch.ended_at": "of the ground, which the asker does not read",
    "referrals.Referral.received_at": "written_by, who says when the word came",
    "referrals.Referral.first_word_at": "of the first one in the chain",
    "referrals.Referral.handled_at": "of the handling's step, which has its person",
    "referrals.Referral.came_back_at": "the worker's",
    "referrals.FirstMeeting.meets_at": "planned_by",
    "referrals.Package.expires_at": "packed_by",
    "referrals.Handling.taken_up_at": "of the step, which may be another unit's",
    "referrals.Receipt.made_at": "somebody without a sign-in",
    "referrals.News.posted_at": "the worker's",
    "referrals.Handling.waits_since_at": "of the first step onto the waiting list",
    "cases.Ground.starts_at": "opened_by",
    "cases.Ground.ends_at": "ended_by",
}
#: Names that the framework gave.
FRAMEWORKS = {"last_login", "expire_date"}


def fields(model: type[models.Model]) -> Iterator[models.Field]:
    yield from model._meta.concrete_fields


def named(model: type[models.Model], field: models.Field) -> str:
    return f"{model._meta.label}.{field.name}"


def test_every_decision_has_its_person() -> None:
    missing = set()
    for model in OURS:
        names = {field.name for field in fields(model)}
        for field in fields(model):
            if field.name.endswith("_at") and f"{field.name[:-3]}_by" not in names:
                missing.add(named(model, field))
    assert missing == set(WITHOUT_BY) - {"access.AccessEntry.at"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_name_says_what_kind_of_time_it_is(model: type[models.Model]) -> None:
    for field in fields(model):
        kind = field.get_internal_type()
        if kind == "DateTimeField":
            assert field.name == "at" or field.name.endswith("_at") or field.name in FRAMEWORKS, named(model, field)
        if kind == "DateField":
            assert field.name.endswith("_on"), named(model, field)
        if field.name.endswith("_by"):
            assert field.related_model is not None, named(model, field)
            assert field.related_model._meta.label == "accounts.User", named(model, field)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_keeps_to_the_house(model: type[models.Model]) -> None:
    assert not model._meta.ordering, "an order belongs to a named plan"
    assert model.save is models.Model.save or not model.__module__.startswith(APPS), "no save() of its own"
    assert model.delete is models.Model.delete
    assert "__str__" in {name for base in model.__mro__[:-1] for name in vars(base)}
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "a docstring says what one row is"
    assert not {f.get_internal_type() for f in fields(model)} & {"JSONField", "GenericForeignKey"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_nothing_is_swept_away_with_its_parent(model: type[models.Model]) -> None:
    """The ORM's own cascade does not see hidden children: every key protects."""
    for field in fields(model):
        if field.remote_field is not None and model._meta.app_label != "web":
            assert field.remote_field.on_delete is models.PROTECT, named(model, field)


def test_every_row_of_a_citizen_has_an_id_that_tells_nothing() -> None:
    for model in OURS:
        if hasattr(model, "protection"):
            key = model._meta.pk
            assert isinstance(key, (models.UUIDField, models.OneToOneField)), model._meta.label


def test_what_a_row_calls_itself_holds_no_personal_data() -> None:
    for model in OURS:
        if hasattr(model, "protection") or model._meta.label == "accounts.User":
            row = model()
            for field in fields(model):
                if field.get_internal_type() in {"CharField", "TextField", "EmailField"}:
                    setattr(row, field.attname, "Kirsten Testsen")
            assert "Kirsten" not in str(row) + repr(row), model._meta.label


def test_choices_are_held_by_the_database_too(db: None) -> None:
    """Each column with choices has a check constraint that names it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, pg_get_constraintdef(c.oid) FROM pg_constraint c WHERE c.contype = 'c'"
        )
        checks: dict[str, str] = {}
        for table, text in cursor.fetchall():
            checks[table] = checks.get(table, "") + text
    missing = [
        named(model, field)
        for model in OURS
        for field in fields(model)
        if field.choices and not re.search(rf"\b{field.column}\b", checks.get(model._meta.db_table, ""))
    ]
    assert missing == []


def test_migrations_stand_in_one_line(db: None) -> None:
    loader = MigrationLoader(connection)
    for app in {model._meta.app_label for model in OURS}:
        names = sorted(name for label, name in loader.disk_migrations if label == app)
        assert len(loader.graph.leaf_nodes(app)) == 1, app
        for before, name in zip([None, *names], names, strict=False):
            own = [parent for label, parent in loader.disk_migrations[app, name].dependencies if label == app]
            assert own == ([before] if before else []), f"{app}.{name}"
            assert name[:4] == f"{names.index(name) + 1:04}", f"{app}.{name}"
