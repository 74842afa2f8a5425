"""Who acts: a person in one membership, through one channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from udsatte.access.permissions import MAY, Permission


class Channel(StrEnum):
    WEB = "web"
    IMPORT = "import"
    COMMAND = "command"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Glass:
    """A citizen whom somebody sees through broken glass, until when, and the ground that ends it."""

    ground_id: UUID
    citizen_id: UUID
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work, as `access_enter` confirmed it for this transaction.

    `ceiling` is the most the role may see (0, 20 shared, 30 casework); `health` opens health fields.
    """

    user_id: UUID
    user_name: str
    membership_id: UUID
    unit_id: UUID
    unit_name: str
    organisation_name: str
    role: str
    ceiling: int
    health: bool
    memberships: int
    glass: tuple[Glass, ...] = ()
    channel: Channel = Channel.WEB

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission at all; which citizens is decided by the grounds."""
        return permission in MAY[self.role]
