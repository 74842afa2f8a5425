"""A PDF from a template of ours. The data go in as JSON and are never part of the template's text."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse


def pdf(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The document, tagged for screen readers (PDF/UA-1). Only in memory, and with the fonts that typst brings."""
    return typst.compile(
        str(settings.BASE_DIR / "templates" / template),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )


def download(content: bytes, name: str) -> HttpResponse:
    """A PDF for the browser to keep. `name` says what it is, never about whom."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )
