"""Who works where, who answers, who is away, and where people are signed in. No citizen is reachable from here."""

from udsatte.accounts.models.directory import DirectoryEntry
from udsatte.accounts.models.duty import DutyShift
from udsatte.accounts.models.identities import GroupRole, Identity, IdentityProvider
from udsatte.accounts.models.leaves import Leave
from udsatte.accounts.models.people import Membership, Period, User
from udsatte.accounts.models.sessions import Session
from udsatte.accounts.models.units import Organisation, Unit

#: The name by which the first migration knows it.
_Period = Period

__all__ = [
    "DirectoryEntry",
    "DutyShift",
    "GroupRole",
    "Identity",
    "IdentityProvider",
    "Leave",
    "Membership",
    "Organisation",
    "Session",
    "Unit",
    "User",
]
