"""The rules of docs/house.md that a machine can check in the code itself."""

import ast
from collections import Counter

import pytest
from django.apps import apps

from tests.architecture.code import APPS, KERNEL, ROOT, Module, calls, chain, modules

LINES = 300
#: Files that no app has: code without a noun to live under is not yet understood.
FORBIDDEN = {"utils", "util", "helpers", "services", "managers", "mixins", "signals", "core", "common", "misc", "base"}
#: What every app may have; an absent one means "none of that kind".
KINDS = {
    "__init__",
    "actions",
    "apps",
    "choices",
    "forms",
    "management",
    "migrations",
    "models",
    "policies",
    "querysets",
    "sql",
    "tasks",
    "templatetags",
    "urls",
    "views",
}
#: An app's own nouns. A new one is a decision: it is named here.
NOUNS = {
    "auditing": {"citizen_document", "words"},
    "cases": {
        "attention",
        "board",
        "caseload_export",
        "caseload_import",
        "caseloads",
        "clocks",
        "colleagues",
        "contact_choices",
        "contact_form",
        "contact_parts",
        "cpr",
        "demo",
        "events",
        "figures",
        "identifiers",
        "intake",
        "issuers",
        "list_forms",
        "lookouts",
        "masking",
        "merged",
        "numbers",
        "opened",
        "pack",
        "scopes",
        "search",
        "seed",
        "sightings",
        "states",
        "timeline",
        "waiting",
    },
    "referrals": {
        "attachments",
        "citizen_facts",
        "cpr_in_text",
        "declines",
        "demo",
        "desk",
        "kinds",
        "matching",
        "queue",
        "receipt_codes",
        "scopes",
        "units",
    },
}
#: Who may write, beside actions: and why.
WRITERS = {
    "udsatte/web/idempotency.py": "the key of an action is part of the action's transaction",
    "udsatte/web/outbox.py": "a message is part of the action's transaction; what became of it, of the sender's",
    "udsatte/web/tasks.py": "throws away what has expired",
    "udsatte/access/tasks.py": "what a check of the seals found; the log itself only the database writes",
    "udsatte/accounts/models/people.py": "create_user, which the framework's own commands ask for",
    "udsatte/accounts/sessions.py": "sessions store themselves, as the framework's do",
    "referrals/attachments/pictures.py": "a picture's save puts it into bytes, in memory",
    "udsatte/web/accounts/views.py": "the library's page for the second factor, with one step before it",
}
#: Actions that the owner of the database runs from a command, or the worker by the clock; and those of the public page.
WITHOUT_ACTOR = {
    "alert_visits",
    "create_place",
    "close_day",
    "post_digest",
    "refer_publicly",
    "look_by_receipt",
    "answer_by_receipt",
    "post_news",
    "settle_words",
    "forget_news",
}
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "aupdate",
    "acreate",
    "asave",
    "adelete",
}
#: Also verbs of dicts, hashes and files: a write only on a queryset or a row.
ALSO_OTHERS = {"update", "delete"}
QUERYSET = {"objects", "filter", "exclude", "all", "visible_to", "select_for_update", "_default_manager"}


def of_kind(*kinds: str) -> list[Module]:
    found = [module for module in modules() if module.is_kind(*kinds)]
    assert found
    return found


def test_every_file_has_a_noun() -> None:
    wrong = [module.path for module in modules() if set(module.parts) & FORBIDDEN and "settings" not in module.parts]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_the_files_that_every_app_has_and_its_own_nouns(app: str) -> None:
    names = {path.stem for path in (ROOT / app).iterdir() if path.name != "__pycache__"}
    assert names - KINDS == NOUNS.get(app, set())
    assert {"__init__", "apps", "models", "migrations"} <= names


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    long = {module.path: n for module in modules() if (n := len(module.text.splitlines())) > LINES}
    assert long == {}


def test_a_view_asks_for_rows_by_visible_to_or_a_named_plan() -> None:
    """Protected rows by visible_to alone; others by a plan of their own queryset, never by a query of the view's."""
    protected = {model.__name__ for model in apps.get_models() if hasattr(model, "protection")}
    generic = {
        "all",
        "filter",
        "exclude",
        "get",
        "raw",
        "extra",
        "order_by",
        "values",
        "values_list",
        "annotate",
        "first",
    }
    wrong = []
    for module in of_kind("views"):
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Attribute) or chain(node.value)[-1:] != ["objects"]:
                continue
            model = chain(node)[-3]
            if (model in protected and node.attr != "visible_to") or (model in OURS and node.attr in generic):
                wrong.append(f"{module.at(node)}: {model}.objects.{node.attr}")
    assert wrong == []


OURS = {
    model.__name__
    for model in apps.get_models()
    if model.__module__.split(".")[0] in {"udsatte", *APPS} and not hasattr(model, "pgh_tracked_model")
}


def test_no_view_speaks_sql() -> None:
    wrong = [
        module.at(node)
        for module in of_kind("views", "forms", "policies", "templatetags")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"cursor", "raw", "extra", "RawSQL"}
    ]
    assert wrong == []


