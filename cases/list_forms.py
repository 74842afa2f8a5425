"""Bringing a list, saying what its columns are, and asking for one."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.caseload_import import Column, ImportList
from cases.choices import ExportFormat, ListKind
from udsatte.web.forms import HouseForm
from udsatte.web.spreadsheets import MOST_BYTES

_SAMPLE = 40


class ListForm(HouseForm):
    """A file, and what it holds."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(label=_("What the list holds"), choices=ListKind, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        help_text=_("A workbook (XLSX) or CSV, at most 16 MB. Headings first; a citizen or a contact a row."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file of at most 16 MB.")},
    )

    def clean(self) -> dict[str, Any]:
        """The file's bytes as `content`; its name says nothing about it. Raises ValidationError."""
        data = super().clean() or {}
        file = data.get("file")
        if file is not None:
            if file.size > MOST_BYTES:
                raise forms.ValidationError({"file": _("The file is larger than 16 MB.")})
            data["content"] = file.read()
        return data


class ColumnsForm(HouseForm):
    """What each column of a list is. One field a column, called by the list's own heading."""

    def __init__(
        self,
        *args: Any,
        of: ImportList,
        headings: Sequence[str],
        samples: Sequence[Sequence[str]],
        columns: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Not read")), *((column.value, column.label) for column in of.columns)]
        self.names = [f"column_{number}" for number in range(len(headings))]
        for number, (name, heading) in enumerate(zip(self.names, headings, strict=True)):
            cells = [row[number].strip()[:_SAMPLE] for row in samples if number < len(row) and row[number].strip()]
            self.fields[name] = forms.ChoiceField(
                label=heading.strip() or _("Column %(number)s") % {"number": number + 1},
                choices=choices,
                required=False,
                initial=columns[number],
                help_text=", ".join(cells),
            )

    def clean(self) -> dict[str, Any]:
        """The columns in order, as `columns`. A column that two are said to be stands beside the second."""
        data = super().clean() or {}
        columns = [data.get(name, "") for name in self.names]
        for number, (name, column) in enumerate(zip(self.names, columns, strict=True)):
            if column and column in columns[:number]:
                label = Column(column).label
                self.add_error(name, _("Another column is said to be this already: %(column)s.") % {"column": label})
        return {**data, "columns": columns}


class ExportForm(HouseForm):
    """Which list, in which kind of file."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(label=_("What the list holds"), choices=ListKind, widget=forms.RadioSelect)
    format = forms.ChoiceField(label=_("File"), choices=ExportFormat, widget=forms.RadioSelect)
