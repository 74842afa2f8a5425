"""What a citizen is found by."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Findable(models.Model):
    """The words, sounds and digits that one citizen is found by in one unit, copied from what stands on the citizen.

    Kept by triggers and read by `citizen_search` alone, which begins at the reader's grounds. One row for each unit
    that ever had a ground, so that what a unit searches lies together. No foreign keys: a row opens nothing, and goes
    with the citizen by a trigger.
    """

    web_grants = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    in_unit = models.UUIDField(help_text="The unit's id.")
    whom = models.UUIDField(help_text="The citizen's id.")
    sort_name = models.CharField(max_length=420, db_collation="C")
    is_protected = models.BooleanField()
    names = models.TextField(help_text="Names and standing aliases, folded, each word between blanks.")
    sounds = models.TextField(help_text="The same words as they sound.")
    about = models.TextField(help_text="Features, folded.")
    phones = models.TextField(help_text="Standing numbers, digits alone, between blanks.")
    places = ArrayField(models.UUIDField(), help_text="Standing haunts.")
    digests = ArrayField(models.BinaryField(), help_text="Numbers that lead here, as the identifiers keep them.")

    class Meta:
        constraints = [models.UniqueConstraint(name="findable_once_in_a_unit", fields=["in_unit", "whom"])]
        indexes = [models.Index(name="findable_of", fields=["whom"])]

    def __str__(self) -> str:
        return str(self.pk)
