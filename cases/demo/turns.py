"""How cases went from state to state, and who died: one of each kind."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from cases import actions
from cases.choices import CaseStatus, ClosedCause, DeathSource
from cases.demo.month import Month
from cases.models import Case, FollowUp, Notice
from udsatte.access.actor import Actor


class Turn(NamedTuple):
    """A case's step, so many days back. look: when somebody looks again; after: when the two things of aftercare."""

    who: str
    by: str
    days: int
    clock: str
    to: str
    reason: str
    look: int | None = None
    after: tuple[int, int] | None = None
    cause: str = ""


class Died(NamedTuple):
    """A death, so many days back, and who said so."""

    days: int
    source: DeathSource
    said: str
    is_about: bool = False


DEAD = Died(13, DeathSource.HOSPITAL, "Vagthavende sygeplejerske ringede.")
MISTAKEN = Died(8, DeathSource.OTHER, "En af de andre på varmestuen.", is_about=True)

TURNS = (
    # Standing so today. Days of `look` and `after` are from today on.
    Turn(
        "kurt", "jonas", 4, "14.20", CaseStatus.RESTING, "På højskole i tre uger. Ringer selv, når han er hjemme.", 14
    ),
    Turn(
        "ib",
        "eva",
        3,
        "15.10",
        CaseStatus.SEARCHING,
        "Ikke set på natcaféen eller herberget i næsten to uger. Spurgt på hospitalet: ikke indlagt.",
        1,
    ),
    Turn(
        "oda",
        "karin",
        9,
        "11.00",
        CaseStatus.AFTERCARE,
        "Egen lejlighed siden oktober. Hjemmeplejen kommer hver dag, og hun kender dem.",
        after=(5, 12),
    ),
    # Rested, and came back.
    Turn("erik", "eva", 18, "09.30", CaseStatus.RESTING, "Hos sin bror på Lolland måneden ud.", -4),
    Turn("erik", "eva", 6, "10.15", CaseStatus.ACTIVE, "Tilbage på Maria Kirkeplads. Vil gerne have sin kontakt igen."),
    # Let go, with the aftercare kept.
    Turn("vagn", "eva", 14, "10.00", CaseStatus.AFTERCARE, "Bor på Sundholm, § 110, og spiser med.", after=(-9, -7)),
    Turn(
        "vagn",
        "eva",
        5,
        "13.00",
        CaseStatus.CLOSED,
        "Klarer sig med herbergets egne folk. Ved, hvem han kan ringe til.",
        cause=ClosedCause.MANAGES,
    ),
    Turn("ester", "jonas", 13, "12.00", CaseStatus.AFTERCARE, "Flytter til sin søster i Odense.", after=(-8, -6)),
    Turn(
        "ester",
        "jonas",
        4,
        "10.30",
        CaseStatus.CLOSED,
        "Odense har taget imod. Overleveret i telefon og på skrift.",
        cause=ClosedCause.MOVED,
    ),
    Turn("holger", "karin", 9, "09.00", CaseStatus.CLOSED, "Begravet i går. Vi var med.", cause=ClosedCause.DEAD),
)

#: Whose aftercare somebody has finished, and when.
LOOKED_AFTER = (("vagn", "eva", 7), ("ester", "jonas", 6))


def plan(month: Month) -> None:
    """Each at its time."""
    for turn in TURNS:
        month.do(month.moment(turn.days, turn.clock), turn.by, partial(_turn, month, turn))
    for who, by, days in LOOKED_AFTER:
        month.do(month.moment(days, "14.00"), by, partial(_look_after, month, who))
    for days, clock, name, step in (
        (12, "10.40", "karin", partial(_died, month, "holger", DEAD)),
        (11, "08.10", "clara", _seen),
        (6, "16.20", "karin", partial(_died, month, "lis", MISTAKEN)),
        (5, "09.05", "karin", partial(_withdrawn, month)),
    ):
        month.do(month.moment(days, clock), name, step)


def _turn(month: Month, turn: Turn, by: Actor, at: datetime) -> None:
    case = Case.objects.visible_to(by).get(citizen_id=month.citizens[turn.who])
    actions.change_state(
        case_id=case.pk,
        version=case.version,
        to=turn.to,
        reason=turn.reason,
        look_again_on=None if turn.look is None else month.day(turn.look),
        aftercare=actions.AftercarePlan(*map(month.day, turn.after)) if turn.after else None,
        closed_cause=turn.cause,
        by=by,
        at=at,
    )


def _look_after(month: Month, who: str, by: Actor, at: datetime) -> None:
    """What was agreed for the aftercare is done before anybody is let go."""
    agreed = FollowUp.objects.visible_to(by).open().filter(citizen_id=month.citizens[who])
    for follow_up in agreed.exclude(origin="").order_by("origin"):
        actions.finish_follow_up(follow_up_id=follow_up.pk, by=by, at=at)


def _died(month: Month, who: str, died: Died, by: Actor, at: datetime) -> None:
    actions.record_death(
        citizen_id=month.citizens[who],
        died_on=month.day(-died.days),
        is_about=died.is_about,
        source=died.source,
        source_text=died.said,
        by=by,
        at=at,
        key=month.key(),
    )


def _withdrawn(month: Month, by: Actor, at: datetime) -> None:
    reason = "Det var en anden med samme fornavn. Lis stod i døren i morges."
    actions.withdraw_death(citizen_id=month.citizens["lis"], reason=reason, by=by, at=at)


def _seen(by: Actor, at: datetime) -> None:
    """The coordinator has read what there was."""
    for notice in Notice.objects.visible_to(by).told(by.user_id, by.unit_id).unseen():
        actions.see_notice(notice_id=notice.pk, by=by, at=at)
