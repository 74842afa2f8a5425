"""A new place that the lists offer."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cases.actions.places import create_place
from cases.choices import District, FocusArea, PlaceKind


class Command(BaseCommand):
    help = "Offer a place: manage.py place_create 'Mændenes Hjem' --kind shelter --district vesterbro"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the place's name, as people say it")
        parser.add_argument("--kind", choices=PlaceKind.values, required=True)
        parser.add_argument("--district", choices=District.values, required=True)
        parser.add_argument("--focus-area", choices=FocusArea.values, default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            place = create_place(
                name=options["name"].strip(),
                kind=options["kind"],
                district=options["district"],
                focus_area=options["focus_area"],
            )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"The lists offer {place.name}, {place.area}.")