def test_only_actions_write() -> None:
    wrong = []
    for module in modules():
        if module.is_kind("actions", "management", "demo", "seed", "embedded", "settings") or module.path in WRITERS:
            continue
        for call in calls(module):
            names = chain(call.func)
            verb = names[-1] if len(names) > 1 else ""
            if verb in WRITES or (verb in ALSO_OTHERS and set(names) & QUERYSET):
                wrong.append(f"{module.at(call)}: {'.'.join(names)}")
    assert wrong == []


def test_every_writer_that_is_excused_still_writes() -> None:
    paths = {module.path: module for module in modules()}
    for path in WRITERS:
        names = {chain(call.func)[-1] for call in calls(paths[path]) if chain(call.func)}
        assert names & (WRITES | ALSO_OTHERS), path


def test_a_form_and_a_policy_never_save() -> None:
    for module in of_kind("forms", "policies", "contact_form", "contact_parts"):
        names = {chain(call.func)[-1] for call in calls(module) if chain(call.func)}
        assert not names & WRITES, module.path


def test_every_action_is_a_transaction_with_an_actor_and_a_clock() -> None:
    """Keyword-only; `by` and `at` are passed in. Accounts are the owner's commands, which have no actor."""
    wrong = []
    for module in modules():
        if "actions" not in module.parts or module.parts[0] not in APPS:
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef) or not any(
                getattr(one, "id", "") == "action" for one in node.decorator_list
            ):
                continue
            names = {argument.arg for argument in node.args.kwonlyargs}
            if node.args.args or (not {"by", "at"} <= names and node.name not in WITHOUT_ACTOR):
                wrong.append(f"{module.at(node)}: {node.name}")
    assert wrong == []


def test_every_public_verb_of_the_actions_is_an_action() -> None:
    """What a package of actions exports; of a single file, each function that has no underscore before its name."""
    for app in APPS:
        paths = (f"{app}/actions/__init__.py", f"{app}/actions.py")
        found = next(module for module in modules() if module.path in paths)
        exported = {
            alias.asname or alias.name
            for node in found.tree.body
            if isinstance(node, ast.ImportFrom) and found.path == paths[0]
            for alias in node.names
        } | {node.name for node in found.tree.body if isinstance(node, ast.FunctionDef)}
        decorated = {
            node.name
            for module in modules()
            if module.parts[:2] == (app, "actions")
            for node in module.tree.body
            if isinstance(node, ast.FunctionDef)
            and any(getattr(one, "id", "") == "action" for one in node.decorator_list)
        }
        verbs = {name for name in exported if name[0].islower()}
        assert verbs <= decorated, verbs - decorated


def test_the_clock_of_a_request_is_passed_in() -> None:
    """Only the middleware, sessions, commands and work by the clock ask what time it is."""
    allowed = {
        "adapters",
        "middleware",
        "management",
        "sessions",
        "tasks",
        "embedded",
        "supervisor",
        "logs",
        "health",
        "demo",
        "seed",
    }
    wrong = []
    for module in modules():
        if module.is_kind(*allowed):
            continue
        for call in calls(module):
            names = chain(call.func)
            bare = names[-1:] == ["localdate"] and not call.args and not call.keywords
            if names[-2:] in (["timezone", "now"], ["datetime", "now"], ["date", "today"], ["time", "time"]) or bare:
                wrong.append(f"{module.at(call)}: {'.'.join(names)}")
    assert wrong == []


def test_there_are_no_django_signals_no_generic_keys_and_no_json() -> None:
    banned_modules = (
        "django.dispatch",
        "django.db.models.signals",
        "django.core.signals",
        "django.db.backends.signals",
    )
    banned_names = {"JSONField", "GenericForeignKey", "GenericRelation", "csrf_exempt", "mark_safe"}
    wrong = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                if (node.module or "").startswith(banned_modules) or names & banned_names:
                    wrong.append(f"{module.at(node)}: {node.module}")
            elif isinstance(node, ast.Attribute) and node.attr in banned_names:
                wrong.append(f"{module.at(node)}: {node.attr}")
    assert wrong == []


def test_nothing_is_put_together_inside_a_translation() -> None:
    wrong = []
    for module in modules():
        for call in calls(module):
            if chain(call.func)[-1:] in (["_"], ["gettext"], ["gettext_lazy"], ["ngettext"], ["pgettext"]):
                made = [arg for arg in call.args if isinstance(arg, (ast.JoinedStr, ast.BinOp))]
                if made or any(chain(arg)[-1:] == ["format"] for arg in call.args):
                    wrong.append(module.at(call))
    assert wrong == []


def test_nothing_catches_everything() -> None:
    wrong = [
        module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {"BaseException"} & {getattr(node.type, "id", "")})
        and not module.is_kind("embedded", "supervisor")
    ]
    assert wrong == []


def test_no_name_of_an_action_is_used_twice() -> None:
    """The idempotency key knows an action by its name: two of the same name would answer for each other."""
    names = Counter(
        keyword.value.value
        for module in modules()
        for call in calls(module)
        if chain(call.func)[-1:] == ["once"]
        for keyword in call.keywords
        if keyword.arg == "action" and isinstance(keyword.value, ast.Constant)
    )
    assert names
    assert {name: n for name, n in names.items() if n > 1} == {}


@pytest.mark.parametrize("folder", KERNEL)
def test_the_kernel_lies_where_the_house_says(folder: str) -> None:
    assert (ROOT / folder / "__init__.py").is_file()
