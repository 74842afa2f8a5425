"""What the day of a referral means: of which kinds it is asked, whether a shelter told in time, what is soon."""

from datetime import date, datetime, timedelta
from typing import Any

import holidays
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from referrals.choices import Kind
from referrals.models import Referral
from udsatte.web import days

#: Kinds that are about a day; and those that say nothing without it.
WITH_A_DAY = frozenset({Kind.SHELTER, Kind.DISCHARGE, Kind.RELEASE, Kind.LEAVING_TREATMENT})
NEEDS_ITS_DAY = WITH_A_DAY - {Kind.LEAVING_TREATMENT}
#: Serviceloven § 110 stk. 6: a shelter tells the municipality of an admission within so many working days.
SHELTER_TELLS_WITHIN = 3
#: From so many days before it one is to be there; and what was so long ago is like any other.
SOON = timedelta(days=2)
PAST = timedelta(days=7)
#: Longer than anybody counts: a slip of the year.
_FARTHEST = timedelta(days=366)

#: What the caseworker promises by taking one up. Neutral: what a task says is read over a shoulder.
_TASKS: dict[str, Any] = {
    Kind.DISCHARGE: gettext_lazy("Be there when the citizen is discharged."),
    Kind.RELEASE: gettext_lazy("Be there when the citizen comes out."),
    Kind.LEAVING_TREATMENT: gettext_lazy("Seek the citizen out today: see the referral."),
}


def wrong_day(kind: str, day: date | None, at: datetime, *, needed: bool = True) -> str:
    """Why the day cannot be this kind's; nothing when it can. needed: whether one may be left out."""
    today = days.day_of(at)
    if kind not in WITH_A_DAY or (day is None and not (needed and kind in NEEDS_ITS_DAY)):
        return ""
    if day is None:
        return _("Say on which day.")
    if kind == Kind.SHELTER and day > today:
        return _("It cannot have happened yet.")
    return "" if abs(day - today) <= _FARTHEST else _("Choose a day within a year.")


def working_days_after(day: date, until: date) -> int:
    """How many working days lie after `day`, up to and with `until`: Monday to Friday, without public holidays."""
    danish = holidays.country_holidays("DK", observed=False)
    length = min((until - day).days, _FARTHEST.days)
    later = (day + timedelta(days=n) for n in range(1, length + 1))
    return sum(one.weekday() < 5 and one not in danish for one in later)


def days_too_late(one: Referral) -> int | None:
    """Working days by which a shelter told of an admission too late; 0 in time, None where the rule says nothing."""
    if one.kind != Kind.SHELTER or one.happens_on is None or one.received_at is None:
        return None
    gone = working_days_after(one.happens_on, days.day_of(one.received_at))
    return max(gone - SHELTER_TELLS_WITHIN, 0)


def told_words(one: Referral) -> str:
    """ "underrettet i tide", "2 hverdage for sent"; nothing where the rule says nothing."""
    late = days_too_late(one)
    if late is None:
        return ""
    if not late:
        return _("told in time")
    return ngettext("%(count)s working day too late", "%(count)s working days too late", late) % {"count": late}


def happens_words(one: Referral, at: datetime) -> str:
    """ "udskrives fre 27.11."; nothing of a kind that is about no day."""
    if one.happens_on is None or one.kind not in WITH_A_DAY:
        return ""
    said = {"day": days.weekday_day(one.happens_on)}
    coming = one.happens_on >= days.day_of(at)
    match one.kind:
        case Kind.SHELTER:
            return _("admitted %(day)s") % said
        case Kind.DISCHARGE:
            return (_("is discharged %(day)s") if coming else _("was to be discharged %(day)s")) % said
        case Kind.RELEASE:
            return (_("is released %(day)s") if coming else _("was to be released %(day)s")) % said
    return (_("is about to leave %(day)s") if coming else _("did not come, or left, %(day)s")) % said


def task_of(one: Referral, at: datetime) -> tuple[str, date] | None:
    """What is to be done by whoever takes it up, and on which day: that day, or today when it has been."""
    what = _TASKS.get(one.kind)
    if what is None:
        return None
    today = days.day_of(at)
    if one.kind == Kind.LEAVING_TREATMENT or one.happens_on is None:
        return str(what), today
    return str(what), max(one.happens_on, today)
