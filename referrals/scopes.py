"""The scope table of referrals, field by field. What is between two units leads to no citizen, and is theirs alone."""

from udsatte.access.scopes import Fields, Scopes

SCOPES: Scopes = {
    "Referral": Fields(
        shared="id unit told_unit to_unit from_unit previous door kind happens_on is_acute sender sender_name"
        " sender_phone tell_way basis consent_on is_protected written_at written_by received_at"
        " first_word_at sent_at sent_by seen_at seen_by handled_at sender_looked_at came_back_at version",
        masked="given_name family_name born_on born_year sex residence headline happened wish whereabouts",
        nobody="cpr cpr_digest",
    ),
    "Handling": Fields(
        shared="referral unit told_unit status status_at status_by reason decline barriers caseworker taken_up_at need"
        " review_on waits_since_at meanwhile_unit meanwhile_name version"
    ),
    "Step": Fields(shared="id referral unit told_unit from_status to_status reason stepped_at stepped_by"),
    "CriterionAnswer": Fields(shared="id referral unit criterion verdict reason answered_at answered_by"),
    "FirstMeeting": Fields(
        shared="id referral unit told_unit meets_at company planned_at planned_by outcome outcome_at outcome_by",
        masked="place said",
    ),
    "Package": Fields(
        shared="referral unit told_unit packed_at packed_by expires_at read_at read_by ground ended_at ended_by"
        " ended_reason"
    ),
    "PackageFact": Fields(shared="id package unit told_unit position label", masked="text"),
    "Guarantee": Fields(
        casework="id citizen unit said_on line recorded_at recorded_by started_on exception exception_reason settled_at"
        " settled_by"
    ),
    "PaymentCommitment": Fields(
        casework="id citizen unit referral payer payer_name what_for period amount per asked_on recorded_at recorded_by"
        " answer granted_amount granted_from_on reason settled_at settled_by"
    ),
    "Tie": Fields(casework="id referral unit citizen tied_at tied_by"),
    "Message": Fields(
        shared="id referral unit told_unit key is_question transport state said_at said_by acknowledged_at"
        " acknowledged_by",
        masked="text",
    ),
    "Attachment": Fields(
        shared="id referral unit told_unit content_type size added_at added_by", masked="name content"
    ),
}
