"""Shut somebody out, or let them in again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from udsatte.accounts import actions
from udsatte.accounts.models import User


class Command(BaseCommand):
    help = "Shut a person out: the next request with any of their sessions is refused. What they wrote stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--undo", action="store_true", help="let the person in again")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"Nobody here has the e-mail {email}.")
        if options["undo"]:
            actions.readmit_user(user_id=user.pk)
            self.stdout.write(f"{email} may sign in again.")
        else:
            actions.disable_user(user_id=user.pk)
            self.stdout.write(f"{email} is shut out.")
