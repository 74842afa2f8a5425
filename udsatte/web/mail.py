"""The words of a message, made when it is sent."""

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template import Context
from django.template.loader import get_template

from udsatte.accounts.invitations import invitation_link
from udsatte.web.choices import MessageKind
from udsatte.web.models import OutboxMessage
from udsatte.web.sealing import unseal_address

#: Backends that reach nobody.
_NOWHERE = ("udsatte.web.mail.NoServer", "django.core.mail.backends.console.EmailBackend")


class NoServer(BaseEmailBackend):
    """What stands in MAILERS when no server is configured: one that is always away."""

    def open(self) -> None:
        """Nobody is there."""
        raise ConnectionRefusedError

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Nobody takes them."""
        raise ConnectionRefusedError


def is_set_up() -> bool:
    """Whether an e-mail reaches the person it is for."""
    return settings.MAILERS["default"]["BACKEND"] not in _NOWHERE


def compose(message: OutboxMessage) -> EmailMessage:
    """The e-mail: never a citizen in it, always the same Message-ID for the same key."""
    name = f"mail/{message.kind}.txt"
    words = {"message": message, "recipient": message.recipient, "site": settings.PUBLIC_URL.rstrip("/")}
    if message.kind == MessageKind.INVITATION and message.recipient:
        words["link"] = invitation_link(message.recipient)

    def text(part: str) -> str:
        template = get_template(part).template  # type: ignore[attr-defined]
        return str(template.render(Context(words, autoescape=False)))

    return EmailMessage(
        subject=text(f"{name}#subject").strip(),
        body=text(name).strip() + "\n",
        to=[message.recipient.email if message.recipient else unseal_address(message.outside or b"")],
        headers={
            "Message-ID": message_id(message),
            # No machine answers it with "I am on holiday".
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )


def message_id(message: OutboxMessage) -> str:
    """Made from the key alone: a repeat after a crash is the same e-mail to the server that receives it."""
    return f"<{uuid5(NAMESPACE_URL, message.key)}@{urlsplit(settings.PUBLIC_URL).hostname}>"
