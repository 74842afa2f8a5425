"""Who acts: a person in one membership, through one channel."""

from dataclasses import dataclass
from datetime import date, datetime
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
class Absent:
    """A colleague who is away until the day `ends_on`, and for whom somebody stands in.

    lends_role: the colleague is the coordinator, and the deputy does the coordinator's work.
    """

    user_id: UUID
    name: str
    ends_on: date
    lends_role: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work, as `access_enter` confirmed it for this transaction.

    `ceiling` is the most the role may see (0, 20 shared, 30 casework); `health` opens health fields.
    `role`: who stands in for the coordinator is one meanwhile; then `is_lent`. `capacity`: None, as everybody.
    `away_until`: the first day back at work of somebody who is away.
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
    is_lent: bool = False
    capacity: int | None = None
    stands_in_for: tuple[Absent, ...] = ()
    away_until: date | None = None
    glass: tuple[Glass, ...] = ()
    channel: Channel = Channel.WEB

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission at all; which citizens is decided by the grounds."""
        return permission in MAY[self.role]

    @property
    def lists(self) -> list[UUID]:
        """Whose lists this person has today: the own one, and those of colleagues who are away."""
        return [self.user_id, *(absent.user_id for absent in self.stands_in_for)]
