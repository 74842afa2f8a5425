"""A unit's own list, as Danish Excel saves it, taken in on the coordinator's own rights."""

import csv
import os
import stat
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cases.actions import CitizenFacts, assign, change_state, register_citizen, strike_line
from cases.actions.imported_citizens import import_citizens
from cases.caseload_import import Column, Record, read_citizen
from cases.choices import ContactSource, Medium, Outcome, RowOutcome
from cases.cpr import CprNumber
from cases.identifiers import digest
from cases.models import (
    Assignment,
    Case,
    Citizen,
    CitizenClock,
    Contact,
    ContactLine,
    Enquiry,
    Ground,
    Handover,
    Identifier,
)
from tests.cases.lists import workbook
from tests.cases.world import anker_of
from tests.database import as_owner, sql
from tests.factories.accounts import LeaveFactory, MembershipFactory
from tests.factories.cases import GroundFactory, PlaceFactory
from tests.personas import Persona
from udsatte.access.models import AccessEntry
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership

HEADINGS = "Navn;CPR-nummer;Fødselsdato;Sagsbehandler (e-mail);Oprettet;Sidst truffet;Sted"
ELMER = "Bruno Testelmer;250947-9989;;anna@example.org;03-02-2025;20.11.2026;Mændenes Hjem"
#: Why a list holds more than somebody has room for.
WHY = "The old list."

pytestmark = pytest.mark.usefixtures("at")

Import = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def english() -> object:
    """The sentences as they stand in the source; the catalogue has its own test."""
    with translation.override("en"):
        yield


@pytest.fixture
def load(tmp_path: Path, anna: Persona, bo: Persona, clara: Persona) -> Import:
    """Write the rows to a file below the headings, import it as Clara, answer the lines that were printed."""

    def run(*rows: str, headings: str = HEADINGS, encoding: str = "cp1252", **options: object) -> list[str]:
        file = tmp_path / "borgere.csv"
        file.write_bytes("\r\n".join([headings, *rows, ""]).encode(encoding))
        return _run(file, **options)

    return run


def _run(file: Path, **options: object) -> list[str]:
    out = StringIO()
    given = {"unit": "Udsatteteamet", "email": "clara@example.org", **options}
    call_command("import_caseload", file, stdout=out, **given)
    return out.getvalue().splitlines()


def _counts() -> dict[str, int]:
    """How much there is of everything, history and enquiries too."""
    with as_owner():
        tables = [str(row[0]) for row in sql("SELECT relname FROM pg_stat_user_tables ORDER BY 1")]
        return {
            table: int(str(sql(f'SELECT count(*) FROM "{table}"')[0][0]))
            for table in tables
            if table.startswith(("cases_", "web_")) or table == "pghistory_context"
        }


# -- what comes in -------------------------------------------------------------------------------------------


def test_a_row_becomes_a_citizen_with_case_caseworker_and_last_met(load: Import, anna: Persona) -> None:
    with as_owner():
        PlaceFactory(name="Mændenes Hjem")

    assert load(ELMER)[-1] == "1 taken in"

    with as_owner():
        citizen = Citizen.objects.get()
        assert (citizen.given_name, citizen.family_name) == ("Bruno", "Testelmer")
        assert (citizen.birth_on, citizen.sex) == (date(1947, 9, 25), "male")
        case = Case.objects.get(citizen=citizen)
        assert case.opened_on == date(2025, 2, 3)
        assert Assignment.objects.get(case=case).caseworker_id == anna.user.pk
        line = ContactLine.objects.select_related("contact", "place").get(citizen=citizen)
        assert (line.outcome, line.medium, line.note) == (Outcome.MET, Medium.IN_PERSON, "")
        assert line.contact.source == ContactSource.IMPORTED
        assert line.place is not None
        assert line.place.name == "Mændenes Hjem"


def test_the_ground_starts_now_and_the_assignment_today(load: Import, at: datetime) -> None:
    load(ELMER)

    with as_owner():
        assert Ground.objects.get().starts_at == at
        assert Assignment.objects.get().starts_on == at.date()


def test_last_met_moves_the_clock(load: Import) -> None:
    load(ELMER)

    with as_owner():
        met = CitizenClock.objects.get().met_at
    assert met == datetime.fromisoformat("2026-11-20T12:00:00+01:00")


