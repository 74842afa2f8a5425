"""Compares the protection that the code declares with what the database enforces."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from udsatte.access.audit import findings
from udsatte.access.document import document_is_current, write_document


class Command(BaseCommand):
    help = (
        "Compare declared protection with the database's policies and grants (--check), or print the tables into docs/."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Exit 1 when anything differs.")
        parser.add_argument("--document", action="store_true", help="Write the tables into docs/security.md.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["document"]:
            write_document()
        found = list(findings())
        if not document_is_current():
            found.append("docs/security.md: the tables differ from the code; run `manage.py protect --document`.")
        for line in found:
            self.stderr.write(line)
        if found and options["check"]:
            raise CommandError(f"{len(found)} differences.")
        if not found:
            self.stdout.write("The database protects what the code declares.")
