"""Who says that they have seen a citizen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ToldBy(TextChoices):
    """Who has seen the citizen, and says so. What we see ourselves is a contact."""

    UNIT = "unit", _("Hostel or partner")
    SOCIOLANCE = "sociolance", _("Sociolancen")
    RELATIVE = "relative", _("A relative")
    COLLEAGUE = "colleague", _("A colleague")
    OTHER = "other", _("Somebody else")


class Caller(TextChoices):
    """Who rings about a citizen: whoever may have seen one, and the citizen."""

    UNIT = "unit", _("Hostel or partner")
    SOCIOLANCE = "sociolance", _("Sociolancen")
    RELATIVE = "relative", _("A relative")
    CITIZEN = "citizen", _("The citizen")
    COLLEAGUE = "colleague", _("A colleague")
    OTHER = "other", _("Somebody else")


class TipKind(TextChoices):
    """How the unit was told of somebody."""

    CALL = "call", _("Inquiry by telephone")
    SEEN = "seen", _("Seen at a partner's")