def test_last_met_today_is_not_in_the_future(load: Import, at: datetime) -> None:
    load("Bruno Testelmer;250947-9989;;;;24-11-2026;")

    with as_owner():
        assert CitizenClock.objects.get().met_at == at


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_of_excel_is_read(load: Import, encoding: str) -> None:
    load("Søren Åge Testæble;;01-02-1960;;;;", encoding=encoding)

    with as_owner():
        assert Citizen.objects.get().name == "Søren Åge Testæble"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_separator_is_read(load: Import, separator: str) -> None:
    row = ELMER.replace(";", separator)

    assert load(row, headings=HEADINGS.replace(";", separator))[-1] == "1 taken in"


def test_excels_own_line_about_the_separator_is_no_row(load: Import) -> None:
    assert load(ELMER, headings=f"sep=;\r\n{HEADINGS}")[-1] == "1 taken in"


@pytest.mark.parametrize(
    "headings",
    [
        "Name;CPR number;Birth date;Caseworker;Opened;Last met;Place",
        " NAVN ;CPR-nr.;Født;Sagsbehandler;Åbnet;Sidst truffet:;STED",
        '"Borgers navn";"cpr";"Fødselsdag";"E-mail";"Indskrevet";"Senest truffet";"Hvor"',
    ],
)
def test_headings_are_read_in_danish_and_english(load: Import, headings: str) -> None:
    assert load(ELMER, headings=headings)[-1] == "1 taken in"

    with as_owner():
        assert Case.objects.get().opened_on == date(2025, 2, 3)
        assert ContactLine.objects.count() == 1


@pytest.mark.parametrize("written", ["31-12-2025", "31.12.2025", "31/12/2025", "2025-12-31", "31-12-2025 00:00:00"])
def test_dates_are_read_as_they_are_written(load: Import, written: str) -> None:
    load(f"Bruno Testelmer;2509479989;;;{written};;")

    with as_owner():
        assert Case.objects.get().opened_on == date(2025, 12, 31)


@pytest.mark.parametrize("written", ["250947-9989", "2509479989", '"=""2509479989"""', "'2509479989"])
def test_cpr_numbers_are_read_as_they_are_written(load: Import, written: str) -> None:
    load(f"Bruno Testelmer;{written};;;;;")

    with as_owner():
        assert Citizen.objects.get().birth_on == date(1947, 9, 25)


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Anker Testager", "Anker", "Testager"),
        ("Testager, Anker", "Anker", "Testager"),
        ("Frida Marie  Testfjord", "Frida Marie", "Testfjord"),
        ("Kaptajnen", "Kaptajnen", ""),
        ("K", "K", ""),
        ("Å" * 200, "Å" * 200, ""),
    ],
)
def test_names_are_read_as_they_are_written(load: Import, written: str, given: str, family: str) -> None:
    load(f"{written};;01-02-1960;;;;")

    with as_owner():
        citizen = Citizen.objects.get()
    assert (citizen.given_name, citizen.family_name) == (given, family)


def test_given_and_family_name_may_stand_in_two_columns(load: Import) -> None:
    load("Testager;Anker;1970", headings="Efternavn;Fornavn;Født")

    with as_owner():
        citizen = Citizen.objects.get()
    assert (citizen.given_name, citizen.family_name, citizen.birth_year) == ("Anker", "Testager", 1970)


def test_an_emoji_and_right_to_left_text_are_names_too(load: Import) -> None:
    load("Anker 🐕;;1970;;;;", "محمد Testager;;1980;;;;", encoding="utf-8-sig")

    with as_owner():
        assert {citizen.name for citizen in Citizen.objects.all()} == {"Anker 🐕", "محمد Testager"}


def test_an_unknown_place_is_kept_in_words(load: Import) -> None:
    load("Bruno Testelmer;2509479989;;;;20-11-2026;under broen ved Dybbølsbro")

    with as_owner():
        line = ContactLine.objects.get()
    assert (line.place_id, line.whereabouts) == (None, "under broen ved Dybbølsbro")


def test_without_an_opening_date_the_case_opens_today(load: Import, at: datetime) -> None:
    load("Bruno Testelmer;2509479989;;;;;")

    with as_owner():
        assert Case.objects.get().opened_on == at.date()


def test_a_number_that_fails_modulus_11_is_taken_in_and_remarked(load: Import) -> None:
    said = load(ELMER)

    assert said == [
        "Row 2: The CPR number fails modulus 11. It may be right: check it.",
        "1 taken in",
    ]


def test_a_column_that_nobody_knows_is_named(load: Import) -> None:
    said = load("Bruno Testelmer;2509479989;x", headings="Navn;CPR;Yndlingsfarve")

    assert "Not read: the column Yndlingsfarve." in said


def test_blank_rows_are_passed_over_and_counted(load: Import) -> None:
    said = load(";;;;;;", "", "Anker Testager;;;;;;")

    assert said[0] == "Row 4: Write a CPR number or a birth date."


def test_a_zero_that_excel_took_comes_back_when_the_birth_date_agrees(load: Import) -> None:
    assert load("Anker Testager;201609995;02-01-1960;;;;")[-1] == "1 taken in"
    with as_owner():
        citizen = Citizen.objects.get()
        assert citizen.birth_on == date(1960, 1, 2)
        assert bytes(Identifier.objects.get().digest or b"") == digest("cpr", "0201609995")


def test_a_workbook_says_the_same(tmp_path: Path, anna: Persona, clara: Persona) -> None:
    file = tmp_path / "borgere.xlsx"
    headings = ["Navn", "CPR-nummer", "Sagsbehandler", "Oprettet"]
    file.write_bytes(workbook(headings, ["Bruno Testelmer", 2509479989, "anna@example.org", date(2025, 12, 31)]))

    assert _run(file)[-1] == "1 taken in"
    with as_owner():
        assert Case.objects.get().opened_on == date(2025, 12, 31)
        assert Citizen.objects.get().birth_on == date(1947, 9, 25)


def test_a_reference_of_ours_is_the_citizen_whatever_the_name(load: Import, anna: Persona) -> None:
    anker = anker_of(anna, is_protected=True)

    said = load(f"Beskyttet borger;{anker.citizen.pk}", headings="Navn;Vores reference;Født")

    assert said == ["1 unchanged"]


def test_a_reference_of_another_units_citizen_is_a_bad_row(load: Import, niels: Persona) -> None:
    anker = anker_of(niels)

    said = load(f"Anker Testager;{anker.citizen.pk}", headings="Navn;Vores reference;Født")

    assert said[0] == "Row 2: Our reference: your unit knows nobody by it. Leave the cell empty."


def test_namesakes_in_one_list_are_one_when_only_one_has_a_number(load: Import) -> None:
    said = load("Bruno Testelmer;;25-09-1947;;;;", "Bruno Testelmer;2509479989;;;;;")

    assert said[-1] == "1 taken in · 1 differs, left as it is"
    with as_owner():
        assert Citizen.objects.count() == 1


def test_a_row_that_the_database_refuses_leaves_the_others_of_its_batch_in(load: Import) -> None:
    with as_owner():
        sql("ALTER TABLE cases_citizen ADD CONSTRAINT not_the_seventh CHECK (family_name <> 'Test7')")

    said = load(*[f"Borger Test{n};;{n:02}-05-1971;anna@example.org;;;" for n in range(1, 20)], room_reason=WHY)

    assert said == ["Row 8: The database refuses the row. Make it by hand.", "18 taken in · 1 bad row"]


def test_many_rows_cost_the_statements_of_one(load: Import, anna: Persona) -> None:
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(capacity=0)

    def statements(rows: list[str]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert load(*rows, room_reason=WHY)[-1] == f"{len(rows)} taken in"
        return len(captured)

    load("Kaj Testkilde;;17-05-1970;anna@example.org;01-03-2026;12-11-2026;under broen", room_reason=WHY)
    few = statements(["Kaj Testkilde;;17-05-1971;anna@example.org;01-03-2026;12-11-2026;under broen"])
    many = [f"Borger Test{n};;{n:02}-05-1971;anna@example.org;01-03-2026;12-11-2026;her" for n in range(1, 30)]

    assert statements(many) == few


# -- the same list again -------------------------------------------------------------------------------------

LIST = (
    ELMER,
    "Kaj Testkilde;;17-05-1971;bo@example.org;01-03-2026;12-11-2026;under broen",
    "Frida Testfjord;;1980;anna@example.org;;;",
)


def test_running_it_twice_changes_nothing(load: Import) -> None:
    assert load(*LIST)[-1] == "3 taken in"
    before = _counts()

    assert load(*LIST)[-1] == "3 unchanged"
    after = _counts()

    assert after == before


def test_a_colleague_who_runs_it_again_changes_nothing(load: Import) -> None:
    load(*LIST)
    with as_owner():
        colleague = MembershipFactory(
            unit=Case.objects.select_related("unit").first().unit,  # type: ignore[union-attr]
            role=Role.COORDINATOR,
            user__email="dina@example.org",
        )
    before = _counts()

    assert load(*LIST, email=colleague.user.email)[-1] == "3 unchanged"
    assert _counts() == before


def test_running_it_tomorrow_changes_nothing(load: Import, at: datetime) -> None:
    import time_machine

    load(*LIST)
    before = _counts()

    with time_machine.travel(at + timedelta(days=1), tick=False):
        assert load(*LIST)[-1] == "3 unchanged"
    assert _counts() == before


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ("Bruno Testsen;250947-9989;;anna@example.org;03-02-2025;20.11.2026;Mændenes Hjem", "Name"),
        ("Bruno Testelmer;250947-9989;;bo@example.org;03-02-2025;20.11.2026;Mændenes Hjem", "Caseworker"),
        ("Bruno Testelmer;250947-9989;;anna@example.org;04-02-2025;20.11.2026;Mændenes Hjem", "Opened on"),
        ("Bruno Testelmer;250947-9989;;anna@example.org;03-02-2025;21.11.2026;Mændenes Hjem", "Last met"),
        ("Bruno Testelmer;250947-9989;;anna@example.org;03-02-2025;20.11.2026;Halmtorvet", "Place"),
    ],
)
def test_a_changed_value_is_reported_and_not_overwritten(load: Import, changed: str, column: str) -> None:
    load(ELMER)
    before = _counts()

    said = load(changed)

    assert said == [
        f"Row 2: Differs from what stands here, and is left as it is: {column}.",
        "1 differs, left as it is",
    ]
    assert _counts() == before
    with as_owner():
        assert Citizen.objects.get().name == "Bruno Testelmer"


def test_a_value_that_the_list_does_not_have_is_no_difference(load: Import) -> None:
    load(ELMER)

    assert load("Bruno Testelmer;250947-9989")[-1] == "1 unchanged"


def test_the_same_name_birth_date_and_unit_is_the_same_person(load: Import) -> None:
    load("Kaj Testkilde;;17-05-1971;;;;")

    assert load("kaj  TESTKILDE;;17.05.1971;;;;")[-1] == "1 unchanged"
    assert load("Kaj Testkilde;;18-05-1971;;;;")[-1] == "1 taken in"


def test_another_cpr_number_is_another_person(load: Import) -> None:
    load("Else Testlauridsen;020191-9990;;;;;")

    assert load("Else Testlauridsen;020191-9996;;;;;")[-1] == "1 taken in"
    with as_owner():
        assert Identifier.objects.values("citizen").distinct().count() == 2


def test_a_cpr_number_that_is_new_for_somebody_known_is_reported(load: Import) -> None:
    load("Bruno Testelmer;;25-09-1947;;;;")

    said = load("Bruno Testelmer;250947-9989;;;;;")

    assert said[-1] == "1 differs, left as it is"
    with as_owner():
        assert not Identifier.objects.exists()


def test_two_namesakes_with_one_birth_date_are_for_a_person_to_tell_apart(
    load: Import, clara: Persona, at: datetime
) -> None:
    for _time in range(2):
        with clara.at_work(at) as actor:
            facts = CitizenFacts("Kaj", "Testkilde", birth_on=date(1971, 5, 17))
            register_citizen(facts=facts, by=actor, at=at, reason="Prøve")

    said = load("Kaj Testkilde;;17-05-1971;;;;")

    assert said == ["Row 2: More than one citizen here has this name and birth date.", "1 bad row"]


def test_a_closed_case_is_reported_and_stays_closed(load: Import, clara: Persona, at: datetime) -> None:
    load(ELMER)
    with clara.at_work(at) as actor:
        case = Case.objects.visible_to(actor).get()
        change_state(
            case_id=case.pk,
            version=case.version,
            to="closed",
            closed_cause="mistake",
            reason="Oprettet to gange",
            by=actor,
            at=at,
        )

    said = load(ELMER)

    assert said[0] == "Row 2: Differs from what stands here, and is left as it is: Case."


