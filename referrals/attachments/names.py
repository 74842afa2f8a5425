"""What a file is called on a page: what somebody wrote, without what only a machine reads."""

import re
import unicodedata

from django.utils.translation import gettext as _

from referrals.attachments.kinds import AttachmentKind
from referrals.cpr_in_text import masked

MOST_LETTERS = 120
#: Controls, formats (with them what turns the direction of writing), halves of characters, and what is nobody's.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")


def shown(name: str) -> str:
    """The name as it was brought: its last part, on one line, a CPR number masked. Never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last if sign.isspace() or not _is_unseen(sign))
    plain, _found = masked(" ".join(seen.split()))
    return plain.strip(". ")[:MOST_LETTERS].rstrip() or _("Attachment")


def named(name: str, kind: AttachmentKind) -> str:
    """A shown name with the ending that its content asks for: an executable's ending never stays."""
    stem = _EXTENSION.sub("", name)[: MOST_LETTERS - len(kind.extension)].rstrip(". ") or _("Attachment")
    return f"{stem}{kind.extension}"


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN
