"""From what somebody chose to what is kept: all of the files, or a sentence and none of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from referrals.attachments.kinds import MOST_BYTES, MOST_FILES, MOST_TOGETHER, AttachmentKind, NotAttached
from referrals.attachments.names import named, shown
from referrals.attachments.pdf import check_pdf
from referrals.attachments.pictures import cleaned

#: For the field's `accept`: with it an iPhone sends its pictures as JPEG.
ACCEPT = ",".join(kind.content_type for kind in AttachmentKind)
#: The second box of an iPhone's pictures, and of what is made the same way.
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}


@dataclass(frozen=True, slots=True, repr=False)
class Checked:
    """A file that may be kept. Its repr says nothing: the name and the content are personal data."""

    name: str
    kind: AttachmentKind
    content: bytes

    @property
    def content_type(self) -> str:
        return self.kind.content_type

    @property
    def size(self) -> int:
        """In bytes, as it is kept."""
        return len(self.content)


def check_length(length: int) -> None:
    """Raise NotAttached when a request of so many bytes is larger than is read.

    Its files are not there then (settings' upload handler): that must not look like a form without any.
    """
    if length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise NotAttached(_too_much())


def checked(files: Sequence[UploadedFile]) -> list[Checked]:
    """Each file as it is kept, in the order in which they were chosen. Raises NotAttached at the first that is not.

    The content decides, never the name or what the browser called it. Sizes are looked at before anything is read.
    """
    if len(files) > MOST_FILES:
        raise NotAttached(
            _("At most %(most)s files at a time. You chose %(count)s.") % {"most": MOST_FILES, "count": len(files)}
        )
    for file in files:
        if (file.size or 0) > MOST_BYTES:
            raise NotAttached(
                _("“%(name)s” is larger than 5 MB. Make it smaller and choose it again.")
                % {"name": shown(file.name or "")}
            )
    if sum(file.size or 0 for file in files) > MOST_TOGETHER:
        raise NotAttached(_too_much())
    return [_checked(file) for file in files]


def _checked(file: UploadedFile) -> Checked:
    name = shown(file.name or "")
    file.seek(0)
    content = file.read()
    if not content:
        raise NotAttached(_("“%(name)s” is empty.") % {"name": name})
    kind = AttachmentKind.of(content)
    if kind is None:
        raise NotAttached(_what_it_is_not(content) % {"name": name})
    if kind is AttachmentKind.PDF:
        check_pdf(content, name=name)
    else:
        kind, content = cleaned(content, kind, name=name)
    return Checked(named(name, kind), kind, content)


def _what_it_is_not(content: bytes) -> str:
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return _("“%(name)s” is an iPhone's own kind of picture. Take a screenshot of it and choose that.")
    return _("“%(name)s” is neither a PDF nor a picture (JPEG, PNG). Save it as PDF, or take a picture of it.")


def _too_much() -> str:
    return _("The files are larger than 15 MB together. Choose fewer or smaller ones.")
