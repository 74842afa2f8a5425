"""Without a net: from Friday evening to Monday morning, an answer that was lost, and what a device gives away."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect

from cases.models import Assignment, Citizen, Contact, ContactLine, Ground, Intake, StaffLine
from tests.browser.conftest import _ARGUMENTS, DESKTOP, PHONE
from tests.browser.keys import press, write
from tests.browser.test_access_for_all import complaints
from tests.cases.world import anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import DirectoryEntryFactory
from tests.personas import Persona

FRIDAY = datetime.fromisoformat("2026-11-27T23:00:00+01:00")
MONDAY = datetime.fromisoformat("2026-11-30T08:00:00+01:00")
LOG = "/borgere/kontakt/"
SEND = "**/borgere/uden-net/send/"
#: What nobody may find on the device.
CANARIES = ("Anker", "Testager", "Kaptajnen", "Skovhytten", "Fuglekvidder", "kniv i lommen")


@pytest.fixture(autouse=True)
def no_net_is_no_fault(faults: list[str]) -> Iterator[None]:
    """The console notes each request that found no net, and axe each style sheet that it could not ask for."""
    yield
    faults[:] = [said for said in faults if "net::ERR_" not in said and "preload assets" not in said]


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


def notes() -> list[str]:
    with as_owner():
        found = ContactLine.objects.filter(note__startswith="Fuglekvidder").order_by("note")
        return list(found.values_list("note", flat=True))


def on_disk(profile: Path) -> set[tuple[str, str]]:
    """The canaries that stand anywhere in the browser's files, and in which."""
    wanted = {name: (name.encode(), name.encode("utf-16-le")) for name in CANARIES}
    found = set()
    for path in profile.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            where = str(path.relative_to(profile))
            found |= {(name, where) for name, forms in wanted.items() if any(form in content for form in forms)}
    return found


EVERYTHING = """async () => {
  const said = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const name of await caches.keys()) {
    const drawer = await caches.open(name);
    for (const request of await drawer.keys()) said.push(request.url, await (await drawer.match(request)).text());
  }
  const plain = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("latin1").decode(value) + new TextDecoder("utf-16le", {fatal: false}).decode(value)
    : value instanceof CryptoKey ? `daykey=${value.extractable}`
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
        assert "daykey=true" not in held
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
        assert "daykey=" not in held
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


@pytest.mark.parametrize("how", ["with a net", "without a net", "answered with what is wrong"])
def test_what_is_half_written_stands_in_no_file_of_the_browser(
    how: str,
    device: Callable[[datetime], BrowserContext],
    tmp_path: Path,
    signed_in_at: Callable[[BrowserContext, Persona], None],
    anna: Persona,
    anker: None,
) -> None:
    """A browser writes what it would need to open its pages again, every few seconds: the words in their forms, and
    what a page was asked with."""
    phone = device(datetime.now().astimezone())
    signed_in_at(phone, anna)
    page = phone.pages[0]
    page.goto("/")
    ready(page)
    phone.set_offline(how == "without a net")
    page.goto(LOG)
    page.locator("summary", has_text="Note").tap()
    page.locator("textarea:visible").fill("Fuglekvidder")
    if how == "answered with what is wrong":
        page.get_by_role("button", name="Gem", exact=True).tap()
        expect(page.get_by_role("alert").first).to_be_visible()
        expect(page.locator("textarea:visible")).to_have_value("Fuglekvidder")
    # Its own clock: nothing on the page tells when.
    time.sleep(4)
    assert on_disk(tmp_path / "profile") == set()
    phone.close()
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


@pytest.fixture
def without_net(
    now: None,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    anna: Persona,
    anker: None,
) -> Page:
    """Anna's phone in a basement, with the page that works there."""
    # axe marks what it looks at with styles of its own, which the policy would stop.
    context = open_browser(bypass_csp=True)
    signed_in_at(context, anna)
    page = context.new_page()
    page.goto("/")
    ready(page)
    context.set_offline(True)
    page.goto(LOG)
    expect(page.locator("label.chip", has_text="A.T.")).to_be_visible()
    return page


