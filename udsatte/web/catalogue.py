"""The Danish catalogue without the gettext programs: Babel gathers, compares and compiles.

Source strings are English and stand in the code; locale/da/LC_MESSAGES/django.po holds the Danish, sorted and
without places in the code, so that a merge of two branches is a merge of two lists. Nothing is guessed: a
changed source string is a new one, and its Danish is written anew.
"""

import os
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LOCALE = "da"
WIDTH = 110
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Key = tuple[str | None, str]
Text = str | tuple[str, str]
_PLACEHOLDER = re.compile(r"%\((\w+)\)\w|%[sd]|\{\w*\}")
#: What would make two machines write two different files.
_VOLATILE = re.compile(
    rb'^"(POT-Creation|PO-Revision|Last-Tr|Language-T|Report-Msgid|Project-Id|Generated-By).*\n', re.M
)


def place(root: Path) -> Path:
    """Where the catalogue lies."""
    return root / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def gathered(root: Path, packages: Iterable[str]) -> bytes:
    """The file as it should be: every text in use, with the Danish that the present file has for it."""
    known = {_key(message): message for message in _present(root) if message.id and not message.fuzzy}
    catalog = Catalog(
        locale=LOCALE,
        charset="utf-8",
        fuzzy=False,
        header_comment="# The interface in Danish. `make catalogue` gathers it.",
    )
    for context, text in _texts(root, packages):
        old = known.get((context, _singular(text)))
        same_shape = old is not None and isinstance(old.string, tuple) == isinstance(text, tuple)
        danish = old.string if old is not None and same_shape else None
        catalog.add(text, danish, context=context)
    file = BytesIO()
    write_po(file, catalog, width=WIDTH, no_location=True, sort_output=True, ignore_obsolete=True)
    return _VOLATILE.sub(b"", file.getvalue())


def update(root: Path, packages: Iterable[str]) -> int:
    """Write the file anew; answers with the number of texts that still want Danish."""
    content = gathered(root, packages)
    place(root).parent.mkdir(parents=True, exist_ok=True)
    place(root).write_bytes(content)
    return sum(1 for message in _present(root) if message.id and not _is_translated(message))


def faults(root: Path, packages: Iterable[str]) -> list[str]:
    """What is wrong with the file, a line each; an empty list when a page can be shown in Danish."""
    wanted = {(context, _singular(text)) for context, text in _texts(root, packages)}
    present = _present(root)
    found = [message for message in present if message.id]
    lines = [f"Not gathered yet: {text!r}" for _context, text in sorted(wanted - {_key(m) for m in found}, key=str)]
    lines += [f"No longer in use: {_singular(m.id)!r}" for m in found if _key(m) not in wanted]
    lines += [f"No longer in use: {_singular(m.id)!r}" for m in present.obsolete.values()]
    for message in found:
        name = repr(_singular(message.id))
        if message.fuzzy:
            lines.append(f"Only guessed (fuzzy): {name}")
        elif not _is_translated(message):
            lines.append(f"No Danish: {name}")
        elif not _placeholders_agree(message):
            lines.append(f"Not the same placeholders: {name}")
    if not lines and place(root).read_bytes() != gathered(root, packages):
        lines.append("The file is not in its own form: run `make catalogue`.")
    return lines


def compiled(root: Path) -> Path:
    """Write the .mo that Django reads beside the .po, whole or not at all."""
    target = place(root).with_suffix(".mo")
    new = target.with_suffix(f".mo.{os.getpid()}")
    with new.open("wb") as file:
        write_mo(file, _present(root))
    return new.replace(target)


def _present(root: Path) -> Catalog:
    if not place(root).is_file():
        return Catalog(locale=LOCALE)
    with place(root).open("rb") as file:
        return read_po(file, locale=LOCALE)


def _texts(root: Path, packages: Iterable[str]) -> Iterator[tuple[str | None, Text]]:
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _in_python(path.read_bytes())
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            # What is no text for translation becomes X; the indentation left between would not parse.
            lines = templatize(path.read_text("utf-8"), origin=str(path)).splitlines()
            yield from _in_python("\n".join(line.lstrip() for line in lines).encode())


def _in_python(source: bytes) -> Iterator[tuple[str | None, Text]]:
    for _line, text, _comments, context in extract(
        "python", BytesIO(source), keywords=KEYWORDS, options={"encoding": "utf-8"}
    ):
        if text and text != "":
            yield context, (text[0], text[1]) if isinstance(text, (list, tuple)) else text


def _singular(text: str | Iterable[str]) -> str:
    return text if isinstance(text, str) else next(iter(text))


def _key(message: Message) -> Key:
    return message.context, _singular(message.id)


def _is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _placeholders_agree(message: Message) -> bool:
    """Each Danish form has the placeholders of its English one; a singular may leave its number out."""
    if isinstance(message.string, str):
        return _placeholders(message.string) == _placeholders(_singular(message.id))
    allowed = _placeholders(message.id[-1])
    one, *more = message.string or ("",)
    return _placeholders(one) <= allowed and all(_placeholders(form) == allowed for form in more)


def _placeholders(text: str) -> set[str]:
    return {match.group() for match in _PLACEHOLDER.finditer(text)}
