"""Files that come with a form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from referrals.attachments import ACCEPT, Checked, NotAttached, checked


class _Files(forms.FileInput):
    allow_multiple_selected = True


class AttachmentsField(forms.Field):
    """PDFs and pictures, chosen at one go. Its value is what may be kept, all of them; or the reason stands beside it.

    The page's form is multipart, and the view asks `check_length` first: a request too large brings no files at all.
    """

    widget = _Files

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Attachments"))
        kwargs.setdefault("help_text", _("PDF or pictures: at most five, 5 MB each."))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT}

    def clean(self, value: Sequence[UploadedFile] | None) -> list[Checked]:
        """Raises ValidationError with the sentence of `checked`."""
        super().clean(value)
        try:
            return checked(value or ())
        except NotAttached as reason:
            raise forms.ValidationError(str(reason.message)) from reason