def back_with_net_but_not_sent(page: Page) -> None:
    """The net is back, and what waits does not reach the server yet."""
    page.context.route(SEND, lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/")


FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def test_what_waits_is_corrected_and_deleted_and_a_full_device_says_so(without_net: Page) -> None:
    page = without_net
    log_offline(page, "Fuglekvidder")
    page.get_by_role("button", name="Ret").tap()
    page.get_by_label("Note", exact=True).fill("Fuglekvidder, rettet")
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.locator("[data-said]")).to_contain_text("Rettet.")
    log_offline(page, "En til")
    expect(page.get_by_role("button", name="Ret")).to_have_count(2)
    page.get_by_role("button", name="Slet").last.tap()
    page.get_by_role("button", name="Ja, slet den").last.tap()
    expect(page.get_by_role("button", name="Ret")).to_have_count(1)
    page.evaluate(FULL)
    page.locator("label.chip", has_text="A.T.").tap()
    page.locator("summary", has_text="Note").tap()
    page.get_by_label("Note", exact=True).fill("Det må ikke gå tabt.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Kladden er ikke gemt på enheden.")
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.get_by_role("alert")).to_contain_text("Enheden er fuld")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Det må ikke gå tabt.")
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_contain_text("1 kontakt er modtaget.")
    assert notes() == ["Fuglekvidder, rettet"]


def test_what_is_kept_is_said_to_be_kept_when_its_draft_cannot_be_thrown_away(without_net: Page) -> None:
    """Else it would be saved once more."""
    page = without_net
    page.evaluate("() => { IDBObjectStore.prototype.delete = () => { throw new DOMException('x', 'UnknownError'); }; }")
    log_offline(page, "Fuglekvidder")
    expect(page.get_by_label("Note", exact=True)).to_have_value("")
    expect(page.get_by_role("button", name="Ret")).to_have_count(1)


def test_axe_has_nothing_to_say_of_the_page_without_a_net(without_net: Page) -> None:
    page = without_net
    log_offline(page, "Fuglekvidder")
    page.locator("label.chip", has_text="A.T.").tap()
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert list(complaints(page, "offline-open")) == []


def test_a_hostile_alias_is_only_text(
    now: None,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    anna: Persona,
) -> None:
    hostile = "<img src=x onerror=\"document.title='ramt'\">"
    citizen = anker_of(anna, birth_year=1961).citizen
    with as_owner():
        make.AliasFactory(citizen=citizen, text=hostile)
    context = open_browser()
    signed_in_at(context, anna)
    page = context.new_page()
    page.goto("/")
    ready(page)
    context.set_offline(True)
    page.goto(LOG)
    page.locator("label.chip", has_text="A.T.").tap()
    expect(page.locator("[data-facts]")).to_contain_text(hostile)
    assert page.locator("[data-facts] img, [data-who] img").count() == 0
    assert "ramt" not in page.title()


def test_signing_out_says_what_waits_and_another_person_sees_only_how_many(
    without_net: Page, bo: Persona, anna: Persona, signed_in_at: Callable[[BrowserContext, Persona], None]
) -> None:
    page = without_net
    log_offline(page, "Fuglekvidder")
    back_with_net_but_not_sent(page)
    expect(page.locator("[data-offline]")).to_contain_text("1 kontakt på denne enhed er ikke sendt endnu.")
    page.goto("/konto/")
    ready(page)
    page.get_by_role("button", name="Log ud", exact=True).first.tap()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("1 kontakt er ikke sendt endnu.")
    asked.get_by_role("button", name="Bliv").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(anna.user.full_name)
    page.get_by_role("button", name="Log ud", exact=True).first.tap()
    asked.get_by_role("button", name="Log ud alligevel").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log ind")
    assert "daykey=" not in page.evaluate(EVERYTHING)

    page.context.unroute(SEND)
    signed_in_at(page.context, bo)
    page.goto("/")
    expect(page.locator("[data-offline]")).to_contain_text("1 kontakt fra en anden venter her, forseglet")
    assert "Fuglekvidder" not in page.content()
    assert notes() == []
    signed_in_at(page.context, anna)
    page.goto("/")
    expect(page.locator("[data-offline]")).to_contain_text("1 kontakt fra denne enhed er modtaget.")
    assert notes() == ["Fuglekvidder"]


FIVE_HUNDRED = """async () => {
  const packs = await import("/static/js/offline/pack.js");
  const queue = await import("/static/js/offline/queue.js");
  const { day, pack } = await packs.read();
  const now = new Date().toISOString();
  for (let n = 0; n < 500; n++) {
    await queue.keep(pack, day, {
      pack: pack.issued, pack_at: pack.pack_at, written_at: now, happened_at: now, unit: pack.unit,
      lines: [{ citizen: pack.citizens[0].id, called: "A.T.", outcome: "met", note: `Fuglekvidder ${n}` }],
      medium: "in_person", place: null, whereabouts: "", services: {}, next_on: null, next_what: "",
    });
  }
}"""


def test_a_queue_of_five_hundred(without_net: Page) -> None:
    page = without_net
    page.evaluate(FIVE_HUNDRED)
    page.reload()
    expect(page.get_by_role("button", name="Ret")).to_have_count(500)
    page.context.set_offline(False)
    page.goto("/")
    # One after the other, the oldest first; the page says how far it has come.
    expect(page.locator("[data-offline]")).to_contain_text(re.compile(r"\d\d kontakter fra denne enhed er modtaget"))
    page.goto("about:blank")
    arrived = notes()
    assert len(arrived) >= 10
    assert set(arrived) == {f"Fuglekvidder {n}" for n in range(len(arrived))}


