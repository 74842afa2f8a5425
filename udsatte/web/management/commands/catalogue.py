"""manage.py catalogue update|check|compile"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Gather the texts for translation, check that all are Danish, or compile them. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["update", "check", "compile"])

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        # Babel is there where the code is built and checked, and not where it only runs.
        from udsatte.web import catalogue

        root: Path = settings.BASE_DIR
        if verb == "update":
            missing = catalogue.update(root, packages(root))
            self.stdout.write(f"{catalogue.place(root).relative_to(root)}: {missing} texts want Danish.")
        elif verb == "check":
            if lines := catalogue.faults(root, packages(root)):
                raise CommandError("\n".join(lines))
        else:
            catalogue.compiled(root)


def packages(root: Path) -> list[str]:
    """The project's own packages: the first folder of each app that lies in it, and nobody else's."""
    own = {
        path.relative_to(root).parts[0]
        for config in apps.get_app_configs()
        if (path := Path(config.path)).is_relative_to(root) and "site-packages" not in path.parts
    }
    return sorted(own)
