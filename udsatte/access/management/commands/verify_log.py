"""Checks the access log against its seals."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from udsatte.access.seals import Tally, faults, kept


class Command(BaseCommand):
    help = (
        "Check every row of the access log against its seal, and the seals against what was kept outside the database. "
        "Names each row that was changed, removed or put in; exit status 1 if there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--against", metavar="FILE", help="The seals kept outside (default: AUDIT_SEAL_FILE).")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["against"] or settings.AUDIT_SEAL_FILE
        try:
            outside = kept(Path(path)) if path else None
        except OSError as error:
            raise CommandError(_("%(path)s cannot be read.") % {"path": path}) from error
        tally = Tally()
        for fault in faults(at=timezone.now(), outside=outside, tally=tally):
            self.stdout.write(fault)
        if outside is None:
            self.stdout.write(_("Nothing was kept outside the database: a chain made anew as a whole is not found."))
        counted = {"seals": tally.seals, "rows": tally.rows, "faults": tally.faults}
        if tally.faults:
            raise CommandError(_("%(faults)d faults in %(rows)d rows and %(seals)d seals.") % counted)
        self.stdout.write(_("All is as it was sealed: %(rows)d rows, %(seals)d seals.") % counted)
