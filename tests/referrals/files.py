"""Files as somebody would choose them, made here: a few hundred bytes each."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from referrals.attachments import Checked, NotAttached, checked

#: What a telephone writes beside the pixels, each told by what the tests look for.
PLACE = (55.0, 40.0, 34.56)
PHONE = "Kajs iPhone 15"
COMMENT = "Taget hos Kaj"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><photoshop:City>Vesterbro</photoshop:City></x:xmpmeta>'


def chosen(content: bytes, name: str = "brev.pdf", content_type: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def called(name: str | None) -> SimpleUploadedFile:
    """With a name that the framework would not let through: another upload handler might."""
    file = chosen(pdf())
    vars(file)["_name"] = name
    return file


def pdf(inside: bytes = b"", *, version: bytes = b"1.7", after: bytes = b"\n") -> bytes:
    """One empty page; `inside` stands in its catalogue."""
    objects = (
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + inside + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
    )
    head = b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n"
    start = str(len(head + objects)).encode()
    return head + objects + b"xref\n0 1\ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n" + start + b"\n%%EOF" + after


def exif(*, orientation: int = 1) -> Image.Exif:
    block = Image.Exif()
    block[ExifTags.Base.Make] = "Apple"
    block[ExifTags.Base.Model] = PHONE
    block[ExifTags.Base.DateTime] = "2026:11:24 09:00:00"
    block[ExifTags.Base.Orientation] = orientation
    block.get_ifd(ExifTags.IFD.GPSInfo).update({ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: PLACE})
    return block


def picture(format_: str = "JPEG", *, size: tuple[int, int] = (8, 4), mode: str = "RGB", **options: Any) -> bytes:
    """The left half black, the right half white."""
    image = Image.new(mode, size)
    white = Image.new(mode, (size[0] - size[0] // 2, size[1]), "white" if mode != "I;16" else 40_000)
    image.paste(white, (size[0] // 2, 0))
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def photograph(format_: str = "JPEG", *, orientation: int = 1) -> bytes:
    """With everything that a telephone adds."""
    notes = exif(orientation=orientation)
    if format_ == "JPEG":
        return picture(format_, exif=notes, xmp=XMP, comment=COMMENT)
    said = PngInfo()
    said.add_itxt("XML:com.adobe.xmp", XMP.decode())
    said.add_text("Comment", COMMENT)
    return picture(format_, exif=notes, pnginfo=said)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("brev.txt", "Kære team")
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG whose heading promises more pixels than its few bytes could hold."""
    heading = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", heading), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def one(content: bytes, name: str = "brev.pdf") -> Checked:
    """What is kept of a file."""
    (kept,) = checked([chosen(content, name)])
    return kept


def opened(kept: Checked) -> Image.Image:
    return Image.open(io.BytesIO(kept.content))


def refusal(files: Sequence[SimpleUploadedFile]) -> str:
    """The sentence beside the field."""
    with pytest.raises(NotAttached) as caught:
        checked(files)
    assert caught.value.field == "attachments"
    return str(caught.value.message)
