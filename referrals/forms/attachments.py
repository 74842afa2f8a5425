"""Files that come with a form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from referrals.attachments import ACCEPT, Checked, NotAttached, check_length, checked
from udsatte.web.forms import HouseForm


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


class PapersForm(HouseForm):
    """A form that papers and pictures may come with. length: of the request; one too large brings no files at all."""

    attachments = AttachmentsField()

    def __init__(self, *args: Any, length: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.length = length

    def clean_attachments(self) -> list[Checked]:
        """Raises ValidationError when there may have been files that nobody has read."""
        try:
            check_length(self.length)
        except NotAttached as reason:
            raise forms.ValidationError(str(reason.message)) from reason
        papers: list[Checked] = self.cleaned_data["attachments"]
        return papers


def length_of(request: HttpRequest) -> int:
    """How large the request says it is."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
