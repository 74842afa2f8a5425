"""What each database role may do with each table, and the one place that makes history impossible to forge."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

#: Tables of libraries: S select, I insert, U update, D delete. Rate limits and second factors come and go. Django's own
#: table of sessions is empty: ours are `accounts.Session`.
LIBRARY_GRANTS = {
    "django_session": "",
    "udsatte_cache": "SIUD",
    "django_migrations": "S",
    "django_content_type": "S",
    "auth_permission": "",
    "auth_group": "",
    "auth_group_permissions": "",
    "account_emailaddress": "S",
    "account_emailconfirmation": "",
    "mfa_authenticator": "SIUD",
    "pghistory_context": "",
    "pghistory_aggregateevent": "",
}
_WORDS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}


@dataclass(frozen=True, slots=True)
class Grant:
    """What the web role may do with a table, and the worker, who does the same work (`worker`: and what besides)."""

    table: str
    letters: str
    update_columns: tuple[str, ...] = ()
    worker: str = ""

    def letters_of(self, role: str) -> set[str]:
        """What this role may do with the whole table."""
        return set(self.letters + (self.worker if role == "udsatte_worker" else ""))

    def sql(self) -> Iterator[str]:
        """The statements that give exactly this and nothing else."""
        yield f'REVOKE ALL ON "{self.table}" FROM udsatte_web, udsatte_worker, PUBLIC'
        words = ", ".join(_WORDS[letter] for letter in self.letters)
        if words:
            yield f'GRANT {words} ON "{self.table}" TO udsatte_web, udsatte_worker'
        for letter in self.worker:
            yield f'GRANT {_WORDS[letter]} ON "{self.table}" TO udsatte_worker'
        if self.update_columns:
            columns = ", ".join(f'"{column}"' for column in self.update_columns)
            yield f'GRANT UPDATE ({columns}) ON "{self.table}" TO udsatte_web, udsatte_worker'
        yield f'GRANT SELECT ON "{self.table}" TO udsatte_backup'


def is_event(model: type[Model]) -> bool:
    """Whether the model is a history table."""
    return hasattr(model, "pgh_tracked_model")


def model_grant(model: type[Model]) -> Grant | None:
    """The grant that the model declares, or None when it declares none."""
    table = model._meta.db_table
    if is_event(model):
        return Grant(table, "S" if hasattr(model.pgh_tracked_model, "protection") else "")  # type: ignore[attr-defined]
    if table in LIBRARY_GRANTS:
        return Grant(table, LIBRARY_GRANTS[table])
    letters = getattr(model, "web_grants", None)
    if letters is None:
        return None
    return Grant(table, letters, tuple(getattr(model, "web_update_columns", ())), getattr(model, "worker_grants", ""))


def models() -> Iterator[type[Model]]:
    """Every model that has a table, or a view of ours."""
    for model in apps.get_models(include_auto_created=True):
        if (model._meta.managed or hasattr(model, "web_grants")) and not model._meta.proxy:
            yield model


def functions() -> list[str]:
    """Every function that the application may call, as each app's configuration names them."""
    return [f for app in apps.get_app_configs() for f in getattr(app, "database_functions", ())]


def worker_functions() -> list[str]:
    """What only the worker may call: work by the clock that no page does."""
    return [f for app in apps.get_app_configs() for f in getattr(app, "worker_functions", ())]


#: Makes the triggers of the history impossible to switch off, forge or file under a colleague (walls.md).
_HISTORY = Path(__file__).parent / "sql" / "harden.sql"


def _ready() -> bool:
    """Whether every table and function is there yet (post_migrate also fires half-way)."""
    wanted = [model._meta.db_table for model in models()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT bool_and(to_regclass(quote_ident(t)) IS NOT NULL) FROM unnest(%s::text[]) t", [wanted])
        tables = cursor.fetchone()[0]
        cursor.execute(
            "SELECT bool_and(to_regprocedure(f) IS NOT NULL) FROM unnest(%s::text[]) f",
            [functions() + worker_functions()],
        )
        return bool(tables) and cursor.fetchone()[0] is not False


@transaction.atomic
def harden() -> bool:
    """Set every grant anew and lock the history triggers. Run by the owner after each migrate; False when too early."""
    if not _ready():
        return False
    statements = [
        "GRANT USAGE ON SCHEMA public TO udsatte_web, udsatte_worker, udsatte_backup",
        "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, udsatte_web, udsatte_worker",
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO udsatte_web, udsatte_worker",
        "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO udsatte_backup",
    ]
    for model in models():
        grant = model_grant(model)
        if grant is not None:
            statements += grant.sql()
    for table in ("udsatte_cache", "django_migrations"):
        statements += Grant(table, LIBRARY_GRANTS[table]).sql()
    statements += [f"GRANT EXECUTE ON FUNCTION {f} TO udsatte_web, udsatte_worker" for f in functions()]
    statements += [f"GRANT EXECUTE ON FUNCTION {f} TO udsatte_worker" for f in worker_functions()]
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY.read_text(encoding="utf-8"))
        cursor.execute("SELECT quote_ident(current_database())")
        database = cursor.fetchone()[0]
        for statement in [*statements, f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC"]:
            cursor.execute(statement)
    return True
