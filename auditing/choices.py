"""Why a look at a citizen is worth a second look, and what the auditor found."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: What an auditor calls a citizen by: so many first signs of the citizen's number.
REFERENCE = 8


class Rule(TextChoices):
    """A rule that points at a look. Each is defined in auditing/sql/0002_rules.sql."""

    GLASS = "glass", _("Broken glass")
    OWN_NAME = "own_name", _("Same family name")
    MANY = "many", _("Many in a short time")
    NO_RELATION = "no_relation", _("No work with the citizen")


class DrawnFor(TextChoices):
    """Why a look stands in the month's sample: a rule, or chance."""

    GLASS = Rule.GLASS.value, Rule.GLASS.label
    OWN_NAME = Rule.OWN_NAME.value, Rule.OWN_NAME.label
    MANY = Rule.MANY.value, Rule.MANY.label
    NO_RELATION = Rule.NO_RELATION.value, Rule.NO_RELATION.label
    CHANCE = "chance", _("By chance")


class Outcome(TextChoices):
    """What the auditor found out about a look."""

    IN_ORDER = "in_order", _("In order")
    ASKED = "asked", _("Asked about")
    BREACH = "breach", _("A breach")
