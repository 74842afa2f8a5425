"""What a phone writes without a net, and seals as its page does."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cases.models import Citizen
from tests.personas import Persona
from udsatte.accounts.models import Unit
from udsatte.web.offline.keys import Issue, Sealed, seal

Said = dict[str, Any]


def written(*citizens: Citizen, unit: Unit, at: datetime, by: Persona | None = None, **facts: Any) -> Said:
    """A contact at that moment, by a pack that came an hour before; by: else the pack is nobody's."""
    pack_at = facts.pop("pack_at", at - timedelta(hours=1))
    return {
        "pack": Issue(by.user.pk, unit.pk, pack_at).signed() if by else "",
        "pack_at": pack_at.isoformat(),
        "written_at": at.isoformat(),
        "happened_at": at.isoformat(),
        "unit": str(unit.pk),
        "lines": [
            {"citizen": str(citizen.pk), "called": "A.T.", "outcome": "met", "note": "Vil gerne se værelset."}
            for citizen in citizens
        ],
        "medium": "in_person",
        "place": None,
        "whereabouts": "",
        "services": {},
        "next_on": None,
        "next_what": "",
    } | facts


def sealed_for(who: Persona, said: Said | bytes, *, key: UUID | None = None) -> Sealed:
    """As the page seals it."""
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    return seal(content, key=key or uuid4(), user_id=who.user.pk)


def posted(sealed: Sealed, *, sent_at: datetime) -> dict[str, str]:
    """As send.js sends it."""
    return {
        "key": str(sealed.key),
        "ephemeral": base64.b64encode(sealed.ephemeral).decode(),
        "nonce": base64.b64encode(sealed.nonce).decode(),
        "content": base64.b64encode(sealed.content).decode(),
        "sent_at": sent_at.isoformat(),
    }
