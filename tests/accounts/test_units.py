"""A team is a part of its Hjemløseenhed: one step, never a chain."""

import pytest

from tests.database import CHECK, as_owner, refused, sql
from tests.factories.accounts import UnitFactory
from tests.personas import HOSPITAL, SUBSTITUTION, UDSATTETEAMET, Persona, workplace
from udsatte.accounts.models import Unit


@pytest.fixture
def whole(db: None) -> Unit:
    with as_owner():
        return UnitFactory(name="Et center")


def test_two_teams_of_one_hjemloeseenhed_are_of_the_same_house(db: None) -> None:
    team, other, ward = workplace(UDSATTETEAMET), workplace(SUBSTITUTION), workplace(HOSPITAL)
    assert team.part_of is not None
    assert team.is_of_same_house(other)
    assert team.is_of_same_house(team.part_of)
    assert not team.is_of_same_house(ward)
    assert ward.is_of_same_house(ward)


def test_the_house_is_the_same_in_sql(whole: Unit) -> None:
    with as_owner():
        part = UnitFactory(part_of=whole)
        for unit in (part, whole):
            assert sql("SELECT unit_house(%s)", unit.pk) == [(unit.house_id,)]


def test_a_part_has_no_parts(whole: Unit) -> None:
    with as_owner():
        part = UnitFactory(part_of=whole)
        with refused(CHECK):
            UnitFactory(part_of=part)
        with refused(CHECK):
            Unit.objects.filter(pk=whole.pk).update(part_of=UnitFactory())
        with refused(CHECK):
            Unit.objects.filter(pk=part.pk).update(part_of=part)


def test_no_two_units_are_parts_of_each_other(whole: Unit) -> None:
    with as_owner():
        part = UnitFactory(part_of=whole)
        with refused(CHECK):
            Unit.objects.filter(pk=whole.pk).update(part_of=part)


def test_the_web_role_moves_no_unit(anna: Persona, whole: Unit) -> None:
    with refused():
        Unit.objects.filter(pk=anna.unit.pk).update(part_of=whole)
