"""Everything that changes a referral. One verb a function; the actor and the clock are passed in."""

from referrals.actions.citizens import NotTied
from referrals.actions.entrances import EntranceFacts, Question, set_entrance
from referrals.actions.going_on import go_on, plan_meeting, settle_meeting, withdraw_consent
from referrals.actions.guarantees import begin_guarantee, settle_guarantee
from referrals.actions.outbound import NotADraft, change_draft, refer, send_draft, throw_away, write_draft
from referrals.actions.payments import PaymentAsked, ask_payment, grant_payment, refuse_payment
from referrals.actions.referrals import (
    Along,
    Circle,
    NotOpen,
    ReferralFacts,
    see_referral,
    withdraw_referral,
    write_down,
)
from referrals.actions.thread import read_referral, say
from referrals.actions.triage import (
    DecidedAlready,
    Meanwhile,
    accept,
    decline,
    judge,
    redirect_to,
    tie_citizen,
    wait_list,
)

__all__ = [
    "Along",
    "Circle",
    "DecidedAlready",
    "EntranceFacts",
    "Meanwhile",
    "NotADraft",
    "NotOpen",
    "NotTied",
    "PaymentAsked",
    "Question",
    "ReferralFacts",
    "accept",
    "ask_payment",
    "begin_guarantee",
    "change_draft",
    "decline",
    "go_on",
    "grant_payment",
    "judge",
    "plan_meeting",
    "read_referral",
    "redirect_to",
    "refer",
    "refuse_payment",
    "say",
    "see_referral",
    "send_draft",
    "set_entrance",
    "settle_guarantee",
    "settle_meeting",
    "throw_away",
    "tie_citizen",
    "wait_list",
    "withdraw_consent",
    "withdraw_referral",
    "write_down",
    "write_draft",
]