def test_a_new_caseworker_stays_when_the_old_list_comes_again(
    load: Import, clara: Persona, bo: Persona, at: datetime
) -> None:
    load(ELMER)
    with clara.at_work(at) as actor:
        assign(case_id=Case.objects.visible_to(actor).get().pk, caseworker_id=bo.user.pk, by=actor, at=at)

    load(ELMER)

    with as_owner():
        assert Assignment.objects.get(ends_on=None).caseworker_id == bo.user.pk


def test_a_struck_import_does_not_come_back(load: Import, clara: Persona, at: datetime) -> None:
    load(ELMER)
    with clara.at_work(at) as actor:
        line = ContactLine.objects.visible_to(actor).get()
        strike_line(line_id=line.pk, reason="Forkert borger", by=actor, at=at)

    assert load(ELMER)[-1] == "1 unchanged"
    with as_owner():
        assert ContactLine.objects.count() == 1


def test_a_match_is_in_the_access_log(load: Import, clara: Persona) -> None:
    load(ELMER)
    load(ELMER)

    with as_owner():
        entry = AccessEntry.objects.get(view="import_caseload")
        assert (entry.user_id, entry.citizen_id) == (clara.user.pk, Citizen.objects.get().pk)


# -- somebody else's citizen ---------------------------------------------------------------------------------


@pytest.fixture
def elmer_elsewhere(niels: Persona, at: datetime) -> None:
    """The substitution team has the case."""
    with niels.at_work(at) as actor:
        cpr = CprNumber.parse("2509479989", today=at.date())
        register_citizen(facts=CitizenFacts("Bruno", "Testelmer"), number=cpr, by=actor, at=at, reason="Prøve")


@pytest.mark.usefixtures("elmer_elsewhere")
def test_a_number_hidden_elsewhere_awaits_match(load: Import) -> None:
    said = load(ELMER)

    assert said == ["Row 2: Awaits match. The coordinator will let you know.", "1 awaits match"]
    with as_owner():
        assert Citizen.objects.count() == 1
        assert Enquiry.objects.count() == 1


@pytest.mark.usefixtures("elmer_elsewhere")
def test_a_list_of_guesses_tells_nobodys_number(clara: Persona, at: datetime) -> None:
    """Who stands with a citizen sees no number; to try a hundred thousand of them in a dry run would have told it."""
    with as_owner():
        GroundFactory(
            citizen=Citizen.objects.get(),
            unit=clara.unit,
            user=clara.user,
            basis="contact",
            scope=20,
            health=False,
            reason="Beder om hjælp",
            starts_at=at,
            ends_at=at + timedelta(hours=1),
            opened_by=clara.user,
        )
    right, wrong = (
        read_citizen(Record(number, {Column.NAME: "Bruno Testelmer", Column.CPR: cpr}), at=at)
        for number, cpr in ((2, "2509479989"), (3, "2509479981"))
    )
    with clara.at_work(at) as actor:
        tried = import_citizens(rows=[right, wrong], by=actor, at=at, dry=True)
        assert [one.outcome for one in tried] == [RowOutcome.MADE, RowOutcome.MADE]
    with clara.at_work(at) as actor:
        (done,) = import_citizens(rows=[right], by=actor, at=at)
        assert done.remarks == ("The unit sees this citizen already and has no case. Open it on the citizen's page.",)
    with as_owner():
        assert Citizen.objects.count() == 1


@pytest.mark.usefixtures("elmer_elsewhere")
def test_running_it_twice_asks_once(load: Import) -> None:
    load(ELMER)
    before = _counts()

    assert load(ELMER)[-1] == "1 awaits match"
    assert _counts() == before


@pytest.mark.usefixtures("elmer_elsewhere")
def test_too_many_enquiries_are_bad_rows_and_the_rest_goes_on(load: Import, settings: object) -> None:
    settings.ENQUIRIES_PER_HOUR = 0  # type: ignore[attr-defined]

    assert load(ELMER, "Kaj Testkilde;;17-05-1971;;;;")[-1] == "1 taken in · 1 bad row"


# -- bad rows ------------------------------------------------------------------------------------------------

