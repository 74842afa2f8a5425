"""What can be told of a citizen with a referral: each fact as it stands today, to be chosen one by one."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases import clocks
from cases.choices import Known
from cases.models import Citizen
from cases.models.contacts import ContactLine
from udsatte.access.actor import Actor
from udsatte.web import days

#: So many notes at most can go along, the newest ones.
NOTES = 3


@dataclass(frozen=True, slots=True, repr=False)
class CitizenFact:
    """One fact. usual: it goes along unless somebody takes the tick away. Its repr says nothing of a person."""

    code: str
    label: str
    text: str
    usual: bool = False


def facts_of(citizen: Citizen, *, actor: Actor, at: datetime) -> list[CitizenFact]:
    """What the own unit knows and may choose from. The citizen comes from `detailed()`. One statement for the notes."""
    born = days.exact(citizen.birth_on) if citizen.birth_on else str(citizen.birth_year or "")
    places = ", ".join(place.name for place in citizen.haunt_places)
    interpreter = _("needs an interpreter") if citizen.interpreter == Known.YES else ""
    said = [
        CitizenFact("name", _("Name"), citizen.name, usual=True),
        CitizenFact("born", _("Born"), born, usual=True),
        CitizenFact("alias", _("Goes by"), ", ".join(citizen.alias_texts)),
        CitizenFact("phone", _("Phone"), ", ".join(citizen.phone_numbers), usual=True),
        CitizenFact("places", _("Usually to be found at"), places, usual=True),
        CitizenFact("language", _("Language"), ", ".join(filter(None, (citizen.language, interpreter))), usual=True),
        CitizenFact("risk", _("What to mind"), citizen.risk_instruction, usual=True),
        CitizenFact("met", _("Last met"), clocks.last_met(citizen, at).words, usual=True),
    ]
    lines = ContactLine.objects.visible_to(actor).of_unit(actor.unit_id).standing().filter(citizen=citizen)
    lines = lines.exclude(note="").order_by("-at", "-id")[:NOTES]
    said += [
        CitizenFact(f"note-{line.pk}", _("Note of %(day)s") % {"day": days.short_day(line.at, at)}, line.note)
        for line in lines
    ]
    return [one for one in said if one.text]
