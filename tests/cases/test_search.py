"""The one search: whom the reader sees, by whatever one remembers; and no more than the reader is told."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.choices import IdentifierKind
from cases.cpr import CprNumber
from cases.identifiers import seal
from cases.models import Alias, Citizen, Findable
from cases.numbers import digest_of, read_number
from cases.search import MOST, find
from tests.cases.test_statements import FIXED
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.choices import AccessKind

CPR = "2509479989"
TODAY = date(2026, 11, 24)


def citizen_of(who: Persona, given: str = "Kristian", family: str = "Testager", **facts: object) -> Citizen:
    with as_owner():
        citizen = make.CitizenFactory(given_name=given, family_name=family, **facts)
        make.CaseFactory(citizen=citizen, unit=who.unit, opened_by=who.user)
    return citizen


def everything_about(citizen: Citizen) -> None:
    with as_owner():
        make.AliasFactory(citizen=citizen, text="Kaptajnen")
        make.PhoneFactory(citizen=citizen, number="20 30 40 50")
        make.HauntFactory(citizen=citizen, place=make.PlaceFactory(name="Mændenes Hjem"))
        number = CprNumber.parse(CPR, today=TODAY)
        make.IdentifierFactory(citizen=citizen, digest=digest_of(number), ciphertext=seal(CPR))
        Citizen.objects.filter(pk=citizen.pk).update(features="Tatovering af et anker")


def shared_with(who: Persona, citizen: Citizen) -> None:
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=who.unit, basis="referral", scope=20, opened_by=who.user)


def found(who: Persona, text: str, at: datetime) -> list[UUID]:
    with who.at_work(at) as actor:
        return find(text, actor=actor, at=at).ids


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "Kristian Testager",
        "christian",
        "KRISTIAN",
        "testager kristian",
        "kris",
        "krist test",
        "Kirstian",
        "testagar",
        "kaptajn",
        "Kapdajnen",
        "Mændenes hjem",
        "maendenes",
        "20304050",
        "+45 20 30 40 50",
        "250947-9989",
        "2509479989",
        "tatovering",
        "kristian tatovering",
    ],
)
def test_somebody_is_found_by_whatever_one_remembers(text: str, anna: Persona, bo: Persona, at: datetime) -> None:
    citizen = citizen_of(anna)
    everything_about(citizen)
    citizen_of(anna, "Gerda", "Lund")

    assert found(bo, text, at) == [citizen.pk]


@pytest.mark.django_db
def test_a_citizen_and_a_case_are_found_by_their_reference(anna: Persona, niels: Persona, at: datetime) -> None:
    citizen = citizen_of(anna)
    case = citizen.cases.get

    with as_owner():
        reference = str(case().pk)[:8]
    assert found(anna, str(citizen.pk)[:8].upper(), at) == [citizen.pk]
    assert found(anna, reference, at) == [citizen.pk]
    shared_with(niels, citizen)
    assert found(niels, reference, at) == []  # the case is another unit's


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["%", "_", "a%", "''", "\\", "(", " ", "\u0000", "x" * 100, "1", "æ" * 99, "٣٤٥٦٧٨٩٠"])
def test_signs_of_every_kind_are_only_looked_for(text: str, anna: Persona, at: datetime) -> None:
    citizen_of(anna)

    assert found(anna, text.replace("\u0000", ""), at) == []


@pytest.mark.django_db
def test_the_best_stand_first(anna: Persona, at: datetime) -> None:
    by_place = citizen_of(anna, "Bent", "Lund")
    with as_owner():
        make.HauntFactory(citizen=by_place, place=make.PlaceFactory(name="Kristianskirken"))
    sounds = citizen_of(anna, "Christian", "Bæk")
    begins = citizen_of(anna, "Kristiane", "Ager")
    is_it = citizen_of(anna, "Kristian", "Å")

    assert found(anna, "kristian", at)[0] == is_it.pk
    assert set(found(anna, "kristian", at)[1:3]) == {begins.pk, sounds.pk}
    assert found(anna, "kristian", at)[-1] == by_place.pk


@pytest.mark.django_db
def test_an_error_anywhere_in_a_word_finds_the_name(anna: Persona, at: datetime) -> None:
    """One in a word of five letters or more, two from eight on; whichever of the words it is in."""
    citizen = citizen_of(anna, "Viktor", "Brandvold")
    citizen_of(anna, "Viktor", "Lund")
    citizen_of(anna, "Bent", "Brandvold")

    one_less = [f"{'Viktor'[:i]}{'Viktor'[i + 1 :]} Brandvold" for i in range(6)]
    one_else = [f"{'Viktor'[:i]}x{'Viktor'[i + 1 :]} Brandvold" for i in range(6)]
    word = "Brandvold"
    two_else = [f"Viktor {word[:i]}q{word[i + 1 : i + 4]}q{word[i + 5 :]}" for i in range(len(word) - 4)]
    for text in one_less + one_else + two_else:
        assert found(anna, text, at) == [citizen.pk], text
    assert found(anna, "Vxktxr Brandvold", at) == []


@pytest.mark.django_db
def test_who_only_sounds_so_is_found_where_many_who_are_written_so_are_nobodys_any_more(
    anna: Persona, at: datetime
) -> None:
    heard = citizen_of(anna, "Christina", "Lund")
    with as_owner():
        for _ in range(MOST + 1):
            make.GroundFactory(
                citizen=make.CitizenFactory(given_name="Krista", family_name="Lund"), unit=anna.unit, ended=True
            )

    assert found(anna, "krist", at) == [heard.pk]


@pytest.mark.django_db
def test_nobody_elses_citizen_is_found(anna: Persona, niels: Persona, at: datetime) -> None:
    citizen = citizen_of(anna)
    everything_about(citizen)

    for text in ("Kristian", "kaptajnen", CPR, "20304050", str(citizen.pk)[:8], "mændenes"):
        assert found(niels, text, at) == [], text


@pytest.mark.django_db
def test_an_ended_ground_finds_nobody_any_more(anna: Persona, niels: Persona, at: datetime) -> None:
    citizen = citizen_of(anna)
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=niels.unit, ended=True)

    assert found(niels, "Kristian", at) == []


@pytest.mark.django_db
def test_somebody_elses_own_ground_finds_nobody(anna: Persona, niels: Persona, dorthe: Persona, at: datetime) -> None:
    citizen = citizen_of(anna)
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=niels.unit, user=niels.user, basis="contact", street=True)

    assert found(niels, "Kristian", at) == [citizen.pk]
    assert found(dorthe, "Kristian", at) == []


@pytest.mark.django_db
def test_a_protected_citizen_is_found_by_those_who_may_be_told_alone(
    anna: Persona, niels: Persona, mette: Persona, at: datetime
) -> None:
    citizen = citizen_of(anna, is_protected=True)
    everything_about(citizen)
    shared_with(niels, citizen)

    for text in ("Kristian", "Kristan", "kaptajnen", CPR, "20304050", "mændenes", "tatovering"):
        assert found(anna, text, at) == [citizen.pk], text
        assert found(niels, text, at) == [], text  # casework, but another unit's
        assert found(mette, text, at) == [], text  # the unit's, but no casework


@pytest.mark.django_db
def test_a_number_finds_nobody_for_a_reader_who_is_told_no_numbers(
    anna: Persona, mette: Persona, niels: Persona, at: datetime
) -> None:
    citizen = citizen_of(anna)
    everything_about(citizen)
    shared_with(niels, citizen)

    for who in (mette, niels):
        assert found(who, "Kristian", at) == [citizen.pk]
        assert found(who, CPR, at) == []
        assert found(who, "20304050", at) == []


@pytest.mark.django_db
def test_another_kind_of_number_finds_its_citizen(anna: Persona, at: datetime) -> None:
    citizen = citizen_of(anna)
    number = read_number(IdentifierKind.D_ECPR, "120655-0VK9", issuer="1084", today=TODAY)
    with as_owner():
        make.IdentifierFactory(
            citizen=citizen, kind=number.kind, issuer="1084", digest=digest_of(number), ciphertext=seal(number.signs)
        )

    assert found(anna, "120655-0vk9", at) == [citizen.pk]


@pytest.mark.django_db
def test_what_is_found_follows_what_stands(anna: Persona, at: datetime) -> None:
    citizen = citizen_of(anna)
    everything_about(citizen)
    with as_owner():
        Citizen.objects.filter(pk=citizen.pk).update(given_name="Gerda", features="")
        Alias.objects.filter(citizen=citizen).update(ended_at=at, ended_by=anna.user)

    assert found(anna, "gerda", at) == [citizen.pk]
    assert found(anna, "kristian", at) == []
    assert found(anna, "kaptajnen", at) == []
    assert found(anna, "tatovering", at) == []


@pytest.mark.django_db
def test_the_rows_are_nobodys_to_read(anna: Persona, at: datetime) -> None:
    citizen_of(anna)

    with anna.at_work(at), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Findable.objects.count()
    with as_owner():
        assert Findable.objects.count() == 1


@pytest.mark.django_db
def test_who_has_no_context_searches_nothing(anna: Persona, at: datetime) -> None:
    citizen_of(anna)

    with pytest.raises(ProgrammingError, match="citizen_search"), transaction.atomic():
        sql("SELECT * FROM citizen_search('kristian', '{}', 26)")


@pytest.mark.django_db
def test_what_was_copied_at_once_is_what_the_triggers_keep(anna: Persona, at: datetime) -> None:
    citizen = citizen_of(anna)
    everything_about(citizen)
    with as_owner():
        columns = "names, sounds, about, phones, places, digests, sort_name, is_protected"
        kept = sql(f"SELECT {columns} FROM cases_findable")
        sql("SELECT findable_renew(ARRAY[%s::uuid])", citizen.pk)
        assert sql(f"SELECT {columns} FROM cases_findable") == kept


@pytest.mark.django_db
def test_the_page_shows_and_logs_whom_it_found_in_one_statement(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    first, second = citizen_of(anna), citizen_of(anna, "Christian", "Lund")
    citizen_of(anna, "Gerda", "Lund")
    client = signed_in(anna)

    with CaptureQueriesContext(connection) as captured:
        page = client.post(reverse("cases:search"), {"q": "kristian"}).content.decode()

    assert "Kristian Testager" in page
    assert "Christian Lund" in page
    assert "Gerda" not in page
    assert sum("access_note" in q["sql"] for q in captured.captured_queries) == 1
    with as_owner():
        logged = sql("SELECT citizen_id, kind FROM access_accessentry WHERE view = 'cases:search'")
    assert set(logged) == {(first.pk, AccessKind.SEARCH), (second.pk, AccessKind.SEARCH)}


@pytest.mark.django_db
def test_a_search_costs_the_same_for_one_and_for_many(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(anna)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.post(reverse("cases:search"), {"q": "kristian"}).status_code == 200
        return sum(not any(word in q["sql"] for word in FIXED) for q in captured.captured_queries)

    citizen_of(anna)
    few = statements()
    for _ in range(MOST + 5):
        citizen_of(anna)

    assert statements() == few
    assert few <= 12


@pytest.mark.django_db
def test_more_than_fit_are_said_to_be_more(anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]) -> None:
    for _ in range(MOST + 1):
        citizen_of(anna)

    page = signed_in(anna).post(reverse("cases:search"), {"q": "kristian"}).content.decode()

    assert f"{MOST}+" in page
    assert page.count("Kristian Testager</a>") == MOST


@pytest.mark.django_db
def test_while_somebody_types_two_letters_show_nobody(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    citizen_of(anna)
    client = signed_in(anna)

    def typed(text: str) -> str:
        return client.post(reverse("cases:search"), {"q": text}, headers={"HX-Request": "true"}).content.decode()

    assert "Kristian" not in typed("kr")
    assert "Kristian" in typed("kri")
    assert "<html" not in typed("kri")
    assert "Skriv mindst to bogstaver." in client.post(reverse("cases:search"), {"q": "k"}).content.decode()


@pytest.mark.django_db
def test_what_was_written_stands_in_no_address(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    citizen_of(anna)

    page = signed_in(anna).get(reverse("cases:search") + "?q=kristian").content.decode()

    assert "Kristian" not in page


@pytest.mark.django_db
def test_the_field_is_at_the_top_of_every_page_for_those_who_see_citizens(
    anna: Persona, viggo: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    action = f'action="{reverse("cases:search")}"'

    assert action in signed_in(anna).get(reverse("today")).content.decode()
    assert action not in signed_in(viggo).get(reverse("account")).content.decode()
