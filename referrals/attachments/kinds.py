"""The kinds of file that are taken, how large they may be, and the refusal."""

from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from udsatte.access.decisions import Foreseen

MOST_FILES = 5
MOST_BYTES = 5 * 1024 * 1024
MOST_TOGETHER = 15 * 1024 * 1024


class NotAttached(Foreseen):
    """A file is not taken, and so none of those that came with it; the message says which one and what to do."""

    field = "attachments"


class AttachmentKind(TextChoices):
    """What a file is by its first bytes."""

    PDF = "pdf", _("PDF")
    JPEG = "jpeg", _("Picture (JPEG)")
    PNG = "png", _("Picture (PNG)")

    @classmethod
    def of(cls, content: bytes) -> Self | None:
        """By the signature at the very beginning; None for anything else."""
        return next((cls(kind) for kind, signature in _SIGNATURES.items() if content.startswith(signature)), None)

    @property
    def extension(self) -> str:
        return ".jpg" if self is AttachmentKind.JPEG else f".{self.value}"

    @property
    def content_type(self) -> str:
        """What it is served as: never what a browser said when it brought it."""
        return "application/pdf" if self is AttachmentKind.PDF else f"image/{self.value}"


_SIGNATURES = {"pdf": b"%PDF-", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