BAD = [
    (";250947-9989;;;;;", "The name is missing."),
    ("Kaj Testkilde;;;;;;", "Write a CPR number or a birth date."),
    (
        "Kaj;201609995;;;;;",
        "The CPR number has nine digits: Excel may have lost a zero in front. Write all ten.",
    ),
    (
        "Kaj;20160-9995;;;;;",
        "The CPR number has nine digits: Excel may have lost a zero in front. Write all ten.",
    ),
    ("Kaj;2,50948E+09;;;;;", "Excel has turned the CPR number into a power. Format the column as text."),
    ("Kaj;310247-9989;;;;;", "The first six digits are not a date."),
    ("Kaj;12345;;;;;", "A CPR number has ten digits, such as 250947-9989."),
    ("Kaj;250947-9989;24-09-1947;;;;", "The birth date is another than the CPR number's."),
    ("Kaj;;31-02-1970;;;;", "Birth date: there is no such date."),
    ("Kaj;;25-11-2026;;;;", "The birth date lies in the future."),
    ("Kaj;;01-01-1700;;;;", "The birth date is not likely."),
    ("Kaj;;1700;;;;", "The birth year is not likely."),
    ("Kaj;;01-02-70;;;;", "Birth date: write the date as 31-12-2025."),
    ("Kaj;;engang i 70'erne;;;;", "Birth date: write the date as 31-12-2025."),
    ("Kaj;;1970;nobody@example.org;;;", "Nobody with the caseworker's e-mail does casework in this unit."),
    ("Kaj;;1970;mette@example.org;;;", "Nobody with the caseworker's e-mail does casework in this unit."),
    ("Kaj;;1970;niels@example.org;;;", "Nobody with the caseworker's e-mail does casework in this unit."),
    ("Kaj;;1970;Anna Testsen;;;", "The caseworker is not an e-mail address."),
    ("Kaj;;1970;;25-11-2026;;", "Opened on: the date lies in the future."),
    ("Kaj;;1970;;;25-11-2026;", "Last met: the date lies in the future."),
    ("Kaj;;17-05-1971;;;16-05-1971;", "Last met: the citizen was not born then."),
    ("Kaj;;1971;;;31-12-1970;", "Last met: the citizen was not born then."),
    ("Kaj;;1971;;01-01-1970;;", "Opened on: the citizen was not born then."),
    ("K\x00aj;;1970;;;;", "Name: there are characters that nobody can see."),
    ("Å" * 201 + ";;1970;;;;", "Given names: at most 200 characters."),
    ("Kaj;;1970;;;20-11-2026;" + "x" * 121, "Place: at most 120 characters."),
    ("Kaj;;1970;;;;;;one;more", "The row has more cells than headings, or a quotation mark that never ends."),
]


@pytest.mark.parametrize(("row", "reason"), BAD, ids=[reason for _row, reason in BAD])
def test_a_bad_row_is_named_with_its_reason_and_stops_nobody(
    load: Import, mette: Persona, niels: Persona, row: str, reason: str
) -> None:
    said = load(row, ELMER)

    assert said[0] == f"Row 2: {reason}"
    assert said[-1] == "1 taken in · 1 bad row"
    with as_owner():
        assert Citizen.objects.get().name == "Bruno Testelmer"
        assert Contact.objects.count() == 1


@pytest.fixture
def bo_is_away(bo: Persona, clara: Persona) -> None:
    with as_owner():
        LeaveFactory(
            unit=bo.unit, user=bo.user, deputy=clara.user, starts_on=date(2026, 11, 24), ends_on=date(2026, 12, 3)
        )


AWAY = "Row 2: Bo Testsen is away until 03.12."


@pytest.mark.parametrize(
    "row", ["Kaj Testkilde;;1971;bo@example.org;;;", "Kaj Testkilde;251248-9996;;bo@example.org;;;"]
)
def test_a_row_for_the_list_of_somebody_who_is_away_is_bad_and_stops_nobody(
    load: Import, bo_is_away: None, row: str
) -> None:
    assert load(row, ELMER, dry=True)[0].startswith(AWAY)

    said = load(row, ELMER)

    assert said[0].startswith(AWAY)
    assert "Clara Testsen stands in" in said[0]
    assert said[-1] == "1 taken in · 1 bad row"

    with as_owner():
        assert Citizen.objects.get().name == "Bruno Testelmer"
        assert Assignment.objects.get().caseworker.email == "anna@example.org"
        assert Identifier.objects.count() == 1


