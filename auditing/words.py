"""What stands in the log, in words: which page, which kind of look, and why a unit could look."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import Basis
from udsatte.access.choices import AccessKind

#: The pages of a citizen, by the beginning of the view's name; the longest that fits counts.
_PAGES: dict[str, Promise] = {
    "cases:citizen": _("The citizen's page"),
    "cases:citizens": _("The unit's list"),
    "cases:citizen_reveal": _("CPR number"),
    "cases:citizen_change": _("The form for corrections"),
    "cases:citizen_numbers": _("Numbers"),
    "cases:identifier": _("Numbers"),
    "cases:enquiry": _("Enquiries"),
    "cases:citizen_died": _("A death"),
    "cases:death": _("A death"),
    "cases:relative": _("Relatives"),
    "cases:risk_story": _("Risk"),
    "cases:case": _("The case"),
    "cases:line": _("A line of the timeline"),
    "cases:contact": _("Log contact"),
    "cases:follow_up": _("Follow-ups"),
    "auditing:citizen_looks": _("Who has looked"),
}
#: To the citizen, in the words of everyday.
_TOLD_KINDS: dict[str, Promise] = {
    AccessKind.OPEN: _("Opened your page"),
    AccessKind.LIST: _("Saw you in a list"),
    AccessKind.SEARCH: _("Found you in a search"),
    AccessKind.PRINT: _("Printed something about you"),
    AccessKind.EXPORT: _("Took out data about you"),
    AccessKind.REVEAL: _("Saw your whole CPR number"),
}
_TOLD_BASES: dict[str, Promise] = {
    Basis.CASE: _("The unit works with you"),
    Basis.REFERRAL: _("You were referred to the unit"),
    Basis.TREATMENT: _("The unit treats you"),
    Basis.MEETING: _("A meeting about you"),
    Basis.CONSENT: _("You said yes to it"),
    Basis.CONTACT: _("Somebody stood with you"),
    Basis.DUTY: _("Somebody was on duty"),
    Basis.LOOKOUT: _("The unit was asked to look out for you"),
    Basis.GLASS: _("Emergency access"),
}


def page(view: str) -> str:
    """Which page it was; a name that nobody knows is itself."""
    fitting = [name for name in _PAGES if view.startswith(name)]
    return str(_PAGES[max(fitting, key=len)]) if fitting else view


def told_kind(kind: str) -> str:
    """What was done, to the citizen."""
    return str(_TOLD_KINDS.get(kind, kind))


def told_basis(basis: str) -> str:
    """Why the unit could look, to the citizen."""
    return str(_TOLD_BASES.get(basis, _("Not known")))
