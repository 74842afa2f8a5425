from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from udsatte.backup.dump import BackupError, manifest_of, take


class Command(BaseCommand):
    help = (
        "Write the whole database to a file, and beside it what it holds. Whoever has the file reads every name in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Where to; must not exist.")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            taken = take(file, at=timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{taken.rows:,} rows of {len(taken.tables)} tables in {file.name} ({file.stat().st_size / 1e6:,.1f} MB), "
            f"counts and checksums in {manifest_of(file).name}. The keys of CPR numbers are not in it: keep them apart."
        )
