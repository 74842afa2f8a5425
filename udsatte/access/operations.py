"""The migration operation that writes the policies of a protected table."""

from django.db.migrations.operations.base import Operation

from udsatte.access.protection import Protection, policies


class Protect(Operation):
    """Switch row-level security on for a table (and its history table) and write its policies.

    ENABLE, not FORCE: FORCE would bind only the owner, whom the application never is (walls.md).
    The declaration stands here as it was then; `manage.py protect --check` compares it with the model's of today.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, protection: Protection, event: bool = True) -> None:
        self.model_name = model_name
        self.protection = protection
        self.event = event

    def state_forwards(self, app_label, state) -> None:  # type: ignore[no-untyped-def]
        """Nothing of a policy is in Django's state."""

    def _tables(self, app_label, state):  # type: ignore[no-untyped-def]
        model = state.apps.get_model(app_label, self.model_name)
        meta = model._meta
        columns = {
            key: meta.get_field(field).column if field else None
            for key, field in (
                ("citizen", self.protection.citizen),
                ("unit", self.protection.unit),
                ("user", self.protection.user),
                ("told", self.protection.told),
            )
        }
        yield meta.db_table, columns, False
        if self.event:
            yield state.apps.get_model(app_label, f"{self.model_name}Event")._meta.db_table, columns, True

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:  # type: ignore[no-untyped-def]
        for table, columns, event in self._tables(app_label, to_state):
            schema_editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
            for policy in policies(table, self.protection, **columns):
                if policy.permissive or not event:
                    schema_editor.execute(f'DROP POLICY IF EXISTS "{policy.name}" ON "{table}"')
                    schema_editor.execute(policy.sql())

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:  # type: ignore[no-untyped-def]
        for table, columns, _event in self._tables(app_label, from_state):
            for policy in policies(table, self.protection, **columns):
                schema_editor.execute(f'DROP POLICY IF EXISTS "{policy.name}" ON "{table}"')
            schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        return f"Protect {self.model_name}"
