"""Places are made by a command; the pages only offer them."""

import pytest
from django.core.management import CommandError, call_command

from cases.models import Place
from tests.database import as_owner


def test_a_place_is_made_once(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    with as_owner():
        for _ in range(2):
            call_command(
                "place_create",
                "Mændenes Hjem",
                "--kind",
                "shelter",
                "--district",
                "vesterbro",
                "--focus-area",
                "vesterbro",
            )
        assert Place.objects.filter(name="Mændenes Hjem").count() == 1
    assert "Mændenes Hjem, Vesterbro." in capsys.readouterr().out


def test_a_place_without_a_name_is_refused(db: None) -> None:
    with as_owner(), pytest.raises(CommandError):
        call_command("place_create", " ", "--kind", "street", "--district", "valby")


def test_a_place_says_its_part_of_town_as_people_do() -> None:
    assert Place(name="Sundholm", district="amager_vest", focus_area="sundholm").area == "Sundholm"
    assert Place(name="Toftegårds Plads", district="valby").area == "Valby"
