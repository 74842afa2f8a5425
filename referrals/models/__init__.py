"""A referral and what belongs to it, by noun."""

from referrals.models.entrances import Criterion, Entrance
from referrals.models.guarantees import Guarantee
from referrals.models.handling import CriterionAnswer, Handling, Step
from referrals.models.meetings import FirstMeeting
from referrals.models.news import News
from referrals.models.packages import Package, PackageFact
from referrals.models.payments import PaymentCommitment
from referrals.models.receipts import PublicTry, Receipt
from referrals.models.referrals import Referral, Tie
from referrals.models.thread import Attachment, Message

__all__ = [
    "Attachment",
    "Criterion",
    "CriterionAnswer",
    "Entrance",
    "FirstMeeting",
    "Guarantee",
    "Handling",
    "Message",
    "News",
    "Package",
    "PackageFact",
    "PaymentCommitment",
    "PublicTry",
    "Receipt",
    "Referral",
    "Step",
    "Tie",
]
