"""Nobody is asked to take on somebody who has died."""

from datetime import datetime, timedelta

import pytest

from referrals.models import Handling, Package, Step
from referrals.tasks import take_back_for_the_dead
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from tests.referrals.test_going_on import DAY, case_of, opened, sent, take, told

pytestmark = pytest.mark.django_db


def test_nobody_is_asked_any_more_for_the_dead(anna: Persona, sofie: Persona, niels: Persona, at: datetime) -> None:
    """Undecided ones, a day after; never what is taken up, nor where the death was a mistake."""
    opened(sofie)
    dead, mistaken, living = (case_of(anna) for _ in range(3))
    asked, taken = sent(anna, sofie, dead, at), sent(anna, sofie, dead, at)
    others = [sent(anna, sofie, case, at) for case in (mistaken, living)]
    take(sofie, taken, at, niels)
    with as_owner():
        make.DeathFactory(citizen=dead.citizen, recorded_by=anna.user, recorded_at=at)
        make.DeathFactory(citizen=mistaken.citizen, recorded_by=anna.user, recorded_at=at, withdrawn=True)
        assert take_back_for_the_dead(at=at + timedelta(hours=23)) == 0
        assert take_back_for_the_dead(at=at + DAY) == 1
        assert take_back_for_the_dead(at=at + DAY) == 0
        states = dict(Handling.objects.values_list("referral", "status"))
        assert states == {asked: "withdrawn", taken: "accepted", **dict.fromkeys(others, "open")}
        step = Step.objects.get(referral=asked)
        assert (step.reason, step.stepped_by_id) == ("Borgeren er død.", anna.user.pk)
        assert Package.objects.get(referral=asked).ended_at == at + DAY
    assert told(sofie, "referral_step", at + DAY) == 1
