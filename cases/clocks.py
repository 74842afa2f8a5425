"""What the clocks mean in words and colours. Amber from 7 days since met, red from 14, never met first (settings)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import CitizenClock
from udsatte.web import days


@dataclass(frozen=True, slots=True)
class Fact:
    """A word with its shape: kind is danger, soon, seen, info or none."""

    kind: str
    words: str
    icon: str = ""


def kind(clock: CitizenClock, at: datetime) -> str:
    """danger (never met, or 14 days and more), soon (7 days and more) or seen."""
    if clock.met_at is None:
        return "danger"
    since = days.days_between(clock.met_at, at)
    if since >= settings.CLOCK_RED_DAYS:
        return "danger"
    return "soon" if since >= settings.CLOCK_AMBER_DAYS else "seen"


def met(clock: CitizenClock, at: datetime) -> Fact:
    """ "16 dage · for længe", "9 dage · opsøg", "2 dage · truffet", "aldrig truffet"."""
    if clock.met_at is None:
        return Fact("danger", _("never met"))
    colour = kind(clock, at)
    word = {"danger": _("too long"), "soon": _("seek out"), "seen": _("met")}[colour]
    return Fact(colour, f"{days.days_since(clock.met_at, at)} · {word}")


def reason(clock: CitizenClock, at: datetime) -> str:
    """One plain line: "Ikke talt med i 16 dage, set i går · 3 forgæves forsøg"."""
    if clock.met_at is None:
        first = _("Never met yet")
    else:
        since = days.days_between(clock.met_at, at)
        first = ngettext("Not met for %(count)s day", "Not met for %(count)s days", since) % {"count": since}
    if clock.seen_at and (clock.met_at is None or clock.seen_at > clock.met_at):
        first += ", " + _("seen %(when)s") % {"when": _ago(clock.seen_at, at)}
    parts = [first]
    if clock.spoken_at and (clock.met_at is None or clock.spoken_at > clock.met_at):
        parts.append(_("spoken with by phone %(when)s") % {"when": _ago(clock.spoken_at, at)})
    if clock.attempts:
        parts.append(attempts(clock))
    return " · ".join(parts)


def attempts(clock: CitizenClock) -> str:
    """ "3 forgæves forsøg"."""
    return ngettext("%(count)s attempt in vain", "%(count)s attempts in vain", clock.attempts) % {
        "count": clock.attempts
    }


def facts(clock: CitizenClock, at: datetime) -> list[Fact]:
    """The clocks of a citizen's page, most important first."""
    found = []
    if clock.met_at is None:
        found.append(Fact("danger", _("Never met yet")))
    else:
        since = days.days_between(clock.met_at, at)
        words = (
            ngettext("Not met for %(count)s day", "Not met for %(count)s days", since) % {"count": since}
            if since
            else _("Met today")
        )
        if clock.seen_at and clock.seen_at > clock.met_at:
            words += " · " + _("seen %(when)s") % {"when": _ago(clock.seen_at, at)}
        found.append(Fact(kind(clock, at), words))
    if clock.spoken_at and (clock.met_at is None or clock.spoken_at > clock.met_at):
        found.append(
            Fact("info", _("Spoken with by phone %(when)s") % {"when": _ago(clock.spoken_at, at)}, "telephone")
        )
    if clock.attempts:
        found.append(Fact("soon", attempts(clock)))
    return found


def _ago(moment: datetime, at: datetime) -> str:
    """ "i dag", "i går", "for 5 dage siden"."""
    since = days.days_between(moment, at)
    if since <= 0:
        return _("today")
    if since == 1:
        return _("yesterday")
    return ngettext("%(count)s day ago", "%(count)s days ago", since) % {"count": since}
