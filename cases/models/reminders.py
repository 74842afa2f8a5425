"""On which days people were reminded."""

from django.db import models


class ReminderDay(models.Model):
    """A day in Copenhagen whose digests have all been posted, or which was missed. It says nothing of anybody.

    The newest one is the watermark: the days after it are still to be gone through.
    """

    web_grants = "SI"

    day_on = models.DateField(primary_key=True)
    people = models.PositiveIntegerField(help_text="How many digests were posted.")
    missed = models.BooleanField(help_text="Nothing ran that day from the hour on: nobody is told of it afterwards.")
    closed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.day_on)
