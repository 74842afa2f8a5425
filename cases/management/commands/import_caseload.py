"""Take in a unit's own list of citizens, as Excel saves it."""

import csv
import os
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DataError, IntegrityError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.imports import Imported, RowOutcome, import_row
from cases.caseload_import import BadRow, NotACaseload, Record, Table, read_row, read_table
from cases.policies import can_import
from udsatte.access.actor import Channel
from udsatte.access.context import acting_as
from udsatte.access.decisions import Denied, Foreseen
from udsatte.accounts.models import Membership

#: A cell that begins so would be a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Command(BaseCommand):
    help = (
        "Take in a unit's own list as Danish Excel saves it (CSV): name, CPR number or birth date, "
        "caseworker's e-mail, opened on, last met, place. Run it again at will: what is here is never "
        "overwritten. A bad row is named with its reason and never stops the others. No name is printed; "
        "--report has the values."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", required=True, help="the unit's name; 'organisation/unit' when two have the same")
        parser.add_argument("--as", dest="email", required=True, help="e-mail of the coordinator who answers for it")
        parser.add_argument(
            "--report", type=Path, help="write every row's outcome here (CSV, for the owner's eyes only)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        membership = _membership(options["email"].strip().lower(), options["unit"].strip(), at)
        try:
            with acting_as(user_id=membership.user_id, membership_id=membership.pk, at=at) as actor:
                can_import(actor=actor).require()
        except Denied as denied:
            raise CommandError(str(denied.message)) from denied
        table = _table(options["file"])
        report = _Report(options["report"], options["file"]) if options["report"] else None
        for heading in table.unread:
            self.stdout.write(_("Not read: the column %(heading)s.") % {"heading": heading})
        outcomes: Counter[RowOutcome] = Counter()
        taken: dict[object, int] = {}
        for record in table.records:
            done = _import(record, taken, membership, at)
            outcomes[done.outcome] += 1
            self._tell(record.number, done)
            if report:
                report.write(record.number, done)
        if report:
            report.close()
        self.stdout.write(
            " · ".join(f"{outcomes[outcome]} {outcome.label}" for outcome in RowOutcome if outcomes[outcome])
        )

    def _tell(self, number: int, done: Imported) -> None:
        said = [*done.remarks]
        if done.differences:
            columns = ", ".join(str(each.what) for each in done.differences)
            said.insert(
                0,
                _("Differs from what stands here, and is left as it is: %(columns)s.") % {"columns": columns},
            )
        if done.outcome is RowOutcome.WAITING:
            said.insert(0, _("Awaits match. The coordinator will let you know."))
        for sentence in said:
            self.stdout.write(_("Row %(number)s: %(sentence)s") % {"number": number, "sentence": sentence})


def _import(record: Record, taken: dict[object, int], membership: Membership, at: datetime) -> Imported:
    """One row in a transaction of its own, on the person's own rights. `taken`: who stands in which row."""
    try:
        row = read_row(record, at=at)
        who = row.cpr or (row.name.casefold(), row.birth_on, row.birth_year)
        if who in taken:
            raise BadRow(_("The same citizen stands in row %(number)s already.") % {"number": taken[who]})
        with acting_as(user_id=membership.user_id, membership_id=membership.pk, at=at, channel=Channel.IMPORT) as actor:
            done = import_row(row=row, by=actor, at=at)
    except Foreseen as foreseen:
        return Imported(RowOutcome.BAD, remarks=(str(foreseen.message),))
    except ValidationError as error:
        return Imported(RowOutcome.BAD, remarks=(" ".join(error.messages),))
    except (IntegrityError, DataError):
        # Its text holds the row's values; what was foreseen is above.
        return Imported(RowOutcome.BAD, remarks=(_("The database refuses the row. Make the citizen by hand."),))
    taken[who] = record.number
    return done


def _membership(email: str, unit: str, at: datetime) -> Membership:
    """The place in that unit on which this person works. Raises CommandError."""
    organisation, _slash, name = unit.rpartition("/")
    places = Membership.objects.open_at(at).filter(
        Q(unit__name=unit) | Q(unit__name=name.strip(), unit__organisation__name=organisation.strip()),
        user__email=email,
    )
    found = list(places[:2])
    if not found:
        raise CommandError(_("Nobody with this e-mail works in a unit of that name."))
    if len(found) > 1:
        raise CommandError(_("More than one unit has that name: write organisation/unit."))
    return found[0]


def _table(file: Path) -> Table:
    """Raises CommandError when the file cannot be read."""
    try:
        return read_table(file.read_bytes())
    except OSError as error:
        raise CommandError(_("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from error
    except NotACaseload as error:
        raise CommandError(str(error.message)) from error


class _Report:
    """Every row's outcome and what differs. It holds personal data: only the file's owner reads it."""

    def __init__(self, path: Path, source: Path) -> None:
        if path.exists() and path.samefile(source):
            raise CommandError(_("The report would overwrite the list."))
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.fchmod(handle, 0o600)
        except OSError as error:
            raise CommandError(_("The report cannot be written: %(reason)s.") % {"reason": error.strerror}) from error
        self._file = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file, delimiter=";")
        self._row([_("Row"), _("Outcome"), _("Reason"), _("Column"), _("Here"), _("In the list")])

    def write(self, number: int, done: Imported) -> None:
        """One line for the outcome, or one for each value that differs."""
        reason = " ".join(done.remarks)
        for each in done.differences or (None,):
            values: Iterable[object] = (each.what, each.here, each.listed) if each else ("", "", "")
            self._row([number, done.outcome.label, reason, *values])

    def close(self) -> None:
        self._file.close()

    def _row(self, cells: Sequence[object]) -> None:
        texts = (str(cell) for cell in cells)
        self._csv.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in texts])
