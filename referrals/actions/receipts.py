"""What somebody without a sign-in can do: write to a unit, look by a code, answer. Each is one database function."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from cases.identifiers import digest, seal_paper
from referrals.attachments import Checked
from referrals.models import Referral
from referrals.receipt_codes import code_of, digest_of_code
from udsatte.access.context import action
from udsatte.web.sealing import seal_address

#: What no code has: a code that cannot be one costs what any other wrong one costs.
_NO_CODE = bytes(32)


@dataclass(frozen=True, slots=True, repr=False)
class PublicFacts:
    """What a private sender says. Its repr says nothing: it describes a person."""

    sender: str
    given_name: str
    headline: str
    happened: str
    whereabouts: str = ""
    wish: str = ""
    born_year: int | None = None
    sender_name: str = ""
    sender_phone: str = ""
    sender_email: str = ""
    papers: tuple[Checked, ...] = ()


class Sent(StrEnum):
    """What became of it: the words of `public_refer`."""

    SENT = "sent"
    AGAIN = "again"
    SAME = "same"
    TIRED = "tired"
    FULL = "full"
    CLOSED = "closed"


#: What becomes of the rest stands elsewhere: papers are files, and the address is kept sealed, beside no words.
_SAID = frozenset(field.name for field in fields(PublicFacts)) - {"papers", "sender_email"}


@dataclass(frozen=True, slots=True, repr=False)
class Word:
    """One word of the thread."""

    text: str
    at: datetime
    is_mine: bool


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What a private sender is told by the code: never an outcome, never whether the person is known."""

    unit: str
    phone: str
    received_at: datetime
    seen_at: datetime | None
    handled_at: datetime | None
    said: tuple[Word, ...]
    is_often: bool = False


class TooOften(Exception):
    """So many wrong codes came from there that none is looked at just now."""


@action
def refer_publicly(*, facts: PublicFacts, unit_id: UUID, key: UUID, network: bytes, at: datetime) -> Sent:
    """Send it to a unit that is on the public page, once for each form and for the same words within a day."""
    said = {field.name: getattr(facts, field.name) for field in fields(facts) if field.name in _SAID}
    papers = facts.papers
    words = json.dumps([str(unit_id), said, [sha256(paper.content).hexdigest() for paper in papers]])
    files = [{"name": paper.name, "content_type": paper.content_type, "size": paper.size} for paper in papers]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public_refer(%s, %s, %s, %s, %s::jsonb, %s::jsonb, %s::bytea[], %s, %s)",
            [
                digest_of_code(code_of(key)),
                digest("words", words, issuer=network.hex()),
                network,
                unit_id,
                json.dumps(said),
                json.dumps(files),
                [seal_paper(paper.content) for paper in papers],
                seal_address(facts.sender_email) if facts.sender_email else None,
                at,
            ],
        )
        return Sent(cursor.fetchone()[0])


@action
def look_by_receipt(*, code: str, network: bytes, at: datetime) -> Told | None:
    """What became of it, by the code; None when there is no such code. Raises TooOften."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT receipt_look(%s, %s, %s)", [digest_of_code(code) or _NO_CODE, network, at])
        return _told(cursor.fetchone()[0])


@action
def answer_by_receipt(*, code: str, key: UUID, text: str, network: bytes, at: datetime) -> Told | None:
    """A word to the unit, and then the same as `look_by_receipt`. Raises TooOften."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT receipt_answer(%s, %s, %s, %s, %s)",
            [digest_of_code(code) or _NO_CODE, key, text, network, at],
        )
        return _told(cursor.fetchone()[0])


def give_receipt(referral: Referral, *, code: str, email: str) -> None:
    """To somebody without a place here: the code of what was just written down, and where they want to be told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT receipt_give(%s, %s, %s)",
            [referral.pk, digest_of_code(code), seal_address(email) if email else None],
        )


def _told(answer: str) -> Told | None:
    found: dict[str, Any] = json.loads(answer)
    if found.pop("wait", False):
        raise TooOften
    if not found:
        return None
    often = "often" in found
    said = tuple(Word(one["text"], _moment(one["at"]), one["is_mine"]) for one in found["said"])
    seen, handled = found["seen_at"], found["handled_at"]
    return Told(
        unit=found["unit"],
        phone=found["phone"],
        received_at=_moment(found["received_at"]),
        seen_at=_moment(seen) if seen else None,
        handled_at=_moment(handled) if handled else None,
        said=said,
        is_often=often,
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
