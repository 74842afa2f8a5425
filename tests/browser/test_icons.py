"""The app's icons for the home screen are the mark, drawn in the sizes that phones ask for.

With ICONS=1 they are drawn anew from static/img/mark.svg.
"""

import base64
import os

import pytest
from playwright.sync_api import Browser

from udsatte.settings.base import BASE_DIR
from udsatte.web.offline.views import DRAWN

IMAGES = BASE_DIR / "static"
#: Of 255, on average over all points: another version of the browser smooths the edges otherwise.
ALIKE = 1.0

_DRAW = """async ([one, other, size]) => {
  const points = [];
  for (const source of [one, other].filter(Boolean)) {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {width: size, height: size});
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0, size, size);
    const all = pen.getImageData(0, 0, size, size).data;
    points.push({png: canvas.toDataURL("image/png"), width: image.naturalWidth, all});
  }
  const [left, right] = points;
  const off = right && left.all.reduce((sum, value, i) => sum + Math.abs(value - right.all[i]), 0) / left.all.length;
  return {png: left.png, off, width: right?.width};
}"""


@pytest.mark.parametrize(("name", "size", "purpose"), DRAWN)
def test_it_is_the_mark(browser: Browser, name: str, size: int, purpose: str) -> None:
    mark = (IMAGES / "img/mark.svg").read_text(encoding="utf-8")
    if purpose == "maskable":
        # The phone cuts the corners itself.
        mark = mark.replace(' rx="10"', "")
    mark = mark.replace("<svg ", f'<svg width="{size}" height="{size}" ')
    path = IMAGES / name
    page = browser.new_page()
    if os.environ.get("ICONS"):
        drawn = page.evaluate(_DRAW, [_data(mark.encode(), "svg+xml"), None, size])
        path.write_bytes(base64.b64decode(drawn["png"].partition(",")[2]))
    found = page.evaluate(_DRAW, [_data(mark.encode(), "svg+xml"), _data(path.read_bytes(), "png"), size])
    page.close()
    assert found["width"] == size
    assert found["off"] < ALIKE


def _data(content: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
