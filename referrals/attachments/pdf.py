"""Whether a PDF may be kept: whole, without a password, and without anything that runs."""

import re

from django.utils.translation import gettext as _

from referrals.attachments.kinds import NotAttached

_VERSION = re.compile(rb"%PDF-[12]\.\d")
#: Where readers look for the end, and what alone may follow it: no other file's directory, as a zip's.
_END_WITHIN = 1024
_END = re.compile(rb"startxref\s+\d+\s+%%EOF[\s\x00]*\Z")
#: A name ends where the next sign is not one of its own.
_STOP = rb"(?=[\s\x00()<>\[\]{}/%]|\Z)"
_LOCKED = re.compile(rb"/Encrypt" + _STOP)
#: Actions and what is carried along. /OpenAction alone may say on which page to begin: LibreOffice writes that always.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)"
    + _STOP
    # Three signs alone would be found by chance in what is compressed.
    + rb"|/JS\s*(?:\(|<|\d+\s+\d+\s+R)"
    + rb"|/OpenAction(?!\s*\[)"
    + _STOP
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_pdf(content: bytes, *, name: str) -> None:
    """Raise NotAttached when it has no end, asks for a password, or names an action or a file inside.

    Read are the names in the clear, also those written with #xx. Not seen is what lies in compressed object streams:
    this finds the careless, not the determined, and whoever serves the file serves it apart from our pages. What a PDF
    says about its author stays in it, and so does the place where a picture inside it was taken.
    """
    if not _VERSION.match(content) or not _END.search(content[-_END_WITHIN:]) or b" obj" not in content:
        raise NotAttached(_("“%(name)s” cannot be read as a PDF. It may be damaged: save it again.") % {"name": name})
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    if _LOCKED.search(plain):
        raise NotAttached(_("“%(name)s” is locked. Save it without a password and choose it again.") % {"name": name})
    if _ACTIVE.search(plain):
        raise NotAttached(
            _("“%(name)s” has a program or another file inside. Print it as a new PDF and choose that.")
            % {"name": name}
        )
