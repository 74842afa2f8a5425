"""Without a net: from Friday evening to Monday morning, an answer that was lost, and what a device gives away."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, Route, expect

from cases.models import Contact, ContactLine, Intake
from tests.browser.conftest import _ARGUMENTS, PHONE
from tests.cases.world import anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona

FRIDAY = datetime.fromisoformat("2026-11-27T23:00:00+01:00")
MONDAY = datetime.fromisoformat("2026-11-30T08:00:00+01:00")
LOG = "/borgere/kontakt/"
SEND = "**/borgere/uden-net/send/"
#: What nobody may find on the device.
CANARIES = ("Anker", "Testager", "Kaptajnen", "Skovhytten", "Fuglekvidder", "kniv i lommen")


@pytest.fixture
def device(browser: Any, tmp_path: Path, live_server: Any, chromium_path: str) -> Iterator[Callable[[datetime], Any]]:
    """A phone that keeps what it has on its disk, with its clock at that time."""
    opened: list[BrowserContext] = []

    def start(at: datetime) -> BrowserContext:
        context: BrowserContext = browser.browser_type.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=chromium_path,
            args=_ARGUMENTS,
            base_url=live_server.url,
            viewport=PHONE,
            has_touch=True,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        context.clock.install(time=at)
        opened.append(context)
        return context

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def anker(anna: Persona) -> None:
    one = anker_of(anna, birth_year=1961, risk_instruction="Gå to: kniv i lommen", risk_review_on="2026-12-24")
    with as_owner():
        make.HauntFactory(citizen=one.citizen, place=make.PlaceFactory(name="Skovhytten"))


def ready(page: Page) -> None:
    """The page has its pack, and the worker that opens pages without a net."""
    expect(page.locator("[data-offline]")).to_have_attribute("data-ready", "yes")


def log_offline(page: Page, note: str) -> None:
    page.locator("label.chip", has_text="A.T.").tap()
    page.locator("summary", has_text="Note").tap()
    page.get_by_label("Note", exact=True).fill(note)
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.locator("[data-said]")).to_contain_text("Gemt på enheden")
    page.locator("summary", has_text="Note").tap()


def notes() -> list[str]:
    with as_owner():
        found = ContactLine.objects.filter(note__startswith="Fuglekvidder").order_by("note")
        return list(found.values_list("note", flat=True))


def on_disk(profile: Path) -> set[str]:
    """The canaries that stand anywhere in the browser's files."""
    wanted = {name: (name.encode(), name.encode("utf-16-le")) for name in CANARIES}
    found = set()
    for path in profile.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found |= {name for name, forms in wanted.items() if any(form in content for form in forms)}
    return found


EVERYTHING = """async () => {
  const said = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const name of await caches.keys()) {
    const drawer = await caches.open(name);
    for (const request of await drawer.keys()) said.push(request.url, await (await drawer.match(request)).text());
  }
  const plain = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("latin1").decode(value) + new TextDecoder("utf-16le", {fatal: false}).decode(value)
    : value instanceof CryptoKey ? `key ${value.extractable}`
    : value && typeof value === "object" ? JSON.stringify(Object.values(value).map(plain)) : String(value);
  for (const {name} of await indexedDB.databases()) {
    const base = await new Promise((done) => { const o = indexedDB.open(name); o.onsuccess = () => done(o.result); });
    for (const drawer of base.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = base.transaction(drawer).objectStore(drawer).getAll(); asked.onsuccess = () => done(asked.result);
      });
      said.push(drawer, ...rows.map(plain));
    }
    base.close();
  }
  return said.join("\\n");
}"""


def test_three_contacts_from_friday_night_to_monday_morning(
    device: Callable[[datetime], BrowserContext],
    tmp_path: Path,
    signed_in_at: Callable[[BrowserContext, Persona], None],
    anna: Persona,
    anker: None,
) -> None:
    with time_machine.travel(FRIDAY, tick=True):
        phone = device(FRIDAY)
        signed_in_at(phone, anna)
        page = phone.pages[0]
        page.goto("/")
        ready(page)
        phone.set_offline(True)
        page.goto(LOG)
        expect(page.get_by_role("heading", level=1)).to_have_text("Log kontakt")
        expect(page.locator("[data-net]")).to_have_text("Intet net")
        for n in range(3):
            log_offline(page, f"Fuglekvidder {n}")
        expect(page.get_by_role("button", name="Ret")).to_have_count(3)
        page.locator("label.chip", has_text="A.T.").tap()
        expect(page.locator("[data-facts]")).to_contain_text("Gå to: kniv i lommen")
        held = page.evaluate(EVERYTHING)
        assert [name for name in CANARIES if name in held] == []
        assert "key true" not in held
        phone.close()
    assert on_disk(tmp_path / "profile") == set()

    with time_machine.travel(MONDAY, tick=True):
        phone = device(MONDAY)
        phone.set_offline(True)
        page = phone.pages[0]
        page.goto("/")
        expect(page.locator("[data-locked]")).to_contain_text("3 kontakter venter her, forseglet")
        expect(page.locator("[data-form]")).to_be_hidden()
        held = page.evaluate(EVERYTHING)
        assert [name for name in CANARIES if name in held] == []
        assert "key false" not in held
        phone.set_offline(False)
        signed_in_at(phone, anna)
        lose_the_first_answer(phone)
        page.goto("/")
        expect(page.locator("[data-offline]")).to_contain_text("3 kontakter på denne enhed er ikke sendt endnu.")
        assert notes() == ["Fuglekvidder 0"]
        page.reload()
        expect(page.locator("[data-offline]")).to_contain_text("3 kontakter fra denne enhed er modtaget.")
        phone.close()
    assert notes() == [f"Fuglekvidder {n}" for n in range(3)]
    with as_owner():
        assert Intake.objects.count() == 3
        at = Contact.objects.filter(pk__in=Intake.objects.values("contact")).values_list("at", flat=True)
        assert all(FRIDAY <= moment < MONDAY for moment in at)
        assert {moment.date() for moment in at} == {FRIDAY.astimezone(at[0].tzinfo).date()}
    assert on_disk(tmp_path / "profile") == set()


def lose_the_first_answer(phone: BrowserContext) -> None:
    """The server takes it, and the net is gone before the answer is here."""
    lost: list[str] = []

    def answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.fetch()
            route.abort()
        else:
            route.continue_()

    phone.route(SEND, answer)
