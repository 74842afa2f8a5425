"""What `import_caseload` and `import_contacts` have in common: a file, taken in on one person's own rights."""

import os
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import batched
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.casework import NoRoom
from cases.actions.imported_citizens import ask_room_of_lists
from cases.actions.imports import Imported
from cases.caseload_import import ImportList, Record, Table, read_table
from cases.caseload_import.taking import take_in, wanted_lists
from cases.choices import RowOutcome
from cases.policies import can_import
from udsatte.access.actor import Channel
from udsatte.access.context import acting_as
from udsatte.access.decisions import Denied
from udsatte.accounts.models import Membership
from udsatte.web.spreadsheets import NotASheet, csv_file

_BATCH = 500
#: So many letters does a handover hold of why somebody gets more than there is room for.
_REASON = 500


class ImportCommand(BaseCommand):
    """Read the file, take its rows in, say what came of them. A bad row is named and never stops the others."""

    of: ClassVar[ImportList]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", required=True, help="the unit's name; 'organisation/unit' when two have the same")
        parser.add_argument("--as", dest="email", required=True, help="e-mail of the coordinator who answers for it")
        parser.add_argument("--dry", action="store_true", help="only say what would come of each row")
        parser.add_argument("--room-reason", default="", help="why somebody gets more citizens than there is room for")
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
        reason = options["room_reason"].strip()
        if len(reason) > _REASON:
            raise CommandError(_("Say it in fewer words.") + " (--room-reason)")
        table = _table(options["file"], self.of)
        report = _Report(options["report"], options["file"]) if options["report"] else None
        for heading in table.unread:
            self.stdout.write(_("Not read: the column %(heading)s.") % {"heading": heading})
        if not options["dry"] and not reason:
            self._ask_room(table.records, membership, at)
        outcomes: Counter[RowOutcome] = Counter()
        taken: dict[bytes, int] = {}
        for batch in batched(table.records, _BATCH):
            for record, done in zip(
                batch, self._take(batch, taken, membership, at, options["dry"], reason), strict=True
            ):
                outcomes[done.outcome] += 1
                self._tell(record.number, done)
                if report:
                    report.add(record.number, done)
        if report:
            report.write()
        self.stdout.write(
            " · ".join(f"{outcomes[outcome]} {outcome.label}" for outcome in RowOutcome if outcomes[outcome])
        )

    def _ask_room(self, records: Sequence[Record], membership: Membership, at: datetime) -> None:
        """Raises CommandError when somebody would get more citizens than there is room for, before anything is done."""
        if not self._full(records, membership, at):
            return
        # Some of those may be here already: only who is new takes room.
        taken: dict[bytes, int] = {}
        new: list[Record] = []
        for batch in batched(records, _BATCH):
            answers = self._take(batch, taken, membership, at, True, "")
            new += [record for record, done in zip(batch, answers, strict=True) if done.outcome == RowOutcome.MADE]
        if said := self._full(new, membership, at):
            raise CommandError(f"{said} (--room-reason)")

    def _full(self, records: Sequence[Record], membership: Membership, at: datetime) -> str:
        """What is asked, if these records were all taken in."""
        wanted = wanted_lists(records, self.of, at)
        with acting_as(user_id=membership.user_id, membership_id=membership.pk, at=at) as actor:
            try:
                ask_room_of_lists(wanted, by=actor, at=at)
            except NoRoom as reason:
                return str(reason.message)
        return ""

    def _take(
        self,
        batch: Sequence[Record],
        taken: dict[bytes, int],
        membership: Membership,
        at: datetime,
        dry: bool,
        reason: str,
    ) -> list[Imported]:
        """Some rows in a transaction of their own, on the person's own rights. taken: who stands in which row."""
        with acting_as(user_id=membership.user_id, membership_id=membership.pk, at=at, channel=Channel.IMPORT) as actor:
            answers, keys = take_in(
                batch, self.of, taken=lambda keys: taken, by=actor, at=at, dry=dry, room_reason=reason
            )
        for record, key, done in zip(batch, keys, answers, strict=True):
            if key is not None and done.outcome != RowOutcome.BAD:
                taken[key] = record.number
        return answers

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


def _table(file: Path, of: ImportList) -> Table:
    """Raises CommandError when the file cannot be read."""
    try:
        return read_table(file.read_bytes(), of)
    except OSError as error:
        raise CommandError(_("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from error
    except NotASheet as error:
        raise CommandError(str(error.message)) from error


class _Report:
    """Every row's outcome and what differs. It holds personal data: only the file's owner reads it."""

    def __init__(self, path: Path, source: Path) -> None:
        if path.exists() and path.samefile(source):
            raise CommandError(_("The report would overwrite the list."))
        try:
            self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.fchmod(self._handle, 0o600)
        except OSError as error:
            raise CommandError(_("The report cannot be written: %(reason)s.") % {"reason": error.strerror}) from error
        self._rows: list[tuple[object, ...]] = []

    def add(self, number: int, done: Imported) -> None:
        """One line for the outcome, or one for each value that differs."""
        self._rows += _lines(number, done)

    def write(self) -> None:
        headings = [_("Row"), _("Outcome"), _("Reason"), _("Column"), _("Here"), _("In the list")]
        with os.fdopen(self._handle, "wb") as file:
            file.write(csv_file(headings, self._rows))


def _lines(number: int, done: Imported) -> Iterator[tuple[object, ...]]:
    head = (number, done.outcome.label, " ".join(done.remarks))
    if not done.differences:
        yield (*head, "", "", "")
    for each in done.differences:
        yield (*head, each.what, each.here, each.listed)