def test_a_case_that_a_list_opens_again_comes_on_no_list_of_somebody_who_is_away(
    load: Import, clara: Persona, bo_is_away: None, at: datetime
) -> None:
    load(ELMER)
    with as_owner():
        Assignment.objects.update(ends_on=date(2026, 11, 24))
        Case.objects.update(status="closed", status_reason="x", closed_cause="manages")
        Ground.objects.update(ends_at=at - timedelta(days=3))

    assert load(ELMER.replace("anna@", "bo@"))[0].startswith(AWAY)

    with as_owner():
        assert not Case.objects.get().is_open
        assert not Assignment.objects.filter(ends_on=None).exists()


def test_whoever_stands_on_the_list_of_somebody_who_is_away_is_unchanged_still(
    load: Import, bo: Persona, clara: Persona
) -> None:
    listed = ("Kaj Testkilde;;1971;bo@example.org;;;", "Frida Testfjord;;1980;bo@example.org;;;")
    load(*listed)
    with as_owner():
        LeaveFactory(
            unit=bo.unit, user=bo.user, deputy=clara.user, starts_on=date(2026, 11, 24), ends_on=date(2026, 12, 3)
        )

    assert load(*listed)[-1] == "2 unchanged"


def test_the_same_citizen_twice_in_one_list_is_a_bad_row(load: Import) -> None:
    assert load(ELMER, ELMER)[1:] == [
        "Row 3: The same one stands in row 2 already.",
        "1 taken in · 1 bad row",
    ]


def test_a_row_may_follow_its_own_bad_twin(load: Import) -> None:
    assert load("Kaj Testkilde;;17-05-1971;nobody@example.org", "Kaj Testkilde;;17-05-1971")[-1] == (
        "1 taken in · 1 bad row"
    )


def test_an_open_quotation_mark_swallows_no_other_row(load: Import) -> None:
    said = load('"Kaj Testkilde;;17-05-1971;;;;', ELMER)

    assert said[0].startswith("Row 2: The row has more cells than headings, or a quotation mark")
    assert said[-1] == "1 taken in · 1 bad row"


def test_nothing_printed_names_a_citizen(load: Import) -> None:
    said = "\n".join(load(*LIST, "Anker Testager;310247-9989;;;;;") + load(*LIST))

    for secret in ("Test", "250947", "9989", "310247", "broen", "1971"):
        assert secret not in said


# -- files that cannot be read, people who may not -----------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n", "The file is empty."),
        (b"Navn;CPR\r\n", "The file has headings and no rows."),
        (b"Navn;Sted\r\nKaj;Gaden\r\n", "A column is missing: CPR number / Birth date."),
        (b"CPR;Sted\r\n2509479989;Gaden\r\n", "A column is missing: Name."),
        (b"Navn;CPR;Personnummer\r\nKaj;;\r\n", "Two columns are called the same: CPR number."),
        (b"PK\x03\x04\x14\x00", "The workbook cannot be read. Save it again as XLSX, or as CSV."),
        (
            b"\xd0\xcf\x11\xe0\xa1",
            "This is an old or a locked workbook. Save it as XLSX without a password, or as CSV.",
        ),
        (b"\x89PNG\r\n\x1a\n", "This is a picture or a PDF, whatever it is called. Save the list as XLSX or CSV."),
        (b"\xff\xd8\xff\xe0\x00", "This is a picture or a PDF, whatever it is called. Save the list as XLSX or CSV."),
        (b"\x81\x8d\x8f\x00", "The file is not text. Save the list as XLSX or CSV."),
    ],
)
@pytest.mark.usefixtures("clara")
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "borgere.csv"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        _run(file)


@pytest.mark.usefixtures("clara")
def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="The file cannot be read"):
        _run(tmp_path / "none.csv")


@pytest.mark.parametrize("email", ["anna@example.org", "mette@example.org"])
def test_only_the_coordinator_may_import(load: Import, mette: Persona, email: str) -> None:
    with pytest.raises(CommandError, match="Your role cannot do this"):
        load(ELMER, email=email)


@pytest.mark.parametrize(
    "who", [{"email": "nobody@example.org"}, {"unit": "Substitutionsteamet"}, {"unit": "Ingen enhed"}]
)
def test_only_into_the_own_unit(load: Import, who: dict[str, str]) -> None:
    with pytest.raises(CommandError, match="Nobody with this e-mail works in a unit of that name"):
        load(ELMER, **who)


