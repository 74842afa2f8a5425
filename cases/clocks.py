"""What the clocks mean in words and colours. Amber from 7 days since met, red from 14, never met first (settings)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import Citizen, CitizenClock
from cases.sightings import who
from udsatte.web import days

#: The drawing beside the word.
DEAD = "flower1"
_MET = {"danger": gettext_lazy("too long"), "soon": gettext_lazy("seek out"), "seen": gettext_lazy("met")}


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
    return _colour(days.days_between(clock.met_at, at))


def _colour(since: int) -> str:
    if since >= settings.CLOCK_RED_DAYS:
        return "danger"
    return "soon" if since >= settings.CLOCK_AMBER_DAYS else "seen"


def met(clock: CitizenClock, at: datetime) -> Fact:
    """ "16 dage · for længe", "9 dage · opsøg", "2 dage · truffet", "aldrig truffet"."""
    if clock.met_at is None:
        return Fact("danger", _("never met"))
    since = days.days_between(clock.met_at, at)
    colour = _colour(since)
    return Fact(colour, f"{days.ago(since)} · {_MET[colour]}")


def last_met(citizen: Citizen, at: datetime) -> Fact:
    """`met` for a list; of the dead only that."""
    return Fact("none", _("Dead"), DEAD) if citizen.died_on else met(citizen.clock, at)


def reason(clock: CitizenClock, at: datetime) -> str:
    """One plain line for casework: "Ikke talt med i 16 dage · set i går af Mændenes Hjem · 3 forgæves forsøg"."""
    words = [_not_met(clock, at), *_seen(clock, at, named=True), *_spoken(clock, at)]
    return " · ".join([*words, *([attempts(clock)] if clock.attempts else [])])


def attempts(clock: CitizenClock) -> str:
    """ "3 forgæves forsøg"."""
    return ngettext("%(count)s attempt in vain", "%(count)s attempts in vain", clock.attempts) % {
        "count": clock.attempts
    }


def facts(clock: CitizenClock, at: datetime, *, named: bool) -> list[Fact]:
    """The clocks of a citizen's page, most important first. named: the reader does casework, and may know who told."""
    found = [Fact(kind(clock, at), " · ".join([_not_met(clock, at), *_seen(clock, at, named=named)]))]
    found += [Fact("info", words, "telephone") for words in _spoken(clock, at)]
    if clock.attempts:
        found.append(Fact("soon", attempts(clock)))
    return found


def _not_met(clock: CitizenClock, at: datetime) -> str:
    """Since when nobody has met the citizen.

    "Ikke talt med" only when it is true of the telephone, too; else "ikke truffet".
    """
    if clock.met_at is None:
        return _("Never met yet")
    since = days.days_between(clock.met_at, at)
    if since <= 0:
        return _("Met today")
    if since == 1:
        return _("Met yesterday")
    if _spoken(clock, at):
        return ngettext("Not met for %(count)s day", "Not met for %(count)s days", since) % {"count": since}
    return ngettext("Not talked with for %(count)s day", "Not talked with for %(count)s days", since) % {"count": since}


def _seen(clock: CitizenClock, at: datetime, *, named: bool) -> list[str]:
    """That somebody has seen the citizen since last met, and who told of it; nothing when not."""
    if clock.seen_at is None or (clock.met_at is not None and clock.seen_at <= clock.met_at):
        return []
    when = _ago(clock.seen_at, at)
    if named and clock.told_kind:
        return [_("seen %(when)s by %(who)s") % {"when": when, "who": who(clock.told_kind, clock.told_name)}]
    return [_("seen %(when)s") % {"when": when}]


def _spoken(clock: CitizenClock, at: datetime) -> list[str]:
    """That the citizen was spoken with from afar since last met; nothing when not."""
    if clock.spoken_at is None or (clock.met_at is not None and clock.spoken_at <= clock.met_at):
        return []
    return [_("spoken with from afar %(when)s") % {"when": _ago(clock.spoken_at, at)}]


def _ago(moment: datetime, at: datetime) -> str:
    """ "i dag", "i går", "for 5 dage siden"."""
    since = days.days_between(moment, at)
    if since <= 0:
        return _("today")
    if since == 1:
        return _("yesterday")
    return ngettext("%(count)s day ago", "%(count)s days ago", since) % {"count": since}
