"""The only modules that write, one per noun; import from here."""

from cases.actions.background import (
    BackgroundFacts,
    Particulars,
    RelativeFacts,
    add_relative,
    change_background,
    change_particulars,
    end_relative,
)
from cases.actions.calls import Rang, log_call, log_inquiry, say_seen, settle_tip
from cases.actions.casework import assign, open_case
from cases.actions.citizens import CitizenFacts, change_citizen, create_unknown, register_citizen, tell_risk
from cases.actions.contacts import (
    Company,
    LineDraft,
    NextStep,
    StaffDraft,
    UnknownDraft,
    log_contact,
    strike_line,
    strike_staff_line,
)
from cases.actions.deaths import record_death, withdraw_death
from cases.actions.drafts import drop_draft, keep_draft
from cases.actions.enquiries import AnsweredAlready, answer_enquiry, end_sharing, take_in_shared
from cases.actions.followups import (
    change_follow_up,
    cover_follow_ups,
    finish_follow_up,
    open_follow_up,
    promise_follow_up,
)
from cases.actions.grounds import (
    Answer,
    DutyHit,
    KnownBy,
    Question,
    TooManyLookups,
    ask_known,
    begin_lookup,
    break_glass,
    close_ground,
    open_on_duty,
    search_on_duty,
    stand_with,
)
from cases.actions.handovers import hand_over
from cases.actions.identifiers import (
    Registration,
    TooManyEnquiries,
    end_identifier,
    identify_citizen,
    say_none,
)
from cases.actions.imported_citizens import import_citizens
from cases.actions.imported_contacts import import_contacts
from cases.actions.imports import Difference, Imported
from cases.actions.intake import Received, SettledAlready, file_waiting, receive_contact, set_aside
from cases.actions.leaves import plan_leave, set_capacity, stop_leave
from cases.actions.lookouts import ask_lookout, say_lookout_seen, withdraw_lookout
from cases.actions.notes import NothingSaid, ThankedAlready, add_to_note
from cases.actions.notices import see_notice
from cases.actions.reminders import close_day, post_digest
from cases.actions.sightings import NotWorkedWith, Seen, log_sighting, strike_sighting
from cases.actions.states import AftercarePlan, change_state
from cases.actions.visits import alert_visits, come_out, go_in, stay_longer

__all__ = [
    "AftercarePlan",
    "Answer",
    "AnsweredAlready",
    "BackgroundFacts",
    "CitizenFacts",
    "Company",
    "Difference",
    "DutyHit",
    "Imported",
    "KnownBy",
    "LineDraft",
    "NextStep",
    "NotWorkedWith",
    "NothingSaid",
    "Particulars",
    "Question",
    "Rang",
    "Received",
    "Registration",
    "RelativeFacts",
    "Seen",
    "SettledAlready",
    "StaffDraft",
    "ThankedAlready",
    "TooManyEnquiries",
    "TooManyLookups",
    "UnknownDraft",
    "add_relative",
    "add_to_note",
    "alert_visits",
    "answer_enquiry",
    "ask_known",
    "ask_lookout",
    "assign",
    "begin_lookup",
    "break_glass",
    "change_background",
    "change_citizen",
    "change_follow_up",
    "change_particulars",
    "change_state",
    "close_day",
    "close_ground",
    "come_out",
    "cover_follow_ups",
    "create_unknown",
    "drop_draft",
    "end_identifier",
    "end_relative",
    "end_sharing",
    "file_waiting",
    "finish_follow_up",
    "go_in",
    "hand_over",
    "identify_citizen",
    "import_citizens",
    "import_contacts",
    "keep_draft",
    "log_call",
    "log_contact",
    "log_inquiry",
    "log_sighting",
    "open_case",
    "open_follow_up",
    "open_on_duty",
    "plan_leave",
    "post_digest",
    "promise_follow_up",
    "receive_contact",
    "record_death",
    "register_citizen",
    "say_lookout_seen",
    "say_none",
    "say_seen",
    "search_on_duty",
    "see_notice",
    "set_aside",
    "set_capacity",
    "settle_tip",
    "stand_with",
    "stay_longer",
    "stop_leave",
    "strike_line",
    "strike_sighting",
    "strike_staff_line",
    "take_in_shared",
    "tell_risk",
    "withdraw_death",
    "withdraw_lookout",
]
