"""Parsing and cleaning what people type. A form never saves. One file per noun; import from here."""

from cases.forms.about import BackgroundForm, ParticularsForm, RelativeForm
from cases.forms.casework import AdditionForm, FollowUpChangeForm, FollowUpForm, StrikeForm
from cases.forms.citizens import CitizenForm, NewCitizenForm, RiskStoryForm
from cases.forms.deaths import DeathForm, ReasonForm
from cases.forms.enquiries import EnquiryAnswerForm
from cases.forms.handovers import HandoverForm
from cases.forms.identifiers import IdentifierEndForm, IdentifierForm
from cases.forms.leaves import CapacityForm, LeaveForm
from cases.forms.states import CaseStateForm

__all__ = [
    "AdditionForm",
    "BackgroundForm",
    "CapacityForm",
    "CaseStateForm",
    "CitizenForm",
    "DeathForm",
    "EnquiryAnswerForm",
    "FollowUpChangeForm",
    "FollowUpForm",
    "HandoverForm",
    "IdentifierEndForm",
    "IdentifierForm",
    "LeaveForm",
    "NewCitizenForm",
    "ParticularsForm",
    "ReasonForm",
    "RelativeForm",
    "RiskStoryForm",
    "StrikeForm",
]
