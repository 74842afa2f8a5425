"""What a protected citizen's name and places show, and to whom (walls.md: "Where it leaks").

Casework readers see everything on their own screen. The shared scope sees that there is somebody, never who or where:
field by field in scopes.py.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.models import Citizen
from cases.scopes import SHOWN
from udsatte.access.actor import Actor
from udsatte.access.permissions import CASEWORK
from udsatte.access.scopes import Shown


@dataclass(frozen=True, slots=True)
class Face:
    """A citizen as this reader may see them."""

    citizen: Citizen
    casework: bool

    def shows(self, model: str, field: str) -> bool:
        """Whether this reader may be told this field. Health fields ask the database's policy besides."""
        shown = SHOWN[model, field]
        if self.casework:
            return shown is not Shown.NOBODY
        return shown is Shown.SHARED or (shown is Shown.MASKED and not self.citizen.is_protected)

    @property
    def masked(self) -> bool:
        """Whether the reader is not told who it is."""
        return not self.shows("Citizen", "family_name")

    @property
    def name(self) -> str:
        return _("Protected citizen") if self.masked else self.citizen.name

    @property
    def short_name(self) -> str:
        return _("Protected citizen") if self.masked else self.citizen.short_name

    @property
    def unknown(self) -> bool:
        """Whether what stands as the name is what the citizen is called: nobody knows the name."""
        nameless = self.citizen.is_unknown and not self.citizen.is_named_elsewhere
        return nameless and self.shows("Citizen", "is_unknown")

    @property
    def place(self) -> str:
        """Where the citizen was last seen, in words; nothing when that would be an address."""
        place = self.citizen.clock.seen_place
        return place.name if place is not None and self.shows("CitizenClock", "seen_place") else ""

    @property
    def born(self) -> tuple[date | None, int | None]:
        """Birth date, or year when only that is known. Of a masked citizen the year alone."""
        if not self.shows("Citizen", "birth_on"):
            return None, self.citizen.birth_on.year if self.citizen.birth_on else self.citizen.birth_year
        return self.citizen.birth_on, self.citizen.birth_year


def known(citizen: Citizen, *, actor: Actor) -> Face:
    """`face` for a citizen who comes `with_casework`."""
    return face(citizen, actor=actor, casework=citizen.has_case)


def face(citizen: Citizen, *, actor: Actor, casework: bool) -> Face:
    """How the citizen looks to this reader. casework: whether the reader's unit has casework on the citizen."""
    return Face(citizen, casework=casework and actor.ceiling >= CASEWORK)
