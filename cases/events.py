"""A contact and a step of the case as the timeline shows them (`timeline_item`)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import states
from cases.choices import AdditionKind, ClosedCause, Medium, Outcome, ServiceResponse
from cases.models import CaseStatusChange, ContactLine
from cases.policies import can_add_to_note, can_strike
from udsatte.access.actor import Actor
from udsatte.web import days
from udsatte.web.addresses import address

_ICONS = {
    Outcome.MET: ("seen", "person-check"),
    Outcome.NOT_MET: ("none", "person-slash"),
    Outcome.REFUSED: ("none", "hand-thumbs-down"),
    Outcome.MISSED: ("soon", "calendar-x"),
}


def of_line(line: ContactLine, actor: Actor) -> dict[str, Any]:
    kind, icon = _ICONS[Outcome(line.outcome)]
    minutes = (
        ngettext("%(count)s minute", "%(count)s minutes", line.minutes) % {"count": line.minutes}
        if line.minutes
        else ""
    )
    links = []
    may_add = bool(can_add_to_note(actor=actor, line=line))
    if may_add:
        word = _("Add to it") if line.by_id == actor.user_id else _("Add, ask, thank")
        links.append({"url": address("cases:line_add", line.pk), "text": word})
    if can_strike(actor=actor, line=line):
        links.append({"url": address("cases:line_strike", line.pk), "text": _("Wrong citizen")})
    return {
        "at": line.at,
        "kind": kind,
        "icon": "telephone" if line.medium == Medium.PHONE and line.outcome == Outcome.MET else icon,
        "title": _title(line),
        "meta": " · ".join(part for part in (line.where, minutes, line.by_name, _company(line)) if part),
        "note": line.note,
        "additions": _additions(line, may_add=may_add),
        "tags": [*_walked(line), *(_service(*given) for given in line.given)],
        "links": links,
    }


def _additions(line: ContactLine, *, may_add: bool) -> list[dict[str, Any]]:
    """What was said to the note later; a question that nobody has answered leads to its answer."""
    said = line.added
    answered = {one.answers for one in said}
    found = []
    for one in said:
        open_question = one.kind == AdditionKind.QUESTION and one.id not in answered
        found.append(
            {
                "text": one.text,
                "at": one.at,
                "by": one.by,
                "word": "" if one.kind == AdditionKind.ADDITION else str(AdditionKind(one.kind).label),
                "url": f"{address('cases:line_add', line.pk)}?answers={one.id}" if open_question and may_add else "",
            }
        )
    return found


def _company(line: ContactLine) -> str:
    """ "med Bo Testsen, en sygeplejerske": who was there too."""
    names = ", ".join([*line.colleagues, *([line.with_others] if line.with_others else [])])
    return _("with %(names)s") % {"names": names} if names else ""


def _walked(line: ContactLine) -> list[str]:
    """ "Fulgt til Sundhedsrummet, samtale"."""
    where = ", ".join(part for part in (line.walked_to, line.accompanied_to) if part)
    return [_("Accompanied to %(where)s") % {"where": where}] if where else []


def _title(line: ContactLine) -> str:
    """ "Truffet", "Ikke truffet", "Talt i telefon": what the outcome is called for this medium."""
    if line.medium == Medium.IN_PERSON:
        return str(Outcome(line.outcome).label)
    by_phone = line.medium == Medium.PHONE
    if line.outcome == Outcome.MET:
        return _("Spoken with by phone") if by_phone else _("Written with")
    if line.outcome == Outcome.NOT_MET:
        return _("Not reached by phone") if by_phone else _("No answer to a message")
    if line.outcome == Outcome.REFUSED:
        return _("Refused, by phone") if by_phone else _("Refused, by message")
    return str(Outcome(line.outcome).label)


def _service(name: str, response: str) -> str:
    if response == ServiceResponse.ACCEPTED:
        return name
    return f"{name}: {ServiceResponse(response).label.lower()}"


def of_change(change: CaseStatusChange, who: str) -> dict[str, Any]:
    cause = ClosedCause(change.closed_cause).label if change.closed_cause else ""
    again = _("look again %(day)s") % {"day": days.day(change.look_again_on)} if change.look_again_on else ""
    return {
        "at": change.changed_at,
        "kind": "info",
        "icon": states.ICONS[change.to_status],
        "title": states.step(change),
        "meta": " · ".join(part for part in (str(cause), again, who) if part),
        "note": change.reason,
    }
