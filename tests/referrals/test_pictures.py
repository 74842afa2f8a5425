"""Pictures as they are kept: upright, small enough, and without the place, the phone and the hour."""

import io
import zipfile

import pytest
from django.utils import translation
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from referrals.attachments import AttachmentKind
from referrals.attachments.pictures import LONG_SIDE
from tests.referrals.files import COMMENT, PHONE, bomb, chosen, exif, one, opened, photograph, picture, refusal, zipped


@pytest.fixture(autouse=True)
def english() -> object:
    """The sentences as they stand in the source; the catalogue has its own test."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_the_place_the_phone_and_the_words_of_a_photograph_are_gone(format_: str) -> None:
    brought = photograph(format_)
    assert PHONE.encode() in brought
    assert b"Vesterbro" in brought
    assert Image.open(io.BytesIO(brought)).getexif().get_ifd(0x8825)

    kept = one(brought, "foto.jpg")

    assert not opened(kept).getexif()
    assert set(opened(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (PHONE.encode(), COMMENT.encode(), b"Vesterbro", b"Exif", b"2026:11", b"http"):
        assert trace not in kept.content


def test_a_text_within_a_png_is_gone() -> None:
    said = PngInfo()
    said.add_text("Author", PHONE)
    said.add_itxt("Comment", PHONE, zip=True)
    kept = one(picture("PNG", pnginfo=said, dpi=(300, 300), icc_profile=b"Apple Display"))
    assert opened(kept).info == {}
    assert [kept.content[12:16], kept.content.count(b"iCCP"), kept.content.count(b"tEXt")] == [b"IHDR", 0, 0]


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_a_photograph_stands_upright(format_: str) -> None:
    """The phone was held sideways: black is on the left in the file, and on top for whoever took it."""
    kept = opened(one(photograph(format_, orientation=6))).convert("L")
    assert kept.size == (4, 8)
    light = kept.tobytes()
    assert max(light[: 4 * 3]) < 60
    assert min(light[4 * 5 :]) > 200


@pytest.mark.filterwarnings("ignore::UserWarning:PIL.TiffImagePlugin")  # to the log of the server, and no more
@pytest.mark.parametrize("block", [b"Exif\x00\x00rubbish", b"Exif\x00\x00II*\x00\xff\xff\xff\xff", b""])
def test_a_photograph_whose_notes_are_broken_is_taken_as_it_lies(block: bytes) -> None:
    assert opened(one(picture(exif=block))).size == (8, 4)


@pytest.mark.parametrize(
    ("format_", "brought", "kept"), [("JPEG", (5_000, 40), (2_500, 20)), ("PNG", (40, 5_000), (20, 2_500))]
)
def test_a_large_picture_is_made_smaller(format_: str, brought: tuple[int, int], kept: tuple[int, int]) -> None:
    assert max(kept) == LONG_SIDE
    assert opened(one(picture(format_, size=brought))).size == kept


@pytest.mark.parametrize(
    ("format_", "mode", "kept"),
    [
        ("JPEG", "L", "L"),
        ("JPEG", "CMYK", "RGB"),
        ("PNG", "1", "L"),
        ("PNG", "L", "L"),
        ("PNG", "LA", "RGBA"),
        ("PNG", "P", "RGB"),
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "I;16", "L"),
    ],
)
def test_every_kind_of_colour_is_read(format_: str, mode: str, kept: str) -> None:
    assert opened(one(picture(format_, mode=mode))).mode == kept


def test_a_scan_in_sixteen_bits_of_grey_does_not_turn_white() -> None:
    assert opened(one(picture("PNG", mode="I;16"))).getpixel((6, 1)) == 40_000 // 256


def test_what_is_transparent_stays_so() -> None:
    brought = picture("PNG", mode="P", transparency=0)
    assert opened(one(brought)).getpixel((1, 1))[3] == 0  # type: ignore[index]


def test_what_is_hidden_behind_a_picture_is_gone() -> None:
    for brought in (picture() + zipped(), picture("PNG") + zipped()):
        kept = one(brought)
        assert not zipfile.is_zipfile(io.BytesIO(kept.content))


def test_a_drawing_that_would_grow_too_large_is_kept_as_a_jpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("referrals.attachments.pictures.MOST_BYTES", 2_000)
    brought = io.BytesIO()
    Image.effect_noise((60, 60), 100).convert("RGBA").save(brought, "PNG")
    kept = one(brought.getvalue(), "tegning.png")
    assert (kept.name, kept.kind) == ("tegning.jpg", AttachmentKind.JPEG)
    assert kept.size <= 2_000


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (6_001, 6_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_swell_is_refused_by_its_heading(width: int, height: int) -> None:
    assert len(bomb(width, height)) < 100
    assert "more pixels than can be read" in refusal([chosen(bomb(width, height))])


def test_a_jpeg_that_is_drawn_again_and_again_is_refused_before_it_is_drawn() -> None:
    whole = picture(progressive=True)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    assert one(whole).kind == AttachmentKind.JPEG
    assert "cannot be read as a picture" in refusal([chosen(whole[:-2] + last * 1_000 + b"\xff\xd9")])


@pytest.mark.parametrize("filling", [b"\xff\xfe\x00\x02", b"\xff", b"\xff\x00"], ids=["words", "nothing", "no marker"])
def test_a_jpeg_that_never_begins_is_refused(filling: bytes) -> None:
    """Megabytes of it, each read once: to look for the next part from every place would take hours."""
    assert "cannot be read as a picture" in refusal([chosen(picture()[:2] + b"\xff\xd8" + filling * 1_000_000)])


def test_a_photograph_with_a_film_behind_it_is_taken_without_the_film() -> None:
    """Telephones write such ones; in a film any two bytes occur."""
    film = b"ftypmp42" + b"\xff\xda" * 100
    assert film not in one(picture() + film).content


def test_the_small_picture_within_a_photograph_does_not_count() -> None:
    notes = exif()
    notes[ExifTags.Base.ImageDescription] = b"\xff\xda" * 100
    assert one(picture(exif=notes)).kind == AttachmentKind.JPEG


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_half_a_picture_is_refused(format_: str) -> None:
    whole = picture(format_, size=(400, 400))
    assert "It may be damaged" in refusal([chosen(whole[: len(whole) // 2])])


@pytest.mark.parametrize(("width", "height"), [(0, 0), (0, 7), (7, 7)])
def test_a_picture_without_pixels_is_refused(width: int, height: int) -> None:
    assert "It may be damaged" in refusal([chosen(bomb(width, height))])
