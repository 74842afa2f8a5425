"""The keyboard alone: nothing else leads anywhere, and what has the focus can be seen to have it."""

import pytest
from playwright.sync_api import Locator, Page

MOST = 80
_IS_THERE = "one => one === document.activeElement"
_CAN_BE_SEEN = """one => {
  const shown = one.matches(".btn-check") ? one.labels[0] : one;
  const style = getComputedStyle(shown);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


def tab_to(page: Page, wanted: Locator, *, most: int = MOST) -> None:
    """Press Tab until it is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate(_IS_THERE):
            assert wanted.evaluate(_CAN_BE_SEEN), f"nobody can see that {wanted} has the focus"
            return
    pytest.fail(f"The keyboard does not reach {wanted}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Go there and press it."""
    tab_to(page, wanted)
    page.keyboard.press(key)


def write(page: Page, wanted: Locator, text: str) -> None:
    """Go there and write."""
    tab_to(page, wanted)
    page.keyboard.type(text)


def choose(page: Page, group: Locator, name: str) -> None:
    """Go to these radio buttons, and on with the arrows to the one of that name."""
    wanted, buttons = group.get_by_role("radio", name=name), group.get_by_role("radio")
    standing = group.locator("input:checked")
    if standing.count():
        tab_to(page, standing)
    else:
        press(page, buttons.first, "Space")
    for _ in range(buttons.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"The arrows do not reach {name}")
