"""The list of who has looked at a citizen, as it is handed to that citizen: units and roles, never an employee."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from auditing import words
from auditing.actions import Hour
from auditing.choices import REFERENCE
from cases.masking import face
from cases.models import Citizen
from udsatte.access.actor import Actor
from udsatte.accounts.choices import Role
from udsatte.web import days
from udsatte.web.documents import pdf


def citizen_document(
    citizen: Citizen, hours: Sequence[Hour], *, since: datetime | None, by: Actor, at: datetime
) -> bytes:
    """The PDF. since: None when the whole log was read."""
    return pdf("auditing/citizen_looks.typ", contents(citizen, hours, since=since, by=by, at=at), at=at)


def contents(
    citizen: Citizen, hours: Sequence[Hour], *, since: datetime | None, by: Actor, at: datetime
) -> dict[str, Any]:
    """Everything that the document says, in words."""
    total = sum(hour.looks for hour in hours)
    reach = {"first": days.day(since), "last": days.day(at)} if since else {"last": days.day(at)}
    return {
        "title": _("Who has looked at me"),
        # A sheet of paper lies about: of a protected citizen the reference alone says whose it is.
        "name": face(citizen, actor=by, casework=not citizen.is_protected).name,
        "lead": _(
            "Each time somebody at work opens what is written about you, it is noted. Here it stands, newest first."
        ),
        "period": _("From %(first)s to %(last)s") % reach if since else _("Everything until %(last)s") % reach,
        "count": ngettext("%(count)s look", "%(count)s looks", total) % {"count": total},
        "columns": [_("When"), _("Who"), _("What"), _("Why they could")],
        "rows": list(_rows(hours)),
        "nothing": _("Nobody has looked in that time."),
        "names": _("Employees' names do not stand here. Their units know who it was, and answer for them."),
        "ask": _(
            "Do you wonder about something here? Say so to %(unit)s, or to the municipality's data protection officer."
        )
        % {"unit": by.unit_name},
        "made": _("Made on %(day)s by %(unit)s. Your reference: %(reference)s")
        % {"day": days.exact(at), "unit": by.unit_name, "reference": str(citizen.pk)[:REFERENCE]},
        "page": _("Page"),
    }


def _rows(hours: Sequence[Hour]) -> Iterator[list[str]]:
    """A line for each day and all that is alike in it, with the hours: a year of looks is a few pages."""
    alike: dict[tuple[Any, ...], list[Hour]] = {}
    for hour in hours:
        key = (days.day_of(hour.at), hour.unit, hour.organisation, hour.role, hour.kind, hour.basis, hour.has_reason)
        alike.setdefault(key, []).append(hour)
    for (day, unit, organisation, role, kind, basis, has_reason), same in alike.items():
        begins = sorted({days.local(hour.at).hour for hour in same})
        looks = sum(hour.looks for hour in same)
        what, why = words.told_kind(kind), words.told_basis(basis)
        whom = [unit, str(dict(Role.choices).get(role, "")), organisation if organisation != unit else ""]
        yield [
            _("%(day)s, between %(hours)s")
            % {"day": days.day(day), "hours": ", ".join(f"{hour:02}–{hour + 1:02}" for hour in begins)},
            ", ".join(filter(None, whom)),
            _("%(what)s (%(count)s times)") % {"what": what, "count": looks} if looks > 1 else what,
            _("%(why)s. A reason was written down.") % {"why": why} if has_reason else why,
        ]
