"""Where things happen."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import District, FocusArea, PlaceKind
from cases.querysets import PlaceQuerySet


class Place(models.Model):
    """A place in the city that many citizens share, never somebody's home address."""

    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind)
    district = models.CharField(_("district"), max_length=20, choices=District)
    focus_area = models.CharField(_("focus area"), max_length=20, choices=FocusArea, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    is_open = models.BooleanField(_("offered in lists"), default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="place_kind_known", condition=Q(kind__in=PlaceKind.values)),
            models.CheckConstraint(name="place_district_known", condition=Q(district__in=District.values)),
            models.CheckConstraint(
                name="place_focus_area_known", condition=Q(focus_area="") | Q(focus_area__in=FocusArea.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def area(self) -> str:
        """The part of town as people say it: the focus area, else the district."""
        return str(self.get_focus_area_display() if self.focus_area else self.get_district_display())
