"""The words of a PDF that typst made: each page's text, glyph by glyph through the fonts' own tables."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+).*?stream\r?\n", re.DOTALL)
_SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|(\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\))|\b(TJ|Tj|BDC|ET)\b", re.DOTALL)
_CODE = re.compile(rb"<([0-9a-fA-F]{4})> ?<([0-9a-fA-F]+)>")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words(pdf: bytes) -> str:
    """Everything that the document says, in reading order, with single spaces."""
    objects = dict(_OBJECT.findall(pdf))
    fonts = {
        name: _letters(objects, font)
        for listed in re.findall(rb"/Font\s*<<(.*?)>>", pdf, re.DOTALL)
        for name, font in re.findall(rb"/(\w+) (\d+) 0 R", listed)
    }
    said: list[str] = []
    for page in re.findall(rb"/Type/Page/.*?/Contents (\d+) 0 R", pdf, re.DOTALL):
        font: dict[bytes, str] = {}
        waiting = b""
        for name, string, verb in _SHOWN.findall(_stream(objects[page])):
            if name:
                font = fonts[name]
            elif string:
                waiting += _ESCAPED.sub(_unescaped, string[1:-1])
            elif verb == b"ET":
                said.append(" ")
            else:
                # Strings before BDC say something about what follows (its language), and are not shown.
                shown, waiting = (b"" if verb == b"BDC" else waiting), b""
                said += [font[shown[i : i + 2]] for i in range(0, len(shown), 2)]
    return " ".join("".join(said).split())


def _stream(body: bytes) -> bytes:
    begins = _STREAM.search(body)
    assert begins
    return zlib.decompress(body[begins.end() : begins.end() + int(begins[1])])


def _letters(objects: dict[bytes, bytes], font: bytes) -> dict[bytes, str]:
    """What each glyph of a font stands for."""
    table = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    assert table
    pairs = _CODE.findall(_stream(objects[table[1]]))
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign[:1].isdigit() else _LETTERS.get(sign, sign)
