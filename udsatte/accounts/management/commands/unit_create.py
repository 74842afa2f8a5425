"""A new unit, and its organisation when that is new."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from udsatte.accounts import actions
from udsatte.accounts.choices import Sector, UnitKind
from udsatte.accounts.models import Organisation, Unit


class Command(BaseCommand):
    help = "Make a unit: manage.py unit_create Udsatteteamet --organisation 'Københavns Kommune' --sector municipality"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the unit's name, as people say it")
        parser.add_argument("--organisation", required=True, help="made when there is none of that name")
        parser.add_argument("--sector", choices=Sector.values, help="needed for a new organisation")
        parser.add_argument("--kind", choices=UnitKind.values, default=UnitKind.TEAM)
        parser.add_argument("--phone", default="", help="whom colleagues and citizens call")
        parser.add_argument("--managed-by", help="of a new organisation: the one whose administrators look after it")
        parser.add_argument("--part-of", help="the unit of the same organisation that it is a part of, if it is")

    def handle(self, *args: Any, **options: Any) -> None:
        known = Organisation.objects.filter(name=options["organisation"]).first()
        if known is None and not options["sector"]:
            raise CommandError(f"There is no organisation {options['organisation']!r} yet: say its --sector.")
        if known is not None and options["sector"] not in (None, known.sector):
            raise CommandError(f"{known.name} is stored with the sector {known.sector}.")
        manager = None
        if options["managed_by"]:
            manager = Organisation.objects.filter(name=options["managed_by"]).first()
            if manager is None or known is not None:
                raise CommandError("--managed-by names an organisation that is here, for one that is new.")
        whole = None
        if options["part_of"]:
            whole = Unit.objects.filter(organisation=known, name=options["part_of"], part_of=None).first()
            if whole is None:
                raise CommandError(f"The organisation has no unit {options['part_of']!r} that can have parts.")
        try:
            unit = actions.create_unit(
                name=options["name"].strip(),
                organisation=options["organisation"].strip(),
                sector=options["sector"] or "",
                kind=options["kind"],
                phone=options["phone"],
                part_of=whole,
                managing_organisation=manager,
            )
        except ValidationError as error:
            raise CommandError(
                "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
            ) from error
        self.stdout.write(f"Made {unit.name} ({unit.organisation.name}).")
