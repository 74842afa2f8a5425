from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IntakeState(TextChoices):
    """What became of a contact that was written without a net."""

    WAITING = "waiting", _("Waits for the coordinator")
    FILED = "filed", _("Filed")
    ASIDE = "aside", _("Set aside")


class WhyWaiting(TextChoices):
    """Why it was not filed by itself; as its page says it."""

    GROUND = "ground", _("The unit did not work with the citizen at the time it says.")
    CLOCK = "clock", _("The clock of the phone was wrong, so the time is not certain.")
    CONFLICT = "conflict", _("The same contact came twice with different content. Both are kept.")
    REFUSED = "refused", _("Something in it does not fit with what is known of the citizen.")
    UNREADABLE = "unreadable", _("It could not be read as a contact.")
