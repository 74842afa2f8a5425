"""Organisations and their units. No citizen is reachable from here."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.choices import Sector, UnitKind
from udsatte.accounts.querysets import OrganisationQuerySet, UnitQuerySet


class Organisation(models.Model):
    """A municipality, a region, an association or an authority of the state."""

    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    managing_organisation = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="manages",
        verbose_name=_("managed by"),
        null=True,
        blank=True,
        help_text=_("The organisation whose administrators also look after the people of this one."),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_sector_known", condition=Q(sector__in=Sector.values)),
            models.CheckConstraint(name="organisation_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="organisation_not_managing_itself",
                condition=Q(managing_organisation__isnull=True) | ~Q(managing_organisation=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A team, ward, clinic or effort of an organisation. Grounds and casework belong to a unit."""

    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=UnitKind, default=UnitKind.TEAM)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="parts",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        help_text=_("Hjemløseenheden, for its teams. What is a part of something has no parts of its own."),
    )
    closed_on = models.DateField(
        _("closed on"), null=True, blank=True, help_text=_("Nobody can work in it from this day.")
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="unit_name_once_in_organisation", fields=["organisation", "name"]),
            models.CheckConstraint(name="unit_kind_known", condition=Q(kind__in=UnitKind.values)),
            models.CheckConstraint(name="unit_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="unit_not_part_of_itself", condition=Q(part_of__isnull=True) | ~Q(part_of=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def house_id(self) -> uuid.UUID:
        """The whole that the unit belongs to; its own id when it is a part of nothing. `unit_house` in SQL."""
        return self.part_of_id or self.id

    def is_of_same_house(self, other: "Unit") -> bool:
        """Whether both are of the same Hjemløseenhed."""
        return self.house_id == other.house_id
