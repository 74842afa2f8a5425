"""The scope table of casework, field by field: masking, the canaries and docs/security.md read this one."""

from udsatte.access.scopes import Fields, Scopes, Shown

SCOPES: Scopes = {
    "Citizen": Fields(
        existence="given_name family_name",
        shared="id birth_year sex is_protected risk_instruction risk_review_on death died_on"
        " language interpreter digital_post_exempt is_anonymous is_unknown version",
        masked="given_name family_name sort_name birth_on features home_municipality acting_municipality",
        casework="registered_at registered_by",
    ),
    "Alias": Fields(masked="id citizen text", casework="added_at added_by ended_at ended_by"),
    "Phone": Fields(casework="id citizen number added_at added_by ended_at ended_by"),
    # A place where a protected person is to be found is an address.
    "Haunt": Fields(masked="id citizen place", casework="added_at added_by ended_at ended_by"),
    "CitizenClock": Fields(
        shared="citizen met_at seen_at spoken_at attempts attempted_at missed_at",
        masked="seen_place",
        casework="told_kind told_name",
    ),
    "Call": Fields(casework="id citizen unit by at caller caller_unit caller_name callback said sighting"),
    # Of the unit that asked; the one that is asked is told words, day and whom to call by `lookouts_here`.
    "Lookout": Fields(
        casework="id citizen unit to_unit ground words asked_at asked_by expires_at ended_at ended_by ended_cause"
    ),
    # Of a colleague, and of no citizen.
    "Visit": Fields(
        casework="id unit by at due_at place whereabouts company watcher out_at out_by alerted_at escalated_at"
    ),
    # Of the unit that was told; who told gets no answer.
    "Tip": Fields(
        casework="id unit kind at saved_at by told_kind told_unit told_name callback person whereabouts said citizen"
        " sighting settled_at settled_by settled_reason"
    ),
    # The row is shared, because the clock is. Who told, and where in words, says more than that somebody was seen.
    "Sighting": Fields(
        shared="id citizen at struck_at",
        masked="place",
        casework="unit by saved_at whereabouts told_kind told_unit told_name struck_by struck_reason",
    ),
    "Death": Fields(
        shared="id citizen died_on is_about",
        masked="source source_text recorded_at recorded_by",
        casework="withdrawn_at withdrawn_by withdrawn_reason",
    ),
    "Identifier": Fields(
        casework="id citizen kind issuer ciphertext none_because ended_at ended_by ended_cause ended_reason",
        nobody="digest of_anonymous",
    ),
    # Of the unit that has the case; the asker's side is the asker's unit's.
    "Enquiry": Fields(
        casework="id citizen unit asked_at asked_by reason answer answered_at answered_by said ground"
        " ended_at ended_by ended_reason",
        nobody="waiting",
    ),
    "PendingMatch": Fields(
        casework="id unit asked_at asked_by kind called reason answer answered_at said call citizen ended_at"
    ),
    "Assignment": Fields(
        shared="id case citizen unit caseworker starts_on ends_on assigned_by ended_by named_until_on"
    ),
    "Handover": Fields(casework="id assignment citizen unit note room_reason written_at written_by"),
    "FollowUpChange": Fields(
        casework="id follow_up citizen unit from_on to_on from_owner to_owner reason changed_at changed_by"
    ),
    # Seen by the unit that it is for; who opened a citizen elsewhere is told to the coordinator of the case.
    "Ground": Fields(
        shared="id citizen unit user basis scope health starts_at ends_at",
        casework="reason opened_by ended_by ended_reason",
    ),
    "Notice": Fields(shared="id citizen unit user kind at about_id seen_at seen_by"),
    "Background": Fields(
        casework="id citizen unit own_doctor doctor nationality residence residence_reason children children_text"
        " pregnant due_on changed_at changed_by version"
    ),
    "Relative": Fields(
        casework="id citizen unit name relation phone may_be_told agreed consent_on added_at added_by ended_at ended_by"
    ),
    "RiskStory": Fields(casework="id citizen unit text written_at written_by"),
    "Case": Fields(
        casework="id citizen unit ground opened_on opened_by status status_at status_by status_reason"
        " look_again_on closed_cause version"
    ),
    "CaseStatusChange": Fields(
        casework="id case citizen unit from_status to_status reason look_again_on closed_cause changed_at changed_by"
    ),
    "Contact": Fields(casework="id unit by at medium place whereabouts initiative with_others source saved_at"),
    "Companion": Fields(casework="id contact unit user"),
    "StaffLine": Fields(casework="id contact unit topic note struck_at struck_by struck_reason"),
    "ContactDraft": Fields(casework="id key unit by content saved_at"),
    "ContactLine": Fields(
        casework="id contact citizen unit by at medium place whereabouts outcome minutes note"
        " accompanied_to accompanied_unit struck_at struck_by struck_reason"
    ),
    "LineService": Fields(casework="id line citizen unit service response"),
    "NoteAddition": Fields(casework="id line citizen unit kind answers text written_at written_by"),
    "FollowUp": Fields(
        casework="id citizen unit owner what why due_on origin opened_at opened_by done_at done_by done_line version"
    ),
    # Lists that are taken in and out in the background, with what stood in them.
    "ImportJob": Fields(
        casework="id kind unit asked_at asked_by membership state position headings columns total last_row made same"
        " different waiting bad stopped_why touched_at expires_at content room_reason"
    ),
    "ImportRow": Fields(casework="id job unit asked_by number key cells outcome said"),
    # Its author's; what waits, the coordinator's of its unit too.
    "Intake": Fields(
        casework="id unit by key digest body happened_at received_at state why contact settled_at settled_by reason"
    ),
    "ExportJob": Fields(
        casework="id kind unit asked_at asked_by membership format state position total stopped_why touched_at"
        " expires_at content"
    ),
}

#: The same, to be asked: (model, field) to scope.
SHOWN: dict[tuple[str, str], Shown] = {
    (model, name): shown for model, fields in SCOPES.items() for name, shown in fields.shown()
}
