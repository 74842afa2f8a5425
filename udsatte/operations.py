"""Migration operations of every app: a file of SQL, and all tables of a first migration."""

from pathlib import Path

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation


def run_file(folder: Path, name: str, reverse: str | None = None) -> RunSQL:
    """Functions and triggers, kept as their own commented file. Without `reverse` there is no way back."""
    return RunSQL((folder / name).read_text(encoding="utf-8"), reverse)


class CreateTables(Operation):
    """Everything that a first migration makes, with the models rendered once and not once for each operation.

    Only operations that need no step between nothing and the whole: models with all their fields and constraints, and
    triggers. Django renders every related model anew for each operation, which for these apps takes minutes.
    """

    reduces_to_sql = True
    reversible = False
    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label, state) -> None:  # type: ignore[no-untyped-def]
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:  # type: ignore[no-untyped-def]
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.operations)} tables and triggers"
