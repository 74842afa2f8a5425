"""What else hangs on a person's place: asked once, before a policy judges."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from udsatte.accounts.models import Identity, Membership


@dataclass(frozen=True, slots=True)
class Standing:
    """has_other: another open place. is_shared: a place that somebody else's administrator looks after, open or given
    back by the identity provider at the next sign-in there.

    is_bound: the person comes in by the identity provider.
    leaves_nobody: the organisation would have no administrator without this person.
    """

    has_other: bool
    is_shared: bool
    is_bound: bool
    leaves_nobody: bool


def standing(*, place: Membership, organisation_id: UUID, at: datetime) -> Standing:
    """Of the person in this place, as the administrators of that organisation see it."""
    mine = Membership.objects.of_user(place.user_id)
    others = Membership.objects.administrators_of(place.unit_id).open_at(at).exclude(user=place.user_id)
    return Standing(
        has_other=mine.not_over(at).exclude(pk=place.pk).exists(),
        is_shared=mine.not_over_or_given_back(at).unmanaged_from(organisation_id).exists(),
        is_bound=Identity.objects.filter(user=place.user_id).exists(),
        leaves_nobody=not others.exists(),
    )
