"""Every change of every tracked table is one row of history, with who did it, by whatever path it came."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Model

from cases.demo.people import HIRED
from cases.models import Alias, Citizen, FollowUp, Phone
from cases.models.merges import CitizenApart, CitizenMerge
from tests.access import oracle
from tests.database import as_owner, refused, sql
from tests.factories import cases as make
from tests.factories.accounts import DutyShiftFactory, LeaveFactory
from tests.personas import Persona
from udsatte.access.grants import is_event, models
from udsatte.access.middleware import ContextMiddleware
from udsatte.accounts.models import DirectoryEntry, Identity

TRACKED: list[type[Model]] = [model for model in models() if hasattr(model, "pgh_event_model")]
#: Personal data that no history is kept of, and why.
UNTRACKED = {
    "referrals_receipt": "the digest of a code, written once",
    "referrals_news": "that there is something new, and gone after ninety days",
    "referrals_publictry": "of no person, and gone after a day",
    "cases_contactdraft": "gone when the contact is saved: a history would keep it",
    "cases_findable": "kept by triggers from what is found, which has its own",
    "cases_intake": "what a device sent, sealed and never changed; what becomes of it is a contact",
    "web_pin": "a secret of one's own",
    "cases_citizenclock": "kept by triggers from the lines, which have theirs",
    "cases_place": "the city's places, no persons",
    "cases_service": "a list of words",
    "accounts_organisation": "no persons",
    "accounts_unit": "no persons",
    "accounts_session": "of a person's own device, gone with it",
    "cases_lookup": "is a log itself, and only ever added to",
    "access_accessentry": "is a log itself, and only ever added to",
    "access_accessseal": "no persons, and only ever added to",
    "access_accessdigest": "no persons, and only ever added to",
    "access_accesscheck": "no persons",
    "auditing_look": "a view of the log",
    "auditing_sampledlook": "a view of the log",
    "auditing_lookflag": "made by rules from the log, every night",
    "auditing_sample": "only ever added to",
    "auditing_review": "only ever added to",
    "auditing_reading": "is a log itself, and only ever added to",
    "web_idempotencykey": "forgotten after ninety days",
    "web_outboxmessage": "figures for a colleague, forgotten after ninety days",
    "web_digestchoice": "a colleague's own wish, told by its row alone",
    "cases_reminderday": "days, no persons",
    "cases_importjob": "a list on its way in, sealed and forgotten after a week; what it changes has its history",
    "cases_importrow": "a row of such a list",
    "cases_exportjob": "a list on its way out, sealed and forgotten after a day; the access log says of whom",
    "referrals_step": "only ever added to, signed",
    "referrals_packagefact": "as it was that day, never changed",
    "referrals_attachment": "a history would keep it for good; it goes with the referral",
    "referrals_entrance": "of no citizen",
    "referrals_criterion": "of no citizen",
    "accounts_grouprole": "no persons, written by the owner alone",
    "accounts_identityprovider": "no persons, written by the owner alone",
}
#: What happens in the test that no person did.
NOBODY = {"user": None, "unit": None, "login": "udsatte_owner"}


def events(model: type[Model]) -> int:
    return int(str(sql(f'SELECT count(*) FROM "{event_table(model)}"')[0][0]))


def event_table(model: type[Model]) -> str:
    return str(model.pgh_event_model._meta.db_table)  # type: ignore[attr-defined]


def actors(model: type[Model], label: str) -> list[dict[str, Any]]:
    """Who stands behind each event of a table, oldest first."""
    with as_owner():
        rows = sql(
            f'SELECT c.metadata::text FROM "{event_table(model)}" e'
            " LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id WHERE e.pgh_label = %s ORDER BY e.pgh_id",
            label,
        )
    return [json.loads(str(row[0])) for row in rows]


def another_value(model: type[Model]) -> tuple[str, str]:
    """A column that every row of the table could hold another value in, and the SQL of that value."""
    of_kind = {
        "CharField": "\"{}\" || 'x'",
        "TextField": "\"{}\" || 'x'",
        "EmailField": "\"{}\" || 'x'",
        "PositiveIntegerField": '"{}" + 1',
        "BinaryField": "\"{}\" || '\\x00'",
        "BooleanField": 'NOT "{}"',
        "DateTimeField": "\"{}\" - interval '1 day'",
        "DateField": '"{}" - 1',
    }
    if model._meta.db_table == "cases_identifier":  # each of its words hangs on its kind or its end
        return "ciphertext", of_kind["BinaryField"].format("ciphertext")
    if model._meta.db_table == "cases_citizenmerge":  # it can be undone, and nothing else
        return "undone_reason", "'Fejl', undone_at = now(), undone_by_id = merged_by_id"
    for field in model._meta.concrete_fields:
        if field.primary_key or field.is_relation or field.null or field.choices or field.generated:
            continue
        if field.name in {
            "ends_at",
            "struck_reason",
            "risk_instruction",
            "password",
            "health_professional",
            "doctor",
            "status_at",
        } or (field.name == "at" and model.__name__.startswith("Contact")):
            continue  # a constraint ties them to another column or table
        template = of_kind.get(field.get_internal_type())
        if template:
            return str(field.column), template.format(field.column)
    if model._meta.db_table == "cases_companion":
        return "user_id", "(SELECT id FROM accounts_user u WHERE u.id <> user_id LIMIT 1)"
    if model._meta.db_table == "cases_notice":
        return "about_id", "gen_random_uuid()"
    # Only words from a list: the response to a service.
    return "response", "CASE response WHEN 'offered' THEN 'accepted' ELSE 'offered' END"


@pytest.fixture
def world(anna: Persona) -> None:
    """A row of everything, in Udsatteteamet."""
    with as_owner():
        citizen = make.CitizenFactory()
        oracle.make_everything(citizen, anna.unit)
        make.GroundFactory(citizen=citizen, unit=anna.unit)
        DutyShiftFactory(unit=anna.unit, made_by=anna.user)
        DirectoryEntry.objects.create(unit=anna.unit)
        LeaveFactory(unit=anna.unit, user=anna.user)
        CitizenMerge.objects.create(
            merged_from=citizen.pk,
            merged_into=make.CitizenFactory().pk,
            reason="Samme",
            merged_at=HIRED,
            merged_by=anna.user,
        )
        one, other = sorted([citizen.pk, make.CitizenFactory().pk])
        CitizenApart.objects.create(unit=anna.unit, one=one, other=other, said_at=HIRED, said_by=anna.user)
        Identity.objects.create(issuer="https://id.example.org", subject="1", user=anna.user, bound_at=HIRED)


def test_every_table_with_personal_data_is_tracked_or_says_why_not() -> None:
    ours = {
        model._meta.db_table
        for model in models()
        if not is_event(model) and model.__module__.split(".")[0] in {"cases", "auditing", "referrals", "udsatte"}
    }
    assert ours - {model._meta.db_table for model in TRACKED} == set(UNTRACKED)


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.db_table)
def test_each_row_that_is_made_or_changed_leaves_one_row_of_history(model: type[Model], world: None) -> None:
    table = model._meta.db_table
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        rows = cursor.fetchone()[0]
        assert rows > 0
        assert events(model) == rows
        column, value = another_value(model)
        cursor.execute(f'UPDATE "{table}" SET "{column}" = {value}')
        assert cursor.rowcount == rows
        assert events(model) == 2 * rows
        if table == "cases_citizenmerge":  # one that is undone takes no change at all, not even this one
            return
        cursor.execute(f'UPDATE "{table}" SET "{column}" = "{column}"')
        assert events(model) == 2 * rows, "what changes nothing leaves nothing"
    assert actors(model, "update") == [NOBODY] * rows


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.db_table)
def test_history_holds_every_column(model: type[Model]) -> None:
    kept = {field.name for field in model.pgh_event_model._meta.concrete_fields}  # type: ignore[attr-defined]
    left_out = {field.name for field in model._meta.concrete_fields} - kept
    assert left_out <= {"password", "last_login", "sort_name"}


def test_every_path_of_the_orm_leaves_history_with_the_actor(anna: Persona, world: None, at: datetime) -> None:
    with anna.at_work(at):
        citizen = Citizen.objects.get()
        facts = {"citizen": citizen, "added_at": at, "added_by_id": anna.user.pk}
        Alias.objects.bulk_create(Alias(text=f"Nr. {n}", **facts) for n in range(3))
        Alias(text="Nr. 4", **facts).save()
        Alias.objects.filter(text__startswith="Nr").update(ended_at=at, ended_by=anna.user.pk)
        sql(
            "INSERT INTO cases_phone (id, citizen_id, number, added_at, added_by_id)"
            " VALUES (gen_random_uuid(), %s, '00 00 00 00', %s, %s)",
            citizen.pk,
            at,
            anna.user.pk,
        )
        Citizen.objects.filter(pk=citizen.pk).update(given_name="Lonni")
        follow_up = FollowUp.objects.order_by("pk")[0]
        follow_up.version = 2
        FollowUp.objects.bulk_update([follow_up], ["version"])
    anna_did = {"user": str(anna.user.pk), "unit": str(anna.unit.pk), "login": "udsatte_owner"}
    assert actors(Alias, "insert")[-4:] == [anna_did] * 4
    assert actors(Alias, "update") == [anna_did] * 4
    assert actors(Phone, "insert")[-1:] == [anna_did]
    assert actors(Citizen, "update") == [anna_did]
    assert actors(FollowUp, "update") == [anna_did]


def test_an_edit_by_hand_as_the_owner_is_in_it(world: None) -> None:
    with as_owner():
        sql("UPDATE cases_contactline SET note = 'Rettet ved siden af'")
        rows = sql("SELECT note FROM cases_contactlineevent WHERE pgh_label = 'update'")
    assert rows == [("Rettet ved siden af",)]
    with as_owner():
        assert sql(
            "SELECT c.metadata->>'login' FROM cases_contactlineevent e JOIN pghistory_context c"
            " ON c.id = e.pgh_context_id WHERE e.pgh_label = 'update'"
        ) == [("udsatte_owner",)]


def test_two_people_in_one_transaction_are_two_actors(anna: Persona, bo: Persona, world: None, at: datetime) -> None:
    with anna.at_work(at):
        sql("UPDATE cases_citizen SET version = 2")
        with bo.at_work(at):
            sql("UPDATE cases_citizen SET version = 3")
        sql("UPDATE cases_citizen SET version = 4")
    found = [actor["user"] for actor in actors(Citizen, "update")]
    assert found == [str(who.user.pk) for who in (anna, bo, anna)]


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.db_table)
def test_nobody_writes_history_by_hand(model: type[Model], anna: Persona, world: None, at: datetime) -> None:
    table = event_table(model)
    with anna.at_work(at):
        for attack in (
            f'INSERT INTO "{table}" (pgh_id) VALUES (1)',
            f"UPDATE \"{table}\" SET pgh_label = 'x'",
            f'DELETE FROM "{table}"',
            f'TRUNCATE "{table}"',
        ):
            with refused():
                sql(attack)


def test_the_librarys_own_switch_is_dead(anna: Persona, world: None, at: datetime) -> None:
    with anna.at_work(at):
        before = events(Citizen)
        for value in ("{all}", "{cases_citizen:update_update}", "{public.cases_citizen:update_update}"):
            sql("SELECT set_config('pgtrigger.ignore', %s, true)", value)
            sql("UPDATE cases_citizen SET version = version + 1")
        assert events(Citizen) == before + 3


def test_a_colleagues_earlier_context_is_not_taken_over(anna: Persona, bo: Persona, world: None, at: datetime) -> None:
    with bo.at_work(at):
        sql("UPDATE cases_citizen SET version = 2")
    with as_owner():
        bos = sql("SELECT pgh_context_id FROM cases_citizenevent WHERE pgh_label = 'update'")[0][0]
    with anna.at_work(at):
        sql("SELECT set_config('pghistory.context_id', %s, true)", str(bos))
        sql("UPDATE cases_citizen SET version = 3")
        now_used = UUID(str(sql("SELECT current_setting('pghistory.context_id')")[0][0]))
    assert now_used != bos
    assert [actor["user"] for actor in actors(Citizen, "update")] == [str(bo.user.pk), str(anna.user.pk)]


def test_a_context_made_up_ahead_says_nothing_of_its_own(anna: Persona, world: None, at: datetime) -> None:
    with anna.at_work(at):
        sql("SELECT set_config('pghistory.context_id', %s, true)", str(uuid4()))
        sql("SELECT set_config('pghistory.context_metadata', %s, true)", '{"user": "somebody else"}')
        sql("UPDATE cases_citizen SET version = 9")
    assert [actor["user"] for actor in actors(Citizen, "update")] == [str(anna.user.pk)]


def test_every_history_trigger_runs_as_the_owner_with_a_pinned_path(db: None) -> None:
    rows = sql(
        "SELECT t.tgrelid::regclass::text, p.prosecdef, p.proconfig, t.tgenabled::text FROM pg_trigger t"
        " JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND p.proname LIKE 'pgtrigger\\_%%'"
    )
    assert {row[0] for row in rows} == {model._meta.db_table for model in TRACKED}
    assert len(rows) == 2 * len(TRACKED)
    for table, definer, config, enabled in rows:
        assert definer is True, table
        assert config == ["search_path=pg_catalog, public, pg_temp"], table
        assert enabled == "O", table


def test_no_middleware_of_the_library_sets_a_context_of_its_own(settings: Any) -> None:
    assert not [name for name in settings.MIDDLEWARE if "pghistory" in name]
    assert f"{ContextMiddleware.__module__}.ContextMiddleware" in settings.MIDDLEWARE
