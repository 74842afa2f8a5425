"""What somebody without a sign-in does, in tests."""

import re
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from referrals.models import Referral
from tests.database import as_owner
from tests.factories.referrals import EntranceFactory
from tests.personas import Persona

_CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b")
HAPPENED = "Han sover i opgangen på Istedgade og hoster blod."


def public(*personas: Persona) -> None:
    """Anybody may write to their units."""
    with as_owner():
        for who in personas:
            EntranceFactory(unit=who.unit, is_public=True)


def filled(to: Persona, **more: Any) -> dict[str, Any]:
    """The form, as a mother fills it in."""
    return {
        "key": uuid4(),
        "unit": to.unit.pk,
        "sender": "relative",
        "given_name": "Kaj",
        "happened": HAPPENED,
    } | more


def send(form: dict[str, Any], client: Client | None = None, **more: Any) -> Any:
    return (client or Client()).post(reverse("public_referral"), form, **more)


def code_in(answer: Any) -> str:
    """The code that stands large on the page."""
    (code,) = set(_CODE.findall(answer.content.decode().split("receipt-code")[1].split("</p>")[0]))
    return code


def look(code: str, client: Client | None = None, **more: Any) -> Any:
    return (client or Client()).post(reverse("receipt"), {"code": code}, **more)


def write(code: str, text: str, key: UUID | None = None) -> Any:
    return Client().post(reverse("receipt_answer"), {"code": code, "key": key or uuid4(), "text": text})


def only() -> Referral:
    with as_owner():
        return Referral.objects.select_related("handling").get()
