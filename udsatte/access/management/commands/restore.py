from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from udsatte.backup.dump import BackupError, put_back


class Command(BaseCommand):
    help = "Fill an empty database from a backup, and compare every table, policy, trigger, right and role with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="What `backup` wrote.")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            restored = put_back(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        kinds = ", ".join(f"{kind} {len(names)}" for kind, names in restored.kept.items())
        self.stdout.write(f"{restored.rows:,} rows of {len(restored.tables)} tables are as they were taken.")
        self.stdout.write(f"So is what keeps them: {kinds}.")
