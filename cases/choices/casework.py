"""The states of a case, and which follows which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseStatus(TextChoices):
    """Where a case stands. A person moves it, with a reason; silence never does (001)."""

    ACTIVE = "active", _("Active")
    RESTING = "resting", _("Resting")
    SEARCHING = "searching", _("Sought")
    AFTERCARE = "aftercare", _("Aftercare")
    CLOSED = "closed", _("Closed")


#: The unit works with the citizen: on lists, open for contacts, about somebody's caseload.
OPEN_STATUSES: tuple[str, ...] = tuple(status for status in CaseStatus.values if status != CaseStatus.CLOSED)


#: States that somebody looks at again on a day: so that waiting never becomes forgetting.
WAITING_STATUSES = frozenset({CaseStatus.RESTING, CaseStatus.SEARCHING})


#: From a status, to which. Waiting can be prolonged. Who is sought is found before anything ends.
#: The trigger case_step holds the same table; a test compares the two.
CASE_TRANSITIONS: dict[str, frozenset[str]] = {
    CaseStatus.ACTIVE: frozenset(
        {CaseStatus.RESTING, CaseStatus.SEARCHING, CaseStatus.AFTERCARE, CaseStatus.CLOSED},
    ),
    CaseStatus.RESTING: frozenset(
        {CaseStatus.ACTIVE, CaseStatus.RESTING, CaseStatus.SEARCHING, CaseStatus.AFTERCARE, CaseStatus.CLOSED},
    ),
    CaseStatus.SEARCHING: frozenset({CaseStatus.ACTIVE, CaseStatus.RESTING, CaseStatus.SEARCHING, CaseStatus.CLOSED}),
    CaseStatus.AFTERCARE: frozenset({CaseStatus.ACTIVE, CaseStatus.SEARCHING, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset({CaseStatus.ACTIVE}),
}


class ClosedCause(TextChoices):
    """Why a case is closed, to be counted. That somebody does not turn up is none of them."""

    MANAGES = "manages", _("Manages without us")
    HANDED_OVER = "handed_over", _("Others have taken over")
    MOVED = "moved", _("Moved, and received there")
    WISH = "wish", _("The citizen's own wish")
    DEAD = "dead", _("Dead")
    MISTAKE = "mistake", _("Opened by mistake")
    EARLIER = "earlier", _("Closed before causes were written down")


#: Nobody is left to look after: the only causes that need no aftercare first.
CLOSED_AT_ONCE = frozenset({ClosedCause.DEAD, ClosedCause.MISTAKE})
