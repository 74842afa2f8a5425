"""A paper goes with its referral: sealed, in the same transaction, read by both sides and nobody else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from cases.identifiers import seal_paper, unseal_list, unseal_paper
from referrals.models import Attachment, Message, Referral
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.factories.referrals import AttachmentFactory, EntranceFactory, ReferralFactory, TieFactory
from tests.personas import Persona
from tests.referrals.files import chosen, pdf, picture

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


def opened(*personas: Persona) -> None:
    with as_owner():
        for who in personas:
            EntranceFactory(unit=who.unit)


def refer(client: Client, to: Persona, **more: Any) -> Any:
    form = {"key": uuid4(), "to_unit": to.unit.pk, "given_name": "Petra", "headline": "Sover i opgange"} | more
    return client.post(reverse("referrals:referral_new"), form)


def paper() -> Attachment:
    with as_owner():
        return Attachment.objects.select_related("referral").get()


def fetch(client: Client, one: Attachment) -> Any:
    return client.get(reverse("referrals:attachment", args=[one.pk]))


def test_both_sides_read_what_was_sent_along_and_a_third_unit_does_not(
    frank: Persona, clara: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    answer = refer(signed_in(frank), clara, attachments=[chosen(pdf(), "Sårstatus.pdf"), chosen(picture(), "b.png")])
    assert answer.status_code == 302
    with as_owner():
        first = Attachment.objects.get(name="Sårstatus.pdf")
    assert (first.unit_id, first.told_unit_id, first.added_by_id) == (frank.unit.pk, clara.unit.pk, frank.user.pk)
    for who in (frank, clara):
        client = signed_in(who)
        page = client.get(reverse("referrals:referral", args=[first.referral_id])).content.decode()
        assert "Sårstatus.pdf" in page
        assert reverse("referrals:attachment", args=[first.pk]) in page
        assert fetch(client, first).content == pdf()
    assert fetch(signed_in(sofie), first).status_code == 404


def test_a_file_is_kept_and_never_shown_inside_a_page(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    with as_owner():
        one = AttachmentFactory(referral__to_unit=clara.unit, name='Æ "b".pdf', content=seal_paper(pdf()))
    answer = fetch(signed_in(clara), one)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_is_sealed_for_its_own_purpose(clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime) -> None:
    opened(clara)
    refer(signed_in(frank), clara, attachments=[chosen(pdf())])
    content = bytes(paper().content)
    assert pdf() not in content
    assert unseal_paper(content) == pdf()
    with pytest.raises(InvalidTag):
        unseal_list(content)


def test_a_wrong_file_keeps_the_whole_referral_back_with_what_was_typed(
    clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    answer = refer(signed_in(frank), clara, attachments=[chosen(pdf()), chosen(b"MZ\x90", "faktura.pdf")])
    assert answer.status_code == 422
    assert "faktura.pdf" in answer.content.decode()
    assert "Sover i opgange" in answer.content.decode()
    with as_owner():
        assert (Referral.objects.count(), Attachment.objects.count()) == (0, 0)


def test_forty_files_are_refused_with_a_sentence(
    clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    answer = refer(signed_in(frank), clara, attachments=[chosen(pdf()) for _number in range(40)])
    assert answer.status_code == 422
    assert "Højst 5 filer ad gangen" in answer.content.decode()


def test_a_request_too_large_is_told_and_not_taken_as_one_without_files(
    clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    answer = refer(signed_in(frank), clara, attachments=[chosen(bytes(3_000_000)) for _number in range(6)])
    assert answer.status_code == 422
    assert "mere end 15 MB" in answer.content.decode()
    with as_owner():
        assert Referral.objects.count() == 0


def test_what_was_written_down_has_its_papers_too(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    opened(clara)
    form = {
        "key": uuid4(),
        "sender": "professional",
        "sender_name": "Egen læge",
        "given_name": "Petra",
        "headline": "Sover i opgange",
        "door": "mail",
        "when": "now",
        "attachments": [chosen(pdf(), "Epikrise.pdf")],
    }
    assert signed_in(clara).post(reverse("referrals:write_down_new"), form).status_code == 302
    one = paper()
    assert (one.name, one.unit_id, one.told_unit_id) == ("Epikrise.pdf", clara.unit.pk, None)


def test_the_same_form_twice_keeps_its_papers_once(
    clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    client, key = signed_in(frank), uuid4()
    for _twice in range(2):
        assert refer(client, clara, key=key, attachments=[chosen(pdf())]).status_code == 302
    assert paper().referral.to_unit_id == clara.unit.pk


@pytest.mark.parametrize("what", ["another's", "late", "to a third unit", "in another's name"])
def test_by_raw_sql_a_paper_goes_with_ones_own_referral_at_its_sending_alone(
    clara: Persona, frank: Persona, sofie: Persona, at: datetime, what: str
) -> None:
    by = clara if what == "another's" else frank
    with as_owner():
        one = ReferralFactory(
            from_unit=frank.unit,
            to_unit=clara.unit,
            written_by=frank.user,
            sent_at=at,
            received_at=at,
            written_at=at,
        )
    when = at + timedelta(minutes=1) if what == "late" else at
    row = Attachment(
        referral=one,
        unit_id=frank.unit.pk,
        told_unit_id=sofie.unit.pk if what == "to a third unit" else clara.unit.pk,
        name="x.pdf",
        content_type="application/pdf",
        size=1,
        content=b"x",
        added_at=when,
        added_by_id=clara.user.pk if what == "in another's name" else by.user.pk,
    )
    with by.at_work(when), pytest.raises(ProgrammingError), transaction.atomic():
        row.save(force_insert=True)


def test_by_raw_sql_a_sixth_paper_is_refused(clara: Persona, frank: Persona, at: datetime) -> None:
    sent: Any = {"written_by": frank.user, "sent_at": at, "received_at": at, "written_at": at}
    with as_owner():
        one = ReferralFactory(from_unit=frank.unit, to_unit=clara.unit, **sent)
        AttachmentFactory.create_batch(5, referral=one)
    row = Attachment(
        referral=one,
        unit_id=frank.unit.pk,
        told_unit_id=clara.unit.pk,
        name="x.pdf",
        content_type="application/pdf",
        size=1,
        content=b"x",
        added_at=at,
        added_by_id=frank.user.pk,
    )
    with frank.at_work(at), pytest.raises(IntegrityError, match="five_at_most"), transaction.atomic():
        row.save(force_insert=True)


def test_fetching_a_paper_of_somebody_known_stands_in_the_access_log(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        case = make.CaseFactory(unit=clara.unit, opened_by=clara.user)
        one = AttachmentFactory(referral__to_unit=clara.unit, content=seal_paper(pdf()))
        TieFactory(referral=one.referral, unit=clara.unit, citizen=case.citizen)
    assert fetch(signed_in(clara), one).status_code == 200
    with as_owner():
        assert sql("SELECT count(*) FROM access_accessentry WHERE citizen_id = %s", case.citizen_id) == [(1,)]


def test_a_paper_about_somebody_protected_is_for_casework_alone(
    clara: Persona, rikke: Persona, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        one = AttachmentFactory(
            referral__to_unit=rikke.unit, referral__is_protected=True, name="qzpapir.pdf", content=seal_paper(pdf())
        )
    client = signed_in(rikke)
    assert "qzpapir" not in client.get(reverse("referrals:referral", args=[one.referral_id])).content.decode()
    assert fetch(client, one).status_code == 403


@pytest.mark.parametrize("field", ["headline", "happened", "wish", "whereabouts"])
def test_a_number_in_a_text_is_hidden_and_the_next_page_says_so(
    clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime, field: str
) -> None:
    opened(clara)
    client = signed_in(frank)
    answer = refer(client, clara, **{field: "Nummeret er 250947-9989"})
    with as_owner():
        assert getattr(Referral.objects.get(), field) == "Nummeret er 250947-••••"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Et CPR-nummer i teksten er skjult. Skriv det i feltet til CPR-nummer." in page
    assert "9989" not in page


def test_a_number_in_a_word_of_the_thread_is_hidden_too(
    clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        one = ReferralFactory(from_unit=frank.unit, to_unit=clara.unit, told=True)
    client = signed_in(clara)
    url = reverse("referrals:referral_say", args=[one.pk])
    answer = client.post(url, {"key": uuid4(), "text": "Er det 250947-9989?"})
    with as_owner():
        assert Message.objects.get().text == "Er det 250947-••••?"
    assert "Et CPR-nummer i teksten er skjult." in client.get(answer.headers["Location"]).content.decode()
