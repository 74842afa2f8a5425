"""The demo unit: made-up people, places and a month of work."""

from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.demo.load import is_loaded, load
from cases.demo.people import HOUSE, PASSWORD, PEOPLE, email
from referrals.demo import load as load_referrals


class Command(BaseCommand):
    help = "Load the demo unit: eleven made-up people in five units, their citizens, and a month of contacts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="say nothing and do nothing when it is loaded")
        parser.add_argument("--sign-ins", action="store_true", help="print role, e-mail and password of each person")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is no demo (DEMO=1): its password is known to everybody.")
        if options["once"] or not options["sign_ins"]:
            self._load(once=options["once"])
        if options["sign_ins"]:
            self._sign_ins()

    def _load(self, *, once: bool) -> None:
        if not is_loaded():
            load(at=timezone.now())
            call_command("directory_load", managed_by=HOUSE.organisation, stdout=StringIO())
            load_referrals(at=timezone.now())
        elif not once:
            raise CommandError("The demo is loaded already. `make reset` starts over.")

    def _sign_ins(self) -> None:
        if not is_loaded():
            raise CommandError("The demo is not loaded: `manage.py demo`.")
        for name, person in PEOPLE.items():
            self.stdout.write(f"  {person.role.label!s:<30}  {email(name):<20}  {PASSWORD}")
