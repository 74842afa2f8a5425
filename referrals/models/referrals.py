"""What one unit, or somebody outside, asks another unit to take on for a citizen."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Sex
from cases.models.citizens import shorter_than
from referrals.choices import BY_CODE, PRIVATE, Basis, Door, Kind, Sender, TellWay
from referrals.querysets import ReferralQuerySet, TieQuerySet
from udsatte.access.permissions import CASEWORK, OWN
from udsatte.access.protection import Protection

#: Between two units: the one that wrote the row, and the one that is told it.
BETWEEN_UNITS = Protection(citizen=None, unit="unit", told="told_unit", level=OWN)
TEXT_LENGTH = 5_000


@pghistory.track()
class Referral(models.Model):
    """A unit is asked to take something on for somebody, described in the sender's own words.

    Read by the unit that wrote it down, and by the one that is told: the receiver once it is sent, or the sender of
    what the receiver wrote down itself. It leads to no citizen: whom each side takes it to be about is a `Tie` of its
    own, and what the receiver makes of it is its `Handling`. It stands as it was sent.
    """

    protection = BETWEEN_UNITS
    web_grants = "SI"
    web_update_columns = (
        *(
            "to_unit_id",
            "told_unit_id",
            "kind",
            "happens_on",
            "is_acute",
            "sender_name",
            "sender_phone",
            "basis",
            "consent_on",
        ),
        *("given_name", "family_name", "born_on", "born_year", "sex", "is_protected", "residence", "cpr", "cpr_digest"),
        *("headline", "happened", "wish", "whereabouts", "written_at", "written_by_id", "sent_at", "sent_by_id"),
        *("received_at", "first_word_at", "tell_way", "version"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, related_name="+", help_text=_("Whose people wrote it down.")
    )
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+")
    to_unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name=_("to"))
    from_unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from")
    )
    previous = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="next",
        help_text=_("What was sent on and became this one."),
    )
    door = models.CharField(_("how it came"), max_length=10, choices=Door)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ORDINARY)
    happens_on = models.DateField(
        _("on which day"),
        null=True,
        blank=True,
        help_text=_("Of an admission, a discharge, a release, or of not turning up."),
    )
    is_acute = models.BooleanField(_("acute"), default=False)

    sender = models.CharField(_("who asks"), max_length=12, choices=Sender)
    sender_name = models.CharField(_("name of who asks"), max_length=120, blank=True)
    sender_phone = models.CharField(_("telephone of who asks"), max_length=30, blank=True)
    tell_way = models.CharField(
        _("how they are told"), max_length=10, choices=TellWay, default=TellWay.HERE, db_default=TellWay.HERE
    )
    basis = models.CharField(_("legal basis"), max_length=10, choices=Basis, blank=True)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)

    given_name = models.CharField(_("given names, or what they are called"), max_length=200)
    family_name = models.CharField(_("family name"), max_length=200, blank=True)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    born_year = models.PositiveSmallIntegerField(_("born about (year)"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    is_protected = models.BooleanField(_("name and address protection"), default=False)
    residence = models.CharField(
        _("municipality of residence, or lawful residence"),
        max_length=120,
        blank=True,
        help_text=_("A fact to record, never a gate."),
    )
    cpr = models.BinaryField(null=True, blank=True, help_text=_("The CPR number, sealed."))
    cpr_digest = models.BinaryField(max_length=32, null=True, blank=True)

    headline = models.CharField(_("in one line"), max_length=150)
    happened = models.TextField(_("what has happened"), max_length=TEXT_LENGTH, blank=True)
    wish = models.TextField(_("what is asked for"), max_length=TEXT_LENGTH, blank=True)
    whereabouts = models.TextField(_("how to find the citizen"), max_length=TEXT_LENGTH, blank=True)

    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(
        _("received"), null=True, blank=True, help_text=_("From when the wait is counted.")
    )
    first_word_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the first one of the chain was received.")
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when it is dealt with."))
    sender_looked_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When somebody of the unit that sent it last had something new to see.")
    )
    came_back_at = models.DateTimeField(null=True, blank=True, help_text=_("When nobody had looked at it in time."))
    version = models.PositiveIntegerField(default=1)

    objects = ReferralQuerySet.as_manager()

    #: Of `for_detail`: what `referral_chain` answers, as it comes.
    chain: str
    #: Of `with_tie`.
    tied_to: uuid.UUID | None

    class Meta:
        constraints = [
            models.CheckConstraint(name="referral_door_known", condition=Q(door__in=Door.values)),
            models.CheckConstraint(name="referral_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="referral_sender_known", condition=Q(sender__in=Sender.values)),
            models.CheckConstraint(name="referral_basis_known", condition=Q(basis="") | Q(basis__in=Basis.values)),
            models.CheckConstraint(name="referral_sex_known", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(name="referral_about_somebody", condition=~Q(given_name="") & ~Q(headline="")),
            models.CheckConstraint(name="referral_not_to_oneself", condition=~Q(from_unit=F("to_unit"))),
            models.CheckConstraint(
                name="referral_of_a_unit_names_it",
                condition=Q(sender=Sender.UNIT, from_unit__isnull=False)
                | (~Q(sender=Sender.UNIT) & Q(from_unit__isnull=True)),
            ),
            models.CheckConstraint(name="referral_told_by_known", condition=Q(tell_way__in=TellWay.values)),
            # A unit looks in the app, and gets e-mails about what its own people have sent; everybody else has a code
            # or the telephone, and whoever came by the public page a code.
            models.CheckConstraint(
                name="referral_told_by_a_way_there_is",
                condition=Q(tell_way=TellWay.HERE, from_unit__isnull=False)
                | Q(tell_way=TellWay.EMAIL, from_unit__isnull=False, unit=F("from_unit"))
                | Q(tell_way__in=BY_CODE, from_unit__isnull=True)
                | (Q(tell_way=TellWay.PHONE, from_unit__isnull=True) & ~Q(door=Door.PUBLIC)),
            ),
            models.CheckConstraint(
                name="referral_private_sender_is_told_nothing", condition=~Q(sender__in=PRIVATE) | Q(basis="")
            ),
            models.CheckConstraint(
                name="referral_consent_has_its_day", condition=~Q(basis=Basis.CONSENT) | Q(consent_on__isnull=False)
            ),
            models.CheckConstraint(
                name="referral_number_sealed_and_found",
                condition=Q(cpr__isnull=True, cpr_digest__isnull=True) | Q(cpr__isnull=False, cpr_digest__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_draft_is_told_to_nobody",
                condition=Q(
                    sent_at__isnull=True, told_unit__isnull=True, received_at__isnull=True, seen_at__isnull=True
                )
                | Q(sent_at__isnull=False, received_at__isnull=False, first_word_at__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_written_by_somebody_here",
                condition=Q(door=Door.PUBLIC, unit__isnull=True, written_by__isnull=True)
                | (~Q(door=Door.PUBLIC) & Q(unit__isnull=False, written_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="referral_sent_one_reads_the_receiver",
                condition=Q(sent_at__isnull=True) | Q(told_unit=F("to_unit")) | Q(unit=F("to_unit")),
            ),
            shorter_than("happened", TEXT_LENGTH, "referral_happened_length"),
            shorter_than("wish", TEXT_LENGTH, "referral_wish_length"),
            shorter_than("whereabouts", TEXT_LENGTH, "referral_whereabouts_length"),
        ]
        indexes = [
            # The queue: acute, then waiting longest.
            models.Index(
                F("to_unit"),
                F("is_acute").desc(),
                F("received_at"),
                F("id"),
                name="referral_queue",
                condition=Q(sent_at__isnull=False, handled_at__isnull=True),
            ),
            # What a unit has dealt with, and what it has sent, newest first.
            models.Index(
                name="referral_handled", fields=["to_unit", "-handled_at", "-id"], condition=Q(handled_at__isnull=False)
            ),
            models.Index(name="referral_of_sender", fields=["from_unit", "-written_at", "-id"]),
            models.Index(
                name="referral_drafts",
                fields=["from_unit", "-written_at", "-id"],
                condition=Q(sent_at__isnull=True),
            ),
            # What happens soon, and nobody has decided.
            models.Index(
                name="referral_happens",
                fields=["to_unit", "happens_on", "id"],
                condition=Q(sent_at__isnull=False, handled_at__isnull=True, happens_on__isnull=False),
            ),
            # What nobody has looked at, for the clock.
            models.Index(
                name="referral_unseen",
                fields=["received_at"],
                condition=Q(sent_at__isnull=False, seen_at__isnull=True, came_back_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def called(self) -> str:
        """What the sender calls the person."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def has_news(self) -> bool:
        """Whether something has become of it since the sender's unit last looked, as far as the reader is told."""
        handling = getattr(self, "handling", None)
        steps = (handling.status_at, handling.taken_up_at) if handling else ()
        told = (self.seen_at, self.handled_at, self.came_back_at, *steps)
        since = self.sender_looked_at or self.sent_at
        return since is not None and any(at > since for at in told if at)

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None


@pghistory.track()
class Tie(models.Model):
    """Whom one unit takes a referral to be about. The other side never learns that there is one.

    Written by `referral_tie` alone, which asks that the caller sees the citizen.
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="ties")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()
    tied_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = TieQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="tie_once_a_unit", fields=["referral", "unit"])]
        indexes = [models.Index(name="tie_of_citizen", fields=["citizen", "unit"])]

    def __str__(self) -> str:
        return str(self.pk)
