"""A picture as it is kept: written anew from its pixels, without the place, the phone and the hour."""

import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from PIL import ExifTags, Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from referrals.attachments.kinds import MOST_BYTES, AttachmentKind, NotAttached

LONG_SIDE = 2_500
#: An A4 page at 600 dots an inch. More than that, unpacked, is what a small file swells to that is meant to do harm.
MOST_PIXELS = 36_000_000
#: A progressive JPEG has about ten scans. Each is a turn through the whole picture, and costs a few bytes only.
_MOST_SCANS = 32
_MOST_PARTS = 2_000
_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_SCAN, _END, _ALONE = 0xDA, 0xD9, {0x01, 0xD8}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def cleaned(content: bytes, kind: AttachmentKind, *, name: str) -> tuple[AttachmentKind, bytes]:
    """The picture upright, at most LONG_SIDE along its long side, and nothing beside its pixels; at most MOST_BYTES.

    A PNG that would be larger than that is kept as JPEG. Raises NotAttached when it cannot be decoded, or swells.
    """
    opened = _opened(content, kind, name)
    if opened.width * opened.height > MOST_PIXELS:
        raise NotAttached(
            _("“%(name)s” has more pixels than can be read. Make it smaller and choose it again.") % {"name": name}
        )
    try:
        picture = _pixels(opened)
    except Exception as error:  # a decoder raises whatever its place in a broken file raises
        raise _damaged(name) from error
    return next(found for found in _written(picture, kind) if len(found[1]) <= MOST_BYTES)


def _opened(content: bytes, kind: AttachmentKind, name: str) -> JpegImageFile | PngImageFile:
    """The heading alone is read. By its own class: Pillow's door asks every decoder, and judges sizes by a global."""
    if kind is AttachmentKind.JPEG and _is_drawn_again_and_again(content):
        raise _damaged(name)
    try:
        return (JpegImageFile if kind is AttachmentKind.JPEG else PngImageFile)(io.BytesIO(content))
    except Exception as error:
        raise _damaged(name) from error


def _is_drawn_again_and_again(content: bytes) -> bool:
    """Or has thousands of parts. Counted up to the picture's end: behind it a telephone may keep a film."""
    place = scans = parts = 0
    while scans <= _MOST_SCANS and parts <= _MOST_PARTS and (found := _MARKER.search(content, place)):
        kind, place = found[1][0], found.end()
        if kind == _END:
            return False
        scans += kind == _SCAN
        parts += 1
        if kind not in _ALONE:
            place += int.from_bytes(content[place : place + 2])
    return scans > _MOST_SCANS or parts > _MOST_PARTS


def _pixels(opened: JpegImageFile | PngImageFile) -> Image.Image:
    picture: Image.Image = opened
    if isinstance(opened, PngImageFile):
        opened.load()
        picture = _plain(opened)
    picture.thumbnail((LONG_SIDE, LONG_SIDE))  # a JPEG is decoded no larger than it needs to be
    turn = _turn(opened)
    if picture.mode not in {"L", "RGB", "RGBA"}:
        picture = picture.convert("RGB")
    picture = picture.transpose(turn) if turn is not None else picture.copy()
    picture.info.clear()
    return picture


def _plain(opened: PngImageFile) -> Image.Image:
    """In eight bits a colour, without a palette."""
    if opened.mode.startswith("I"):  # sixteen bits of grey: converted at once, a scanned page turns white
        return opened.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if opened.has_transparency_data else "L" if opened.mode in {"1", "L"} else "RGB"
    return opened if opened.mode == mode else opened.convert(mode)


def _turn(opened: JpegImageFile | PngImageFile) -> Image.Transpose | None:
    """How the camera was held. A block that cannot be read is no reason to refuse the picture."""
    try:
        return _TURNS.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - as above
        return None


def _written(picture: Image.Image, kind: AttachmentKind) -> Iterator[tuple[AttachmentKind, bytes]]:
    """Each smaller than the one before; the last always fits."""
    if kind is AttachmentKind.PNG:
        yield kind, _saved(picture, "PNG")
    if picture.mode == "RGBA":
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    for quality in (85, 60, 30, 5):
        yield AttachmentKind.JPEG, _saved(picture, "JPEG", quality=quality)


def _saved(picture: Image.Image, format_: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()


def _damaged(name: str) -> NotAttached:
    return NotAttached(_("“%(name)s” cannot be read as a picture. It may be damaged: take it again.") % {"name": name})
