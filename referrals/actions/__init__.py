"""Everything that changes a referral. One verb a function; the actor and the clock are passed in."""

from referrals.actions.entrances import EntranceFacts, set_entrance
from referrals.actions.referrals import (
    Circle,
    NotOpen,
    ReferralFacts,
    refer,
    see_referral,
    withdraw_referral,
    write_down,
)
from referrals.actions.triage import (
    DecidedAlready,
    Meanwhile,
    NotTied,
    accept,
    decline,
    judge,
    redirect_to,
    tie_citizen,
    wait_list,
)

__all__ = [
    "Circle",
    "DecidedAlready",
    "EntranceFacts",
    "Meanwhile",
    "NotOpen",
    "NotTied",
    "ReferralFacts",
    "accept",
    "decline",
    "judge",
    "redirect_to",
    "refer",
    "see_referral",
    "set_entrance",
    "tie_citizen",
    "wait_list",
    "withdraw_referral",
    "write_down",
]
