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
