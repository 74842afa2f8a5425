"""The walls are one table: in the code, in the database and on paper."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests.database import as_owner, sql
from udsatte.access.audit import findings
from udsatte.access.document import document_is_current
from udsatte.access.grants import LIBRARY_GRANTS, is_event, model_grant, models
from udsatte.access.permissions import CASEWORK, CEILING, MAY, Permission
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet
from udsatte.access.scopes import Shown, tables
from udsatte.access.urls import declared
from udsatte.accounts.choices import Role


def test_the_database_protects_what_the_code_declares(db: None) -> None:
    with as_owner():
        assert list(findings()) == []


def test_the_page_about_security_says_what_the_code_says() -> None:
    assert document_is_current(), "run `manage.py protect --document`"


@pytest.mark.parametrize("role", list(Role))
def test_the_ceiling_of_a_role_is_the_same_in_sql(role: Role, db: None) -> None:
    with as_owner():
        assert sql("SELECT access_ceiling(%s)", role.value) == [(CEILING[role],)]


def test_an_unknown_role_has_no_ceiling(db: None) -> None:
    with as_owner():
        assert sql("SELECT access_ceiling('janitor')") == [(0,)]


def test_every_table_that_leads_to_a_citizen_is_protected(db: None) -> None:
    """Walked from the models, apart from the audit, which walks the database's catalogue."""
    citizen = apps.get_model("cases", "Citizen")
    reached: set[Any] = {citizen}
    while True:
        more = {
            model
            for model in models()
            for field in model._meta.concrete_fields
            if field.related_model in reached and model not in reached
        }
        if not more:
            break
        reached |= more
    tracked = {model for model in reached if not is_event(model)}
    assert len(tracked) > 15
    assert {model.__name__ for model in tracked if not hasattr(model, "protection")} == set()


def test_every_protected_model_has_the_one_door() -> None:
    for model in models():
        if hasattr(model, "protection") and not is_event(model):
            assert isinstance(model.protection, Protection)
            assert isinstance(model._default_manager.all(), VisibleQuerySet), model.__name__


def test_every_table_says_what_the_web_role_may_do() -> None:
    assert [model._meta.db_table for model in models() if model_grant(model) is None] == []
    ours = {model._meta.db_table for model in models()} | {"udsatte_cache", "django_migrations"}
    assert set(LIBRARY_GRANTS) <= ours | {"pghistory_aggregateevent"}


def test_every_permission_is_somebodys() -> None:
    assert set(Permission) == set().union(*MAY.values())


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{one.pattern}"
        found += patterns(one, route) if isinstance(one, URLResolver) else [(route, one)]
    return found


def test_every_address_declares_what_it_asks_for() -> None:
    assert [route for route, one in patterns() if declared(one.callback) is None] == []


def test_no_address_holds_personal_data() -> None:
    """What varies in an address is an id or a token, never a name, a number or free text."""
    allowed = {"uuid", "int", "key", "uidb36"}
    for route, one in patterns():
        if not str(one.callback.__module__).startswith(("allauth", "django")):
            kinds = {type(converter).__name__ for converter in one.pattern.converters.values()}
            # One's own passkeys bear the library's numbers.
            assert kinds <= ({"IntConverter"} if "webauthn" in str(one.name) else {"UUIDConverter"}), route
        assert not {"cpr", "name", "text"} & set(one.pattern.converters) - allowed, route


def test_the_permissions_stand_in_the_document() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "security.md").read_text(encoding="utf-8")
    for permission in Permission:
        assert f"`{permission.value}`" in text


def test_every_field_of_every_protected_model_has_its_line_in_the_scope_table() -> None:
    """From the models: a field without a line fails, and so do a line without a field and a field with two."""
    said = {f"{app}.{model}": fields for app, scopes in tables() for model, fields in scopes.items()}
    for model in models():
        if not hasattr(model, "protection") or is_event(model):
            continue
        wanted = sorted(field.name for field in model._meta.concrete_fields)
        assert sorted(name for name, _ in said.pop(model._meta.label).shown()) == wanted, model._meta.label
    assert said == {}, "models that are not there, or not protected"


def test_no_field_is_shown_to_more_than_its_row() -> None:
    """A table of casework has no shared field; only a table of health has health fields."""
    by_label = {model._meta.label: model for model in models() if hasattr(model, "protection")}
    for app, scopes in tables():
        for name, fields in scopes.items():
            protection: Protection = by_label[f"{app}.{name}"].protection
            shown = {shown for _, shown in fields.shown()}
            if protection.level == CASEWORK:
                assert not shown & {Shown.SHARED, Shown.MASKED}, name
            assert (Shown.HEALTH in shown) == protection.health, name
            assert set(fields.existence.split()) <= {field for field, _ in fields.shown()}