def test_the_unit_may_be_named_with_its_organisation(load: Import) -> None:
    assert load(ELMER, unit="Københavns Kommune/Udsatteteamet")[-1] == "1 taken in"


def test_a_coordinator_who_is_shut_out_imports_nothing(load: Import, clara: Persona) -> None:
    with as_owner():
        clara.user.is_active = False
        clara.user.save(update_fields=["is_active"])

    with pytest.raises(CommandError, match="Nobody with this e-mail"):
        load(ELMER)


# -- the report ----------------------------------------------------------------------------------------------


def _report(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=";"))


def test_the_report_has_every_row_and_both_values(load: Import, tmp_path: Path) -> None:
    load(ELMER)
    report = tmp_path / "svar.csv"

    load(ELMER.replace("03-02-2025", "04-02-2025"), ";;1970", report=report)

    assert _report(report)[1:] == [
        ["2", "differs, left as it is", "", "Opened on", "03.02.2025", "04.02.2025"],
        ["3", "bad row", "The name is missing.", "", "", ""],
    ]


def test_only_its_owner_reads_the_report(load: Import, tmp_path: Path) -> None:
    report = tmp_path / "svar.csv"
    report.touch()
    os.chmod(report, 0o644)

    load(ELMER, report=report)

    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_no_cell_of_the_report_starts_as_a_formula(load: Import, tmp_path: Path) -> None:
    load("=1+1;250947-9989")
    report = tmp_path / "svar.csv"

    load("@SUM;250947-9989", report=report)

    assert _report(report)[1][3:] == ["Name", "'=1+1", "'@SUM"]


def test_the_report_never_overwrites_the_list(load: Import, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="The report would overwrite the list"):
        load(ELMER, report=tmp_path / "borgere.csv")


def test_the_planner_learns_that_a_new_units_tables_are_no_longer_empty(load: Import) -> None:
    """Else it looks each foreign key up among all rows of the unit, and each batch takes longer than the one before."""
    check = (
        "EXPLAIN (GENERIC_PLAN) SELECT 1 FROM ONLY cases_case x"
        " WHERE id = $1 AND citizen_id = $2 AND unit_id = $3 FOR KEY SHARE OF x"
    )

    def by_unit_alone() -> bool:
        with as_owner():
            return any("Index Cond: (unit_id = $3)" in str(line) for line in sql(check))

    with as_owner():
        sql("TRUNCATE cases_case CASCADE")  # what other tests have left of it would be known to the planner
    people = [f"Borger Test{n};;{n % 28 + 1:02}-05-{1930 + n // 28};anna@example.org;;;" for n in range(400)]
    load(*people, room_reason=WHY)
    load("Bruno Sidste;;17-05-1971;anna@example.org;;;", room_reason=WHY)

    assert not by_unit_alone()
    with as_owner():
        assert sql("SELECT reltuples FROM pg_class WHERE relname = 'cases_case'") == [(400,)]


def test_a_list_that_gives_somebody_more_than_there_is_room_for_says_so_before_it_begins(
    load: Import, anna: Persona
) -> None:
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(capacity=1)
    second = "Frida Testfjord;;1980;anna@example.org;;;"
    with pytest.raises(CommandError, match=r"Anna Testsen 2 of 1.*--room-reason"):
        load(ELMER, second)
    with as_owner():
        assert not Citizen.objects.exists()
    load(ELMER, second, room_reason=WHY)
    with as_owner():
        assert Handover.objects.get().room_reason == WHY
    # Who is here already takes no more room.
    assert load(ELMER, second)[-1] == "2 unchanged"


def test_a_room_reason_that_is_too_long_is_refused_before_anybody_is_taken_in(load: Import, anna: Persona) -> None:
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(capacity=1)
    rows = [ELMER, "Frida Testfjord;;1980;anna@example.org;;;"]
    with pytest.raises(CommandError, match=r"Say it in fewer words.*--room-reason"):
        load(*rows, room_reason="x" * 501)
    with as_owner():
        assert not Citizen.objects.exists()
    load(*rows, room_reason="x" * 500)
    with as_owner():
        assert Handover.objects.get().room_reason == "x" * 500
