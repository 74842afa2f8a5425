"""Mail servers as they behave on bad days. Each is a real backend of Django's, chosen by MAILERS."""

import smtplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings


class Killed(BaseException):
    """The process ends here, as `kill -9` would end it: nothing catches this."""


class Day:
    """What happens to the next messages: a function for each, called with what delivers it; then all goes well."""

    def __init__(self) -> None:
        self.closed = False
        self.events: list[Callable[[Callable[[], None]], None]] = []


TODAY = Day()


class Moody(EmailBackend):
    """Delivers into `django.core.mail.outbox`, unless something else happens today."""

    def open(self) -> None:
        if TODAY.closed:
            raise ConnectionRefusedError

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        def deliver() -> None:
            super(Moody, self).send_messages(messages)

        if TODAY.events:
            TODAY.events.pop(0)(deliver)
        else:
            deliver()
        return len(messages)


@contextmanager
def moody() -> Iterator[Day]:
    """A mail server whose day the test decides."""
    TODAY.closed, TODAY.events = False, []
    with override_settings(MAILERS={"default": {"BACKEND": f"{__name__}.Moody"}}):
        yield TODAY


def killed_before(deliver: Callable[[], None]) -> None:
    """The worker dies while it speaks to the server, before the server has taken the message."""
    raise Killed


def killed_after(deliver: Callable[[], None]) -> None:
    """The worker dies after the server has taken the message, before it could remember that."""
    deliver()
    raise Killed


def hung_up(deliver: Callable[[], None]) -> None:
    raise smtplib.SMTPServerDisconnected


def busy(deliver: Callable[[], None]) -> None:
    raise smtplib.SMTPDataError(451, b"Try again later")


def refused(deliver: Callable[[], None]) -> None:
    raise smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"No such person")})


def seen() -> list[EmailMessage]:
    """What people find in their mailboxes: the same Message-ID twice is one e-mail."""
    return list({str(message.message()["Message-ID"]): message for message in mail.outbox}.values())
