from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand

from udsatte.access.grants import harden


class Command(MigrateCommand):
    """Django's migrate, then `harden`: each migrate puts the history triggers back as they come from the library."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        harden()
