"""What the groups of the identity provider give, from OIDC_GROUPS."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from udsatte.accounts import actions
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Unit


class Command(BaseCommand):
    help = (
        "Store what each group of the identity provider gives (OIDC_ISSUER, OIDC_GROUPS). Run it as the owner after "
        "each change of them, and of SECRET_KEY. The syntax: group=unit:role;group=organisation/unit:role. "
        "A region partner who is a health professional: region_partner+health."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--groups", default=settings.OIDC_GROUPS, help="instead of OIDC_GROUPS")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.OIDC_ISSUER:
            raise CommandError("Set OIDC_ISSUER first (README.md, Configuration).")
        gifts = [_gift(one) for one in options["groups"].split(";") if one.strip()]
        try:
            actions.set_group_roles(issuer=settings.OIDC_ISSUER, gifts=gifts)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for gift in gifts:
            self.stdout.write(f"{gift.group}: {Role(gift.role).label} in {gift.unit.name}")
        self.stdout.write(f"{len(gifts)} groups give a place. It counts from each person's next sign-in on.")


def _gift(text: str) -> actions.Gift:
    group, equals, rest = text.strip().rpartition("=")
    unit, colon, role = rest.rpartition(":")
    role, _plus, health = role.strip().partition("+")
    if not (group.strip() and equals and colon) or role not in Role.values or health not in ("", "health"):
        raise CommandError(f"{text.strip()!r} is not group=unit:role. The roles are {', '.join(Role.values)}.")
    if health and role != Role.REGION_PARTNER:
        raise CommandError("+health is for a region partner; doctors and nurses are always, the others never.")
    return actions.Gift(group.strip(), _unit(unit.strip()), role, bool(health))


def _unit(name: str) -> Unit:
    organisation, _slash, rest = name.partition("/")
    found = list(Unit.objects.filter(name=name)) or list(
        Unit.objects.filter(organisation__name=organisation.strip(), name=rest.strip())
    )
    if len(found) != 1:
        raise CommandError(f"{'More than one unit is' if found else 'No unit is'} called {name!r}.")
    return found[0]
