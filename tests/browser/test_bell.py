"""The bell on a phone: it counts by itself, and takes nobody's half-written page away."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.cases.test_reminders import promise
from tests.database import as_owner
from tests.personas import Persona
from udsatte.accounts.models import Session

BECAME_VISIBLE = "document.dispatchEvent(new Event('visibilitychange'))"


def test_it_counts_by_itself_and_leads_to_what_is_due(phone: Page, anna: Persona) -> None:
    promise(anna, what="Ring til natpladsen")
    phone.goto(reverse("today"))
    bell = phone.get_by_role("link", name="Beskeder: 1 opfølgning", exact=True)
    expect(bell).to_contain_text("1")
    promise(anna)
    phone.evaluate(BECAME_VISIBLE)
    expect(phone.get_by_role("link", name="Beskeder: 2 opfølgninger", exact=True)).to_be_visible()
    phone.locator("[data-bell]").tap()
    expect(phone.get_by_role("heading", name="På tide")).to_be_visible()
    expect(phone.get_by_role("link", name="Ring til natpladsen")).to_be_visible()


def test_when_the_session_has_ended_the_page_stays_as_it_is(phone: Page, anna: Persona) -> None:
    promise(anna)
    phone.goto(reverse("cases:citizen_new"))
    expect(phone.locator("[data-bell]")).to_contain_text("1")
    field = phone.get_by_role("textbox").first
    field.fill("Halvt skrevet")
    with as_owner():
        Session.objects.all().delete()
    with phone.expect_response(lambda answer: answer.url.endswith(reverse("cases:bell"))) as asked:
        phone.evaluate(BECAME_VISIBLE)
    assert asked.value.status == 302
    expect(field).to_have_value("Halvt skrevet")
    expect(phone.locator("[data-bell]")).to_contain_text("1")
