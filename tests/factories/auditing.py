"""Looks at citizens and what was drawn of them, stored as the owner."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from auditing import models
from auditing.choices import DrawnFor
from tests.factories.accounts import UnitFactory
from tests.factories.cases import LONG_AGO
from udsatte.access.choices import AccessKind
from udsatte.access.models import AccessEntry


class AccessEntryFactory(DjangoModelFactory):
    class Meta:
        model = AccessEntry

    at = LONG_AGO
    slot = factory.LazyAttribute(lambda row: int(row.at.timestamp() // 300))
    user_id = factory.Faker("uuid4", cast_to=None)
    unit_id = factory.Faker("uuid4", cast_to=None)
    citizen_id = factory.Faker("uuid4", cast_to=None)
    view = "cases:citizen"
    kind = AccessKind.OPEN


class SampleFactory(DjangoModelFactory):
    class Meta:
        model = models.Sample

    month_on = date(2026, 1, 1)
    entry_id = factory.LazyFunction(lambda: AccessEntryFactory().pk)
    unit = factory.SubFactory(UnitFactory)
    drawn_for = DrawnFor.CHANCE
    drawn_at = LONG_AGO
