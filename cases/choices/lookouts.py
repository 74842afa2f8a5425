"""Whom other units are asked to look out for."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: A unit looks out for so long at most; asked again, it looks again. lookout_begin holds the same.
LOOKS_AT_MOST = timedelta(days=14)


class LookoutEnd(TextChoices):
    """Why nobody looks out any more. That the time is over needs no word: it has its day."""

    WITHDRAWN = "withdrawn", _("Withdrawn")
    MET = "met", _("Met")
    FOUND = "found", _("Sought no more")
    DEAD = "dead", _("Dead")
