"""That a citizen has died."""

import uuid
from datetime import date

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import DeathSource
from cases.querysets import DeathQuerySet
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection


@pghistory.track()
class Death(models.Model):
    """Somebody says that the citizen has died, on a day, from a source. At most one stands for a citizen.

    Written by the database's own functions alone (`citizen_died`, `death_withdraw`), which tell every unit with a
    ground. It writes on no other unit's row. What reminds asks for the living (`living()`), so a mistake
    that is withdrawn brings every follow-up back.
    """

    protection = Protection(citizen="citizen", level=SHARED)
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="deaths")
    died_on = models.DateField(_("died on"))
    is_about = models.BooleanField(_("the day is approximate"), default=False)
    source = models.CharField(_("from whom"), max_length=10, choices=DeathSource)
    source_text = models.CharField(_("from whom, in words"), max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(_("why it is withdrawn"), max_length=500, blank=True)

    objects = DeathQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="death_source_known", condition=Q(source__in=DeathSource.values)),
            models.CheckConstraint(
                name="death_other_source_said", condition=~Q(source=DeathSource.OTHER) | ~Q(source_text="")
            ),
            models.CheckConstraint(
                name="death_day_likely", condition=Q(died_on__range=(date(1900, 1, 1), date(2100, 12, 31)))
            ),
            models.CheckConstraint(
                name="death_withdrawn_by_a_person_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
            ),
            models.UniqueConstraint(
                name="death_one_stands", fields=["citizen"], condition=Q(withdrawn_at__isnull=True)
            ),
            models.UniqueConstraint(name="death_of_citizen_and_day", fields=["id", "citizen", "died_on"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)
