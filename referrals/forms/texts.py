"""Free texts in forms: a CPR number in one is masked before anything is kept, and the page says so."""

from typing import Any

from django import forms

from referrals.cpr_in_text import masked
from udsatte.web.forms import HouseForm


class TextsForm(HouseForm):
    """A form that people write about somebody in. `has_masked`: there was a number in it, which nobody is shown."""

    has_masked = False

    def clean(self) -> dict[str, Any]:
        """Mask what stands in every text that is not a field for a number."""
        data = super().clean() or {}
        for name, field in self.fields.items():
            text = data.get(name)
            if type(field) is forms.CharField and not field.widget.is_hidden and isinstance(text, str):
                said, found = masked(text)
                data[name] = said[: field.max_length] if field.max_length else said
                self.has_masked |= found
        return data
