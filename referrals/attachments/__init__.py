"""What may be attached: PDFs and pictures, told by their content. From bytes to bytes: nothing is stored or run."""

from referrals.attachments.checking import ACCEPT, Checked, check_length, checked
from referrals.attachments.kinds import MOST_BYTES, MOST_FILES, MOST_TOGETHER, AttachmentKind, NotAttached

__all__ = [
    "ACCEPT",
    "MOST_BYTES",
    "MOST_FILES",
    "MOST_TOGETHER",
    "AttachmentKind",
    "Checked",
    "NotAttached",
    "check_length",
    "checked",
]
