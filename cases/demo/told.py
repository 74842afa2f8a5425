"""What others told: a hostel's call, a relative's, a partner's word, whom other teams look out for, who went in."""

from datetime import datetime, timedelta
from functools import partial

from cases import actions
from cases.actions import Question, Rang, Seen
from cases.choices import Caller, ToldBy
from cases.cpr import CprNumber
from cases.demo.month import Month
from cases.models import Case
from udsatte.access.actor import Actor
from udsatte.web.days import day_of

_LOOKS = "Grå hue og blå sæk. Sig, at Eva venter på ham på natcaféen hver aften kl. 20."


def plan(month: Month) -> None:
    """Each at its time."""
    for days, clock, name, step in (
        (1, "20.30", "anna", _hostel_rings),
        (3, "12.10", "anna", _brother_rings),
        (2, "09.20", "jonas", _somebody_new),
        (2, "15.30", "eva", _look_out),
        (1, "18.00", "bo", _in_and_out),
        (0, "07.40", "frank", _seen_here),
    ):
        month.do(month.moment(days, clock), name, partial(step, month))


def _hostel_rings(month: Month, by: Actor, at: datetime) -> None:
    hostel = month.members["frank"].unit
    rang = Rang(
        caller=Caller.UNIT,
        caller_unit_id=hostel.pk,
        callback=hostel.phone,
        happened_at=at,
        said="Han sov på sofaen og spurgte efter Anna.",
    )
    seen = Seen(told_kind=ToldBy.UNIT, told_unit_id=hostel.pk, place_id=month.places["Mændenes Hjem"], happened_at=at)
    actions.log_call(citizen_id=month.citizens["kaj"], rang=rang, seen=seen, by=by, at=at, key=month.key())


def _brother_rings(month: Month, by: Actor, at: datetime) -> None:
    rang = Rang(caller=Caller.RELATIVE, caller_name="Malik Testkilde", happened_at=at, said="Spurgte, om han lever.")
    actions.log_call(citizen_id=month.citizens["kaj"], rang=rang, seen=None, by=by, at=at, key=month.key())


def _somebody_new(month: Month, by: Actor, at: datetime) -> None:
    rang = Rang(caller=Caller.SOCIOLANCE, callback="00 00 00 60", happened_at=at, said="Kørt til natcaféen kl. 3.")
    person = "Kvinde omkring 40, grøn frakke, taler polsk"
    actions.log_inquiry(rang=rang, person=person, by=by, at=at, key=month.key())


def _look_out(month: Month, by: Actor, at: datetime) -> None:
    case = Case.objects.visible_to(by).get(citizen_id=month.citizens["ib"], unit_id=by.unit_id)
    for name in ("rikke", "niels"):
        actions.ask_lookout(
            case_id=case.pk,
            to_unit_id=month.members[name].unit_id,
            words=_LOOKS,
            expires_at=at + timedelta(days=7),
            by=by,
            at=at,
            key=month.key(),
        )


def _in_and_out(month: Month, by: Actor, at: datetime) -> None:
    visit = actions.go_in(
        due_at=at + timedelta(hours=1),
        whereabouts="Sydhavnsgade, 3. sal",
        company="Karin",
        by=by,
        at=at,
        key=month.key(),
    )
    actions.come_out(visit_id=visit, by=by, at=at)


def _seen_here(month: Month, by: Actor, at: datetime) -> None:
    """One whom the number ties to a citizen, and one of whom somebody is to say who it is."""
    told = (
        (Question(cpr=CprNumber.parse("0108589995", today=day_of(at))), "Kaj", "Fik morgenmad og gik igen."),
        (None, "En mand omkring 50, grå jakke, kalder sig Sømanden", "Har ikke været her før."),
    )
    for question, person, said in told:
        actions.say_seen(
            question=question,
            person=person,
            happened_at=at,
            whereabouts="Mændenes Hjem",
            said=said,
            by=by,
            at=at,
            key=month.key(),
        )
