"""Parsing and cleaning what people type. A form never saves. One file per noun; import from here."""

from cases.forms.about import BackgroundForm, ParticularsForm, RelativeForm
from cases.forms.casework import AdditionForm, AssignForm, CloseForm, FollowUpForm, ReopenForm, StrikeForm
from cases.forms.citizens import CitizenForm, LettersForm, NewCitizenForm, RiskStoryForm
from cases.forms.deaths import DeathForm, ReasonForm

__all__ = [
    "AdditionForm",
    "AssignForm",
    "BackgroundForm",
    "CitizenForm",
    "CloseForm",
    "DeathForm",
    "FollowUpForm",
    "LettersForm",
    "NewCitizenForm",
    "ParticularsForm",
    "ReasonForm",
    "RelativeForm",
    "ReopenForm",
    "RiskStoryForm",
    "StrikeForm",
]
