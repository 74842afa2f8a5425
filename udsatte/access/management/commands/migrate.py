from typing import Any

from django.core.management import CommandError
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from udsatte.access.grants import harden


class Command(MigrateCommand):
    """Django's migrate, then `harden`: each migrate puts the history triggers back as they come from the library.

    Raises CommandError for a database from before the migrations began anew (docs/adr/0015).
    """

    def handle(self, *args: Any, **options: Any) -> None:
        applied = MigrationRecorder(connections[options["database"]]).applied_migrations()
        if ("accounts", "0001_initial") in applied:
            raise CommandError(
                "This database is older than the migrations, which began anew (docs/adr/0015-migrations-begun-anew.md)."
                " If it holds a demo: make reset, then make run."
            )
        super().handle(*args, **options)
        harden()
