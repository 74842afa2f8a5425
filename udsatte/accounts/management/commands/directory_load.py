"""The directory to begin with, from a file."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from udsatte.accounts import actions
from udsatte.accounts.models import Organisation

#: Copenhagen's, with its source in its first lines.
COPENHAGEN = Path(__file__).resolve().parents[2] / "directory.toml"


class Command(BaseCommand):
    help = "Put what is missing into the directory. What stands there already is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=COPENHAGEN, help="a TOML file like directory.toml")
        parser.add_argument("--managed-by", help="the organisation whose administrators look after the new ones")

    def handle(self, *args: Any, **options: Any) -> None:
        manager = None
        if options["managed_by"]:
            manager = Organisation.objects.filter(name=options["managed_by"]).first()
            if manager is None:
                raise CommandError(f"There is no organisation {options['managed_by']!r}.")
        try:
            with options["file"].open("rb") as file:
                efforts = tomllib.load(file).get("effort", [])
            added = actions.load_directory(efforts=efforts, managing_organisation=manager)
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        except (ValidationError, KeyError, TypeError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        self.stdout.write(f"{added} added, {len(efforts) - added} were here.")
