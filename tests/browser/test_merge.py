"""Two citizens are one and two again, on a phone: one page with what both have, and every row as it was."""

from playwright.sync_api import Page, expect

from tests.cases.test_merges import checksums, citizen_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona


def test_a_merge_and_its_end_on_a_phone(phone: Page, anna: Persona) -> None:
    one = citizen_of(anna, "Mogens", birth_year=1961)
    other = citizen_of(anna, "Muggi", "", is_unknown=True, birth_year=1962)
    with as_owner():
        make.AliasFactory(citizen=one, text="Muggi")
        make.AliasFactory(citizen=other, text="Muggi")
        make.ContactLineFactory(citizen=other, unit=anna.unit, by=anna.user, note="Sov i porten.")
    before = checksums()
    phone.goto(f"/borgere/{one.pk}/")
    phone.get_by_role("link", name="Måske den samme").tap()
    phone.get_by_role("link", name="Sammenlign Muggi").tap()
    sides = phone.get_by_role("table")
    expect(sides.get_by_role("row", name="Navn")).to_contain_text("forskel")
    phone.get_by_role("button", name="De er den samme").tap()
    expect(phone.get_by_role("alert")).to_be_focused()
    phone.get_by_label("Hvordan du ved, at de er den samme").fill("Samme tatovering")
    phone.get_by_role("button", name="De er den samme").tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Mogens Testager")
    expect(phone.get_by_role("main")).to_contain_text("Sov i porten.")
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert checksums() == before

    phone.get_by_role("link", name="Måske den samme").tap()
    phone.get_by_role("link", name="Skil dem ad").tap()
    phone.get_by_role("textbox").fill("Det var to brødre")
    phone.get_by_role("button", name="De er to").tap()
    expect(phone.get_by_role("status").first).to_contain_text("De er to igen")
    expect(phone.get_by_role("main")).not_to_contain_text("Sov i porten.")
    phone.goto(f"/borgere/{other.pk}/")
    expect(phone.get_by_role("main")).to_contain_text("Sov i porten.")
    assert checksums() == before
