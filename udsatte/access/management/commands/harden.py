from django.core.management.base import BaseCommand, CommandError

from udsatte.access.grants import harden


class Command(BaseCommand):
    help = "Set every grant anew and lock the history triggers. Runs by itself after migrate."

    def handle(self, *args: object, **options: object) -> None:
        if not harden():
            raise CommandError("Some table is missing: migrate first.")
        self.stdout.write("Hardened.")
