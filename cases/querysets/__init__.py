"""Adjectives and named plans; import from here. A list is always anchored on a unit, a person or a citizen."""

from cases.querysets.calls import TipQuerySet
from cases.querysets.casework import (
    AssignmentQuerySet,
    FollowUpChangeQuerySet,
    FollowUpQuerySet,
    GroundQuerySet,
    NoticeQuerySet,
)
from cases.querysets.citizens import BackgroundQuerySet, CitizenQuerySet, DeathQuerySet, FactQuerySet, detailed, hits
from cases.querysets.contacts import (
    ContactLineQuerySet,
    Habits,
    NoteAdditionQuerySet,
    PlaceQuerySet,
    ServiceQuerySet,
    StaffLineQuerySet,
)
from cases.querysets.drafts import DraftQuerySet
from cases.querysets.identifiers import EnquiryQuerySet, IdentifierQuerySet, PendingMatchQuerySet
from cases.querysets.intake import IntakeQuerySet
from cases.querysets.lists import ImportRowQuerySet, JobQuerySet
from cases.querysets.lookouts import LookoutQuerySet, VisitQuerySet
from cases.querysets.sightings import SightingQuerySet

__all__ = [
    "AssignmentQuerySet",
    "BackgroundQuerySet",
    "CitizenQuerySet",
    "ContactLineQuerySet",
    "DeathQuerySet",
    "DraftQuerySet",
    "EnquiryQuerySet",
    "FactQuerySet",
    "FollowUpChangeQuerySet",
    "FollowUpQuerySet",
    "GroundQuerySet",
    "Habits",
    "IdentifierQuerySet",
    "ImportRowQuerySet",
    "IntakeQuerySet",
    "JobQuerySet",
    "LookoutQuerySet",
    "NoteAdditionQuerySet",
    "NoticeQuerySet",
    "PendingMatchQuerySet",
    "PlaceQuerySet",
    "ServiceQuerySet",
    "SightingQuerySet",
    "StaffLineQuerySet",
    "TipQuerySet",
    "VisitQuerySet",
    "detailed",
    "hits",
]
