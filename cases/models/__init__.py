"""One file per noun; import from here."""

from cases.models.background import Background, Relative
from cases.models.calls import Call, Tip
from cases.models.casework import Assignment, Case, CaseStatusChange, Handover
from cases.models.citizens import Citizen, RiskStory
from cases.models.clocks import CitizenClock
from cases.models.company import Companion, StaffLine
from cases.models.contacts import Contact, ContactLine, LineService, NoteAddition, Service
from cases.models.deaths import Death
from cases.models.drafts import ContactDraft
from cases.models.enquiries import Enquiry, PendingMatch
from cases.models.facts import Alias, Haunt, Phone
from cases.models.findable import Findable
from cases.models.followups import FollowUp, FollowUpChange
from cases.models.grounds import Ground
from cases.models.identifiers import Identifier
from cases.models.intake import Intake
from cases.models.lists import ExportJob, ImportJob, ImportRow
from cases.models.lookouts import Lookout
from cases.models.lookups import Lookup
from cases.models.merges import CitizenApart, CitizenMerge
from cases.models.notices import Notice
from cases.models.places import Place
from cases.models.reminders import ReminderDay
from cases.models.sightings import Sighting
from cases.models.visits import Visit

__all__ = [
    "Alias",
    "Assignment",
    "Background",
    "Call",
    "Case",
    "CaseStatusChange",
    "Citizen",
    "CitizenApart",
    "CitizenClock",
    "CitizenMerge",
    "Companion",
    "Contact",
    "ContactDraft",
    "ContactLine",
    "Death",
    "Enquiry",
    "ExportJob",
    "Findable",
    "FollowUp",
    "FollowUpChange",
    "Ground",
    "Handover",
    "Haunt",
    "Identifier",
    "ImportJob",
    "ImportRow",
    "Intake",
    "LineService",
    "Lookout",
    "Lookup",
    "NoteAddition",
    "Notice",
    "PendingMatch",
    "Phone",
    "Place",
    "Relative",
    "ReminderDay",
    "RiskStory",
    "Service",
    "Sighting",
    "StaffLine",
    "Tip",
    "Visit",
]