def test_the_keyboard_alone_keeps_corrects_and_deletes(without_net: Page) -> None:
    page = without_net
    press(page, page.get_by_role("checkbox", name="A.T."), "Space")
    press(page, page.locator("summary", has_text="Note"))
    write(page, page.get_by_label("Note", exact=True), "Fuglekvidder")
    press(page, page.get_by_role("button", name="Gem på enheden"))
    expect(page.locator("[data-said]")).to_be_focused()
    press(page, page.get_by_role("button", name="Ret"))
    write(page, page.get_by_label("Note", exact=True), ", rettet")
    press(page, page.get_by_role("button", name="Gem på enheden"))
    expect(page.locator("[data-said]")).to_contain_text("Rettet.")
    press(page, page.get_by_role("button", name="Ret"))
    expect(page.get_by_label("Note", exact=True)).to_have_value("Fuglekvidder, rettet")
    press(page, page.get_by_role("button", name="Slet"))
    expect(page.get_by_role("button", name="Ja, slet den")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_be_focused()
    expect(page.get_by_role("button", name="Ret")).to_have_count(0)


def test_a_handover_while_something_waits_on_the_old_caseworkers_phone(
    without_net: Page,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    bo: Persona,
    clara: Persona,
) -> None:
    """Whose list it is decides nothing: what the unit saw when it happened is filed, and the rest waits."""
    page = without_net
    page.locator("summary", has_text="Hvornår").tap()
    page.locator("label.chip", has_text="Tidligere i dag").tap()
    log_offline(page, "Fuglekvidder, før")
    log_offline(page, "Fuglekvidder, efter")
    computer = open_browser(DESKTOP)
    signed_in_at(computer, clara)
    desk = computer.new_page()
    desk.goto("/borgere/tavle/")
    desk.get_by_role("link", name="Flyt til … Anker Testager").click()
    desk.locator("label.chip", has_text=bo.user.full_name).click()
    desk.get_by_label("Til den, der overtager").fill("Ring om formiddagen.")
    desk.get_by_role("button", name="Flyt", exact=True).click()
    expect(desk.get_by_role("region", name=bo.user.full_name)).to_contain_text("Anker Testager")
    with as_owner():
        # Between the two of them the unit stopped working with him.
        Ground.objects.update(ends_at=timezone.now() - timedelta(minutes=20))
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_contain_text("2 kontakter er modtaget.")
    assert notes() == ["Fuglekvidder, før"]
    desk.goto("/borgere/uden-net/")
    waits = desk.get_by_role("main")
    expect(waits).to_contain_text("Fuglekvidder, efter")
    expect(waits).not_to_contain_text("Fuglekvidder, før")


def test_somebody_unknown_and_a_talk_with_the_staff_arrive(without_net: Page) -> None:
    page = without_net
    page.locator("summary", has_text="En, som ingen kender").tap()
    page.get_by_label("Hvordan man kender personen igen").fill("Grøn rygsæk")
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.get_by_role("alert")).to_contain_text("Sig, hvad du kalder personen.")
    page.get_by_label("Hvad du kalder personen").fill("Rygsækken")
    page.locator("summary", has_text="Note").tap()
    page.get_by_label("Note", exact=True).fill("Fuglekvidder begge to")
    page.locator("label.chip", has_text="A.T.").tap()
    # With two, a note is one person's: what was written stays to be seen, and is not kept for both.
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.get_by_role("alert")).to_contain_text("skriv under hvert navn")
    page.get_by_label("Note", exact=True).fill("")
    page.get_by_label("Note om A.T.").fill("Fuglekvidder 1")
    page.get_by_label("Note om personen").fill("Fuglekvidder 2")
    page.locator("summary", has_text="Hvornår").tap()
    page.locator("label.chip", has_text="Borgerens").tap()
    page.get_by_label("Minutter").fill("20")
    # Nothing of it is lost with the page.
    expect(page.locator("[data-draft-status]")).to_contain_text("Kladde gemt på enheden kl.")
    page.reload()
    expect(page.get_by_label("Note om personen")).to_have_value("Fuglekvidder 2")
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.locator("[data-entries] h3")).to_have_text("A.T., født 1961, Rygsækken")
    page.get_by_role("button", name="Ret").tap()
    page.get_by_label("Hvad du kalder personen").fill("Rygsækken ved Hovedbanen")
    page.get_by_role("button", name="Gem på enheden").tap()
    page.locator("summary", has_text="Kun med stedets personale").tap()
    page.locator("label.chip", has_text="Rådgivning").tap()
    page.locator("summary", has_text="Hvor?").tap()
    page.locator("label.chip", has_text="Skovhytten").tap()
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.get_by_role("button", name="Ret")).to_have_count(2)
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_contain_text("2 kontakter er modtaget.")
    assert notes() == ["Fuglekvidder 1", "Fuglekvidder 2"]
    with as_owner():
        unknown = Citizen.objects.get(is_unknown=True)
        assert (unknown.given_name, unknown.features) == ("Rygsækken ved Hovedbanen", "Grøn rygsæk")
        lines = ContactLine.objects.filter(contact__source="logged", contact__initiative="citizen")
        assert set(lines.values_list("minutes", flat=True)) == {20}
        assert StaffLine.objects.filter(contact__place__name="Skovhytten").count() == 1


