"""Referrals and what hangs on them, stored as the owner. Everybody is made up."""

from datetime import datetime, timedelta
from decimal import Decimal

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from cases.identifiers import seal_paper
from referrals import models
from referrals.choices import Basis, Change, Door, MessageState, Sender, TellWay, Transport, Try, Verdict
from referrals.receipt_codes import digest_of_code
from tests.factories.accounts import UnitFactory, UserFactory
from tests.factories.cases import CitizenFactory

#: Six days before the tests' clock.
RECEIVED = datetime.fromisoformat("2026-11-18T08:55:00+01:00")


class EntranceFactory(DjangoModelFactory):
    class Meta:
        model = models.Entrance

    unit = factory.SubFactory(UnitFactory)


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = models.Criterion

    unit = factory.SubFactory(UnitFactory)
    code = factory.Sequence(lambda n: f"own_{n}")
    name = "Bor i bydelen"
    position = 1


class ReferralFactory(DjangoModelFactory):
    """Sent by one unit to another, and told: the database makes its handling.

    draft: not sent yet. told: with a basis, so that the sender is told what becomes of it. public: by the public page.
    """

    class Meta:
        model = models.Referral

    class Params:
        draft = factory.Trait(told_unit=None, sent_at=None, sent_by=None, received_at=None, first_word_at=None)
        told = factory.Trait(basis=Basis.DBL_6)
        public = factory.Trait(
            unit=None, from_unit=None, written_by=None, sent_by=None, door=Door.PUBLIC, sender=Sender.RELATIVE
        )

    from_unit = factory.SubFactory(UnitFactory)
    to_unit = factory.SubFactory(UnitFactory)
    unit = factory.SelfAttribute("from_unit")
    told_unit = factory.SelfAttribute("to_unit")
    door = Door.SIGNED_IN
    sender = Sender.UNIT
    tell_way = factory.LazyAttribute(
        lambda one: TellWay.HERE if one.from_unit else TellWay.CODE if one.door == Door.PUBLIC else TellWay.PHONE
    )
    given_name = factory.Sequence(lambda n: f"Testborger {n}")
    family_name = "Testsen"
    headline = "Sover i opgange, åbent sår på benet"
    happened = "Har sovet her 11 nætter siden juni."
    written_at = RECEIVED
    written_by = factory.SubFactory(UserFactory)
    sent_at = RECEIVED
    sent_by = factory.SelfAttribute("written_by")
    received_at = RECEIVED
    first_word_at = factory.SelfAttribute("received_at")


class TieFactory(DjangoModelFactory):
    class Meta:
        model = models.Tie

    referral = factory.SubFactory(ReferralFactory)
    unit = factory.SubFactory(UnitFactory)
    citizen = factory.SubFactory(CitizenFactory)
    tied_at = RECEIVED
    tied_by = factory.SubFactory(UserFactory)


class StepFactory(DjangoModelFactory):
    class Meta:
        model = models.Step

    referral = factory.SubFactory(ReferralFactory)
    unit = factory.SelfAttribute("referral.to_unit")
    from_status = "open"
    to_status = "accepted"
    stepped_at = RECEIVED
    stepped_by = factory.SubFactory(UserFactory)


class CriterionAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.CriterionAnswer

    referral = factory.SubFactory(ReferralFactory)
    unit = factory.SelfAttribute("referral.to_unit")
    criterion = factory.SubFactory(CriterionFactory)
    verdict = Verdict.YES
    reason = "Mændenes Hjem siden juni"
    answered_at = RECEIVED
    answered_by = factory.SubFactory(UserFactory)


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = models.Message

    referral = factory.SubFactory(ReferralFactory)
    unit = factory.SelfAttribute("referral.unit")
    told_unit = factory.SelfAttribute("referral.told_unit")
    key = factory.Sequence(lambda n: f"message-{n}")
    text = "Er såret set af en læge?"
    transport = Transport.HERE
    state = MessageState.SENT
    said_at = RECEIVED
    said_by = factory.SubFactory(UserFactory)


class FirstMeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.FirstMeeting

    referral = factory.SubFactory(ReferralFactory)
    unit = factory.SelfAttribute("referral.to_unit")
    meets_at = factory.LazyAttribute(lambda one: RECEIVED + timedelta(days=7))
    place = "Flexklinik, Halmtorvet"
    company = "Anna Testsen"
    planned_at = RECEIVED
    planned_by = factory.SubFactory(UserFactory)


class PackageFactory(DjangoModelFactory):
    """What went with a referral, for a month."""

    class Meta:
        model = models.Package

    referral = factory.SubFactory(ReferralFactory, told=True)
    unit = factory.SelfAttribute("referral.unit")
    told_unit = factory.SelfAttribute("referral.told_unit")
    packed_at = RECEIVED
    packed_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyAttribute(lambda one: one.packed_at + timedelta(days=30))


class PackageFactFactory(DjangoModelFactory):
    class Meta:
        model = models.PackageFact

    package = factory.SubFactory(PackageFactory)
    unit = factory.SelfAttribute("package.unit")
    told_unit = factory.SelfAttribute("package.told_unit")
    position = factory.Sequence(int)
    label = "Sprog"
    text = "Taler polsk og lidt engelsk"


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Attachment

    referral = factory.SubFactory(ReferralFactory)
    unit = factory.SelfAttribute("referral.unit")
    told_unit = factory.SelfAttribute("referral.told_unit")
    name = "Sårstatus.pdf"
    content_type = "application/pdf"
    size = 9
    content = factory.LazyFunction(lambda: seal_paper(b"%PDF-1.7\n"))
    added_at = RECEIVED
    added_by = factory.SubFactory(UserFactory)


class ReceiptFactory(DjangoModelFactory):
    class Meta:
        model = models.Receipt

    class Params:
        code = "7K3M-Q0ZD-4T9X-W2BC"

    referral = factory.SubFactory(ReferralFactory, public=True)
    digest = factory.LazyAttribute(lambda one: digest_of_code(one.code))
    content_digest = factory.Sequence(lambda n: n.to_bytes(32))
    made_at = RECEIVED


class PublicTryFactory(DjangoModelFactory):
    class Meta:
        model = models.PublicTry

    what = Try.LOOK
    network = bytes(32)
    at = RECEIVED


class NewsFactory(DjangoModelFactory):
    class Meta:
        model = models.News

    referral = factory.SubFactory(ReferralFactory)
    user = factory.SelfAttribute("referral.sent_by")
    change = Change.STEP
    is_acute = False
    at = RECEIVED


class GuaranteeFactory(DjangoModelFactory):
    class Meta:
        model = models.Guarantee

    class Params:
        settled = factory.Trait(
            started_on=RECEIVED.date(), settled_at=RECEIVED, settled_by=factory.SelfAttribute("recorded_by")
        )

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    said_on = RECEIVED.date()
    recorded_at = RECEIVED
    recorded_by = factory.SubFactory(UserFactory)


class PaymentCommitmentFactory(DjangoModelFactory):
    """Asked of a payer and not answered. granted, refused: what they say."""

    class Meta:
        model = models.PaymentCommitment

    class Params:
        granted = factory.Trait(
            answer="granted",
            granted_amount=Decimal(9000),
            granted_from_on=RECEIVED.date(),
            settled_at=RECEIVED,
            settled_by=factory.SelfAttribute("recorded_by"),
        )
        refused = factory.Trait(
            answer="refused",
            reason="Hører til en anden kommune",
            settled_at=RECEIVED,
            settled_by=factory.SelfAttribute("recorded_by"),
        )

    citizen = factory.SubFactory(CitizenFactory)
    unit = factory.SubFactory(UnitFactory)
    payer_name = factory.Sequence(lambda n: f"Testkommune {n}")
    what_for = "Ti ugers døgnbehandling"
    period = DateRange(RECEIVED.date(), RECEIVED.date() + timedelta(days=70))
    amount = Decimal(12500)
    per = "month"
    asked_on = RECEIVED.date()
    recorded_at = RECEIVED
    recorded_by = factory.SubFactory(UserFactory)
