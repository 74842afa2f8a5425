"""Lists on their way in and out."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ListKind(TextChoices):
    """What a list holds that is taken in or given out."""

    CITIZENS = "citizens", _("Citizens")
    CONTACTS = "contacts", _("Contacts")


class ImportState(TextChoices):
    """How far a list on its way in has come."""

    READ = "read", _("Say what the columns are")
    MAPPED = "mapped", _("Being tried")
    TRIED = "tried", _("Ready")
    RUNNING = "running", _("Being taken in")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


#: From a state, to which, by a person. The work itself leads from MAPPED to TRIED and from RUNNING to DONE.
IMPORT_TRANSITIONS: dict[str, frozenset[str]] = {
    ImportState.READ: frozenset({ImportState.MAPPED, ImportState.STOPPED}),
    ImportState.MAPPED: frozenset({ImportState.STOPPED}),
    ImportState.TRIED: frozenset({ImportState.RUNNING, ImportState.STOPPED}),
    ImportState.RUNNING: frozenset({ImportState.STOPPED}),
    ImportState.DONE: frozenset(),
    ImportState.STOPPED: frozenset(),
}


class ExportState(TextChoices):
    """How far a list on its way out has come."""

    RUNNING = "running", _("Being made")
    DONE = "done", _("Ready")
    STOPPED = "stopped", _("Stopped")


class WhyStopped(TextChoices):
    """Why work in the background came to no end."""

    ASKED = "asked", _("You stopped it.")
    RIGHTS = "rights", _("The person who asked may not do this any more.")
    TIME = "time", _("Nobody carried it out in time.")


class ExportFormat(TextChoices):
    XLSX = "xlsx", _("Workbook (XLSX)")
    CSV = "csv", _("Text (CSV)")


class RowOutcome(TextChoices):
    """What came of a row of a list, or would come of it."""

    MADE = "made", _("taken in")
    SAME = "same", _("unchanged")
    DIFFERENT = "different", _("differs, left as it is")
    WAITING = "waiting", _("awaits match")
    BAD = "bad", _("bad row")