def test_a_correction_keeps_who_has_left_the_list(without_net: Page) -> None:
    """The pack that came meanwhile no longer has him: neither he nor what was written about him goes."""
    page = without_net
    log_offline(page, "Fuglekvidder")
    with as_owner():
        Assignment.objects.update(ends_on="2026-11-24")
    back_with_net_but_not_sent(page)
    page.evaluate(
        "async (pack) => (await import('/static/js/offline/pack.js')).keep(await (await fetch(pack)).json())",
        "/borgere/uden-net/pakke/",
    )
    page.context.set_offline(True)
    page.goto(LOG)
    expect(page.locator("label.chip", has_text="A.T.")).to_have_count(0)
    page.get_by_role("button", name="Ret").tap()
    page.get_by_label("Note", exact=True).fill("Fuglekvidder, rettet")
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.locator("[data-said]")).to_contain_text("Rettet.")
    expect(page.locator("label.chip", has_text="A.T.")).to_have_count(0)
    page.context.unroute(SEND)
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_contain_text("1 kontakt er modtaget.")
    assert notes() == ["Fuglekvidder, rettet"]


def test_who_was_there_and_where_one_walked_to_arrive(
    now: None,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    anna: Persona,
    bo: Persona,
    anker: None,
) -> None:
    with as_owner():
        DirectoryEntryFactory(unit__name="Sundhedsrummet")
    context = open_browser(bypass_csp=True)
    signed_in_at(context, anna)
    page = context.new_page()
    page.goto("/")
    ready(page)
    context.set_offline(True)
    page.goto(LOG)
    page.locator("label.chip", has_text="A.T.").tap()
    page.locator("label.chip", has_text="Ikke truffet").first.tap()
    page.locator("summary", has_text="Hvad gjorde").tap()
    page.locator("summary", has_text="Fulgt til").tap()
    page.get_by_label("Fulgt til", exact=True).select_option(label="Sundhedsrummet")
    page.locator("summary", has_text="Note").tap()
    page.locator("summary", has_text="Hvem var med dig").tap()
    page.locator("label.chip", has_text=bo.user.full_name).tap()
    page.get_by_label("Andre, der var med").fill("en vagt")
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.get_by_role("alert")).to_contain_text("skal være truffet")
    page.locator("label.chip", has_text="Truffet").first.tap()
    page.get_by_label("Note", exact=True).fill("Fuglekvidder")
    # Nothing of it is lost with the page, nor when it is corrected.
    expect(page.locator("[data-draft-status]")).to_contain_text("Kladde gemt på enheden kl.")
    page.reload()
    expect(page.get_by_label("Fulgt til", exact=True)).to_have_value(re.compile("-"))
    expect(page.get_by_role("checkbox", name=bo.user.full_name)).to_be_checked()
    assert list(complaints(page, "offline-company")) == []
    page.get_by_role("button", name="Gem på enheden").tap()
    page.get_by_role("button", name="Ret").tap()
    expect(page.get_by_role("checkbox", name=bo.user.full_name)).to_be_checked()
    expect(page.get_by_label("Andre, der var med")).to_have_value("en vagt")
    page.get_by_label("Eller med ord").last.fill("samtale")
    page.get_by_role("button", name="Gem på enheden").tap()
    expect(page.locator("[data-said]")).to_contain_text("Rettet.")
    context.set_offline(False)
    expect(page.locator("[data-said]")).to_contain_text("1 kontakt er modtaget.")
    with as_owner():
        line = ContactLine.objects.get(note="Fuglekvidder")
        assert line.accompanied_unit is not None
        assert (line.accompanied_unit.name, line.accompanied_to) == ("Sundhedsrummet", "samtale")
        assert line.contact.with_others == "en vagt"
        assert [one.user_id for one in line.contact.companions.all()] == [bo.user.pk]
