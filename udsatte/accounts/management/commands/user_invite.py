"""A place in a unit for somebody, and the link with which they choose a password."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from udsatte.accounts import actions
from udsatte.accounts.choices import Role
from udsatte.accounts.invitations import invitation_ends_at, invitation_link
from udsatte.accounts.models import Membership, Unit, User


class Command(BaseCommand):
    help = (
        "Give a person a place in a unit, and print the link with which they choose a password. "
        "With --again: a new link for somebody who forgot the password; what they had stops working."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="with which the person signs in")
        parser.add_argument("--name", help="the person's full name")
        parser.add_argument("--unit", help="the unit's name; 'organisation/unit' when two have the same")
        parser.add_argument("--role", choices=Role.values)
        parser.add_argument("--title", default="", help="what the person is, in their own words")
        parser.add_argument("--phone", default="", help="the person's work phone")
        parser.add_argument("--health", action="store_true", help="a region partner who is a health professional")
        parser.add_argument("--again", action="store_true", help="only a new link, for somebody who is here already")
        parser.add_argument(
            "--lost-phone", action="store_true", help="with --again: the second step is set up anew, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email).first()
        if user is not None and not user.is_active:
            raise CommandError(f"{email} is shut out. `user_disable {email} --undo` lets the person in again.")
        if options["again"]:
            self._again(user, email, lost_phone=options["lost_phone"])
        else:
            self._invite(user, email, options)

    def _again(self, user: User | None, email: str, *, lost_phone: bool) -> None:
        if user is None:
            raise CommandError(f"Nobody here has the e-mail {email}.")
        self._show(actions.start_over(user_id=user.pk, second_factor=lost_phone))

    def _invite(self, user: User | None, email: str, options: dict[str, Any]) -> None:
        if options["lost_phone"]:
            raise CommandError("--lost-phone belongs to --again.")
        needed = {"--unit": options["unit"], "--role": options["role"]}
        if user is None:
            needed["--name"] = options["name"]
        if missing := sorted(name for name, value in needed.items() if not value):
            raise CommandError(f"Say {', '.join(missing)}.")
        if options["health"] and options["role"] != Role.REGION_PARTNER:
            raise CommandError("--health is for a region partner; doctors and nurses are always, the others never.")
        unit = _unit(options["unit"])
        if user is not None:
            for place in Membership.objects.of_user(user.pk).of_unit(unit.pk).open_at(timezone.now()):
                raise CommandError(f"{email} works in {unit.name} already: {place.get_role_display()}.")
        try:
            membership = actions.invite_user(
                email=email,
                full_name=options["name"] or "",
                unit=unit,
                role=options["role"],
                at=timezone.now(),
                title=options["title"],
                phone=options["phone"],
                health_professional=options["health"],
            )
        except ValidationError as error:
            raise CommandError(
                "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
            ) from error
        self.stdout.write(f"{email} is {membership.get_role_display()} in {unit.name}.")
        if membership.user.has_usable_password():
            self.stdout.write("The person has a password already, and finds the new place on the page Min side.")
        else:
            self._show(membership.user)

    def _show(self, user: User) -> None:
        ends = timezone.localtime(invitation_ends_at(timezone.now()))
        self.stdout.write(invitation_link(user))
        self.stdout.write(
            f"Valid once, until {ends:%d.%m.%Y %H.%M}. Hand it over in person or by secure mail: "
            "whoever has it may choose the password."
        )


def _unit(name: str) -> Unit:
    """The unit called "name" or "organisation/name". Raises CommandError."""
    found = list(Unit.objects.filter(name=name).select_related("organisation"))
    if not found and "/" in name:
        organisation, _, rest = name.partition("/")
        found = list(Unit.objects.filter(organisation__name=organisation.strip(), name=rest.strip()))
    if not found:
        raise CommandError(f"There is no unit {name!r}. `unit_create` makes one.")
    if len(found) > 1:
        choices = ", ".join(sorted(f"{unit.organisation.name}/{unit.name}" for unit in found))
        raise CommandError(f"More than one unit has that name: {choices}.")
    return found[0]
