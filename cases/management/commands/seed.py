"""Data of any size, for measuring."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.seed import seed
from cases.seed.load import AlreadySeeded, vacuum

_WIDTH = 30
_SECONDS_BETWEEN = 0.2


class Command(BaseCommand):
    help = (
        "Copy in made-up units, people, citizens and contacts, with the shape of the real work and without history. "
        "Deterministic: the same arguments on the same day give the same rows."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--citizens", type=int, required=True)
        parser.add_argument("--contacts", type=int, required=True)
        parser.add_argument("--units", type=int, help="else one for every 68 citizens")
        parser.add_argument("--number", type=int, default=1, help="another number makes other people, beside the first")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Made-up people belong in no real database (DEMO=1).")
        began = time.monotonic()
        try:
            made = seed(
                citizens=options["citizens"],
                contacts=options["contacts"],
                units=options["units"],
                number=options["number"],
                progress=_Bar(),
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        except AlreadySeeded as error:
            raise CommandError(f"Seed {error} is here already: give another --number.") from error
        vacuum()
        self.stdout.write(
            f"{made.citizens:,} citizens and {made.contacts:,} contacts with {made.lines:,} lines in "
            f"{len(made.emails):,} units, {time.monotonic() - began:.1f} s. Somebody: {made.emails[0]}"
        )


class _Bar:
    """A bar on the terminal's error stream; nothing where nobody looks."""

    def __init__(self) -> None:
        self.shown = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or (done < total and now - self.shown < _SECONDS_BETWEEN):
            return
        self.shown = now
        filled = _WIDTH * done // max(total, 1)
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r[{'#' * filled}{' ' * (_WIDTH - filled)}] {done:,} of {total:,} contacts{end}")
        sys.stderr.flush()
