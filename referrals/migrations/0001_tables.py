import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cases.models.citizens
import udsatte.operations


class Migration(migrations.Migration):
    """Referrals, what is made of them, and who takes them."""

    initial = True

    dependencies = [
        ("accounts", "0002_rules"),
        ("accounts", "__first__"),
        ("cases", "0006_import_room"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        udsatte.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                help_text="Whose people wrote it down.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                                verbose_name="to",
                            ),
                        ),
                        (
                            "from_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                                verbose_name="from",
                            ),
                        ),
                        (
                            "previous",
                            models.OneToOneField(
                                blank=True,
                                help_text="What was sent on and became this one.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "door",
                            models.CharField(
                                choices=[
                                    ("phone", "By telephone"),
                                    ("mail", "By mail"),
                                    ("meeting", "At a meeting"),
                                    ("signed_in", "Signed in"),
                                    ("public", "The public page"),
                                ],
                                max_length=10,
                                verbose_name="how it came",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ordinary", "Ordinary"),
                                    ("leaving", "On the way out of treatment"),
                                    ("shelter", "Admission under § 110"),
                                    ("discharge", "Planned discharge"),
                                    ("release", "Release from custody"),
                                    ("concern", "Concern"),
                                ],
                                default="ordinary",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("is_acute", models.BooleanField(default=False, verbose_name="acute")),
                        (
                            "sender",
                            models.CharField(
                                choices=[
                                    ("unit", "A unit"),
                                    ("professional", "A professional"),
                                    ("citizen", "The citizen themself"),
                                    ("relative", "A relative"),
                                    ("ngo", "A volunteer or an association"),
                                ],
                                max_length=12,
                                verbose_name="who asks",
                            ),
                        ),
                        ("sender_name", models.CharField(blank=True, max_length=120, verbose_name="name of who asks")),
                        (
                            "sender_phone",
                            models.CharField(blank=True, max_length=30, verbose_name="telephone of who asks"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("consent", "Consent"),
                                    ("sul_41", "Sundhedsloven § 41 (treatment)"),
                                    ("sul_43", "Sundhedsloven § 43 (other purposes)"),
                                    ("dbl_6", "Databeskyttelsesloven §§ 6-8 (forvaltningsloven § 28)"),
                                    ("rsl_11a", "Retssikkerhedsloven § 11 a"),
                                    ("rsl_11c", "Retssikkerhedsloven § 11 c"),
                                    ("rpl_115", "Retsplejeloven § 115 (PSP, KSP), never for investigation"),
                                ],
                                max_length=10,
                                verbose_name="legal basis",
                            ),
                        ),
                        ("consent_on", models.DateField(blank=True, null=True, verbose_name="consent given on")),
                        (
                            "given_name",
                            models.CharField(max_length=200, verbose_name="given names, or what they are called"),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=200, verbose_name="family name")),
                        ("born_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                        (
                            "born_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="born about (year)"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="sex",
                            ),
                        ),
                        (
                            "is_protected",
                            models.BooleanField(default=False, verbose_name="name and address protection"),
                        ),
                        (
                            "residence",
                            models.CharField(
                                blank=True,
                                help_text="A fact to record, never a gate.",
                                max_length=120,
                                verbose_name="municipality of residence, or lawful residence",
                            ),
                        ),
                        ("cpr", models.BinaryField(blank=True, help_text="The CPR number, sealed.", null=True)),
                        ("cpr_digest", models.BinaryField(blank=True, max_length=32, null=True)),
                        ("headline", models.CharField(max_length=150, verbose_name="in one line")),
                        ("happened", models.TextField(blank=True, max_length=5000, verbose_name="what has happened")),
                        ("wish", models.TextField(blank=True, max_length=5000, verbose_name="what is asked for")),
                        (
                            "whereabouts",
                            models.TextField(blank=True, max_length=5000, verbose_name="how to find the citizen"),
                        ),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="From when the wait is counted.",
                                null=True,
                                verbose_name="received",
                            ),
                        ),
                        (
                            "first_word_at",
                            models.DateTimeField(
                                blank=True, help_text="When the first one of the chain was received.", null=True
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "handled_at",
                            models.DateTimeField(blank=True, help_text="Since when it is dealt with.", null=True),
                        ),
                        (
                            "came_back_at",
                            models.DateTimeField(
                                blank=True, help_text="When nobody had looked at it in time.", null=True
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("to_unit"),
                                models.OrderBy(models.F("is_acute"), descending=True),
                                models.F("received_at"),
                                models.F("id"),
                                condition=models.Q(("handled_at__isnull", True), ("sent_at__isnull", False)),
                                name="referral_queue",
                            ),
                            models.Index(
                                condition=models.Q(("handled_at__isnull", False)),
                                fields=["to_unit", "-handled_at", "-id"],
                                name="referral_handled",
                            ),
                            models.Index(fields=["from_unit", "-written_at", "-id"], name="referral_of_sender"),
                            models.Index(
                                condition=models.Q(
                                    ("came_back_at__isnull", True),
                                    ("seen_at__isnull", True),
                                    ("sent_at__isnull", False),
                                ),
                                fields=["received_at"],
                                name="referral_unseen",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("door__in", ["phone", "mail", "meeting", "signed_in", "public"])),
                                name="referral_door_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["ordinary", "leaving", "shelter", "discharge", "release", "concern"])
                                ),
                                name="referral_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sender__in", ["unit", "professional", "citizen", "relative", "ngo"])
                                ),
                                name="referral_sender_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("basis", ""),
                                    (
                                        "basis__in",
                                        ["consent", "sul_41", "sul_43", "dbl_6", "rsl_11a", "rsl_11c", "rpl_115"],
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_basis_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sex__in", ["female", "male", "unknown"])),
                                name="referral_sex_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_name", ""), _negated=True),
                                    models.Q(("headline", ""), _negated=True),
                                ),
                                name="referral_about_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_unit", models.F("to_unit")), _negated=True),
                                name="referral_not_to_oneself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("from_unit__isnull", False), ("sender", "unit")),
                                    models.Q(models.Q(("sender", "unit"), _negated=True), ("from_unit__isnull", True)),
                                    _connector="OR",
                                ),
                                name="referral_of_a_unit_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sender__in", frozenset(["citizen", "ngo", "relative"])), _negated=True),
                                    ("basis", ""),
                                    _connector="OR",
                                ),
                                name="referral_private_sender_is_told_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis", "consent"), _negated=True),
                                    ("consent_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="referral_consent_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cpr__isnull", True), ("cpr_digest__isnull", True)),
                                    models.Q(("cpr__isnull", False), ("cpr_digest__isnull", False)),
                                    _connector="OR",
                                ),
                                name="referral_number_sealed_and_found",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("received_at__isnull", True),
                                        ("seen_at__isnull", True),
                                        ("sent_at__isnull", True),
                                        ("told_unit__isnull", True),
                                    ),
                                    models.Q(
                                        ("first_word_at__isnull", False),
                                        ("received_at__isnull", False),
                                        ("sent_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_draft_is_told_to_nobody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("door", "public"), ("unit__isnull", True), ("written_by__isnull", True)),
                                    models.Q(
                                        models.Q(("door", "public"), _negated=True),
                                        ("unit__isnull", False),
                                        ("written_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_written_by_somebody_here",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at__isnull", True),
                                    ("told_unit", models.F("to_unit")),
                                    ("unit", models.F("to_unit")),
                                    _connector="OR",
                                ),
                                name="referral_sent_one_reads_the_receiver",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("happened"), 5000)),
                                name="referral_happened_length",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("wish"), 5000)),
                                name="referral_wish_length",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("whereabouts"), 5000)),
                                name="referral_whereabouts_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("code", models.CharField(max_length=30)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("is_retired", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "code"), name="criterion_once", nulls_distinct=False
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("code", ""), _negated=True)
                                ),
                                name="criterion_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriterionAnswer",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.criterion"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Do not know")], max_length=10
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("answered_at", models.DateTimeField()),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("referral", "criterion"), name="criterion_answered_once"),
                            models.CheckConstraint(
                                condition=models.Q(("verdict__in", ["yes", "no", "unknown"])),
                                name="criterion_verdict_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entrance",
                    fields=[
                        (
                            "unit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="accounts.unit",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=True, verbose_name="takes referrals")),
                        ("closed_because", models.CharField(blank=True, max_length=200, verbose_name="why not")),
                        (
                            "is_public",
                            models.BooleanField(
                                default=False,
                                help_text="Anybody can write to it without signing in.",
                                verbose_name="on the public page",
                            ),
                        ),
                        (
                            "room",
                            models.CharField(
                                choices=[("room", "Has room"), ("little", "Little room"), ("full", "Is full")],
                                default="room",
                                max_length=10,
                                verbose_name="room",
                            ),
                        ),
                        ("room_note", models.CharField(blank=True, max_length=200, verbose_name="room, in words")),
                        (
                            "look_within_hours",
                            models.PositiveSmallIntegerField(
                                default=72,
                                help_text="What nobody has looked at by then comes back to the sender and to the coordinator.",
                                verbose_name="looked at within (hours)",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_open", True), ("is_public", True)),
                                fields=["unit"],
                                name="entrance_public",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("room__in", ["room", "little", "full"])), name="entrance_room_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("look_within_hours__gte", 1), ("look_within_hours__lte", 744)),
                                name="entrance_looks_within_a_month",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_because", ""), ("is_open", True)),
                                    models.Q(("is_open", False), models.Q(("closed_because", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="entrance_closed_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handling",
                    fields=[
                        (
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="handling",
                                serialize=False,
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "To be decided"),
                                    ("waiting", "On the waiting list"),
                                    ("accepted", "Taken up"),
                                    ("started", "Begun"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                    ("redirected", "Sent on"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("status_at", models.DateTimeField()),
                        (
                            "status_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                        (
                            "decline",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("drugs", "Because of drug or alcohol use"),
                                    ("mental", "Because of mental illness"),
                                    ("missed", "Did not turn up"),
                                    ("not_ours", "Outside our target group"),
                                    ("no_room", "No room"),
                                    ("refused", "The citizen does not want it"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                                verbose_name="reason for no",
                            ),
                        ),
                        (
                            "barriers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("gang", "Conflict or gang at the place"),
                                        ("transport", "Transport"),
                                        ("hours", "Opening hours"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                verbose_name="what is in the way",
                            ),
                        ),
                        (
                            "caseworker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_up_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When somebody took it up, here or where it was sent on to.",
                                null=True,
                            ),
                        ),
                        (
                            "need",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "First"), (2, "Soon"), (3, "Can wait")],
                                null=True,
                                verbose_name="need",
                            ),
                        ),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="look at it again on")),
                        ("waits_since_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "meanwhile_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                                verbose_name="who has the citizen meanwhile",
                            ),
                        ),
                        (
                            "meanwhile_name",
                            models.CharField(blank=True, max_length=120, verbose_name="who there has taken it up"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "waiting")),
                                fields=["unit", "need", "waits_since_at", "referral"],
                                name="handling_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("status__in", ["accepted", "started"])),
                                fields=["unit", "status_at", "referral"],
                                name="handling_going_on",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "open",
                                            "waiting",
                                            "accepted",
                                            "started",
                                            "completed",
                                            "ended",
                                            "redirected",
                                            "declined",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="handling_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "decline__in",
                                            ["drugs", "mental", "missed", "not_ours", "no_room", "refused", "other"],
                                        ),
                                        ("status", "declined"),
                                    ),
                                    models.Q(models.Q(("status", "declined"), _negated=True), ("decline", "")),
                                    _connector="OR",
                                ),
                                name="handling_declined_by_a_code",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("barriers__contained_by", ["gang", "transport", "hours"])),
                                name="handling_barriers_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "waiting"), _negated=True),
                                    models.Q(
                                        ("meanwhile_unit__isnull", False),
                                        ("need__in", [1, 2, 3]),
                                        ("review_on__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                        models.Q(("meanwhile_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="handling_waits_with_a_team",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["open", "accepted", "started", "completed"]),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="handling_reasoned",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriterionAnswerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="referrals.criterionanswer",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="referrals.criterion",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Do not know")], max_length=10
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("answered_at", models.DateTimeField()),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("content_type", models.CharField(max_length=40)),
                        ("size", models.PositiveIntegerField(help_text="Bytes, before it was sealed.")),
                        ("content", models.BinaryField(help_text="Sealed.")),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["referral", "added_at"], name="attachment_of_referral")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("content_type__in", ["application/pdf", "image/jpeg", "image/png"])
                                ),
                                name="attachment_of_a_kind_that_is_taken",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 5242880)),
                                name="attachment_not_too_big",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandlingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="referrals.handling",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "To be decided"),
                                    ("waiting", "On the waiting list"),
                                    ("accepted", "Taken up"),
                                    ("started", "Begun"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                    ("redirected", "Sent on"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("status_at", models.DateTimeField()),
                        (
                            "status_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                        (
                            "decline",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("drugs", "Because of drug or alcohol use"),
                                    ("mental", "Because of mental illness"),
                                    ("missed", "Did not turn up"),
                                    ("not_ours", "Outside our target group"),
                                    ("no_room", "No room"),
                                    ("refused", "The citizen does not want it"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                                verbose_name="reason for no",
                            ),
                        ),
                        (
                            "barriers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("gang", "Conflict or gang at the place"),
                                        ("transport", "Transport"),
                                        ("hours", "Opening hours"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                verbose_name="what is in the way",
                            ),
                        ),
                        (
                            "caseworker",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_up_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When somebody took it up, here or where it was sent on to.",
                                null=True,
                            ),
                        ),
                        (
                            "need",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "First"), (2, "Soon"), (3, "Can wait")],
                                null=True,
                                verbose_name="need",
                            ),
                        ),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="look at it again on")),
                        ("waits_since_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "meanwhile_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                                verbose_name="who has the citizen meanwhile",
                            ),
                        ),
                        (
                            "meanwhile_name",
                            models.CharField(blank=True, max_length=120, verbose_name="who there has taken it up"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="The same key is one word, however often it is sent.",
                                max_length=80,
                                unique=True,
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="message")),
                        ("is_question", models.BooleanField(default=False)),
                        (
                            "transport",
                            models.CharField(
                                choices=[
                                    ("here", "Here in the system"),
                                    ("receipt", "The receipt's page"),
                                    ("email", "E-mail"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("queued", "Waits to be sent"),
                                    ("sent", "Sent"),
                                    ("acknowledged", "Read"),
                                    ("failed", "Did not arrive"),
                                ],
                                default="sent",
                                max_length=12,
                            ),
                        ),
                        ("said_at", models.DateTimeField()),
                        (
                            "said_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "acknowledged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["referral", "said_at", "id"], name="referral_message_thread"),
                            models.Index(
                                condition=models.Q(("state", "queued")),
                                fields=["transport", "said_at"],
                                name="referral_message_queued",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True), models.Q(("key", ""), _negated=True)
                                ),
                                name="referral_message_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "queued", "sent", "acknowledged", "failed"])
                                ),
                                name="referral_message_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("transport__in", ["here", "receipt", "email"])),
                                name="referral_message_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("acknowledged_at__isnull", False), ("state", "acknowledged")),
                                    models.Q(
                                        models.Q(("state", "acknowledged"), _negated=True),
                                        ("acknowledged_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_message_read_when_acknowledged",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("text"), 2000)),
                                name="referral_message_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="referrals.message",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="The same key is one word, however often it is sent.", max_length=80
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="message")),
                        ("is_question", models.BooleanField(default=False)),
                        (
                            "transport",
                            models.CharField(
                                choices=[
                                    ("here", "Here in the system"),
                                    ("receipt", "The receipt's page"),
                                    ("email", "E-mail"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("queued", "Waits to be sent"),
                                    ("sent", "Sent"),
                                    ("acknowledged", "Read"),
                                    ("failed", "Did not arrive"),
                                ],
                                default="sent",
                                max_length=12,
                            ),
                        ),
                        ("said_at", models.DateTimeField()),
                        (
                            "said_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "acknowledged_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReferralEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Whose people wrote it down.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                                verbose_name="to",
                            ),
                        ),
                        (
                            "from_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                                verbose_name="from",
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="What was sent on and became this one.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "door",
                            models.CharField(
                                choices=[
                                    ("phone", "By telephone"),
                                    ("mail", "By mail"),
                                    ("meeting", "At a meeting"),
                                    ("signed_in", "Signed in"),
                                    ("public", "The public page"),
                                ],
                                max_length=10,
                                verbose_name="how it came",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ordinary", "Ordinary"),
                                    ("leaving", "On the way out of treatment"),
                                    ("shelter", "Admission under § 110"),
                                    ("discharge", "Planned discharge"),
                                    ("release", "Release from custody"),
                                    ("concern", "Concern"),
                                ],
                                default="ordinary",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("is_acute", models.BooleanField(default=False, verbose_name="acute")),
                        (
                            "sender",
                            models.CharField(
                                choices=[
                                    ("unit", "A unit"),
                                    ("professional", "A professional"),
                                    ("citizen", "The citizen themself"),
                                    ("relative", "A relative"),
                                    ("ngo", "A volunteer or an association"),
                                ],
                                max_length=12,
                                verbose_name="who asks",
                            ),
                        ),
                        ("sender_name", models.CharField(blank=True, max_length=120, verbose_name="name of who asks")),
                        (
                            "sender_phone",
                            models.CharField(blank=True, max_length=30, verbose_name="telephone of who asks"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("consent", "Consent"),
                                    ("sul_41", "Sundhedsloven § 41 (treatment)"),
                                    ("sul_43", "Sundhedsloven § 43 (other purposes)"),
                                    ("dbl_6", "Databeskyttelsesloven §§ 6-8 (forvaltningsloven § 28)"),
                                    ("rsl_11a", "Retssikkerhedsloven § 11 a"),
                                    ("rsl_11c", "Retssikkerhedsloven § 11 c"),
                                    ("rpl_115", "Retsplejeloven § 115 (PSP, KSP), never for investigation"),
                                ],
                                max_length=10,
                                verbose_name="legal basis",
                            ),
                        ),
                        ("consent_on", models.DateField(blank=True, null=True, verbose_name="consent given on")),
                        (
                            "given_name",
                            models.CharField(max_length=200, verbose_name="given names, or what they are called"),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=200, verbose_name="family name")),
                        ("born_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                        (
                            "born_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="born about (year)"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="sex",
                            ),
                        ),
                        (
                            "is_protected",
                            models.BooleanField(default=False, verbose_name="name and address protection"),
                        ),
                        (
                            "residence",
                            models.CharField(
                                blank=True,
                                help_text="A fact to record, never a gate.",
                                max_length=120,
                                verbose_name="municipality of residence, or lawful residence",
                            ),
                        ),
                        ("cpr", models.BinaryField(blank=True, help_text="The CPR number, sealed.", null=True)),
                        ("cpr_digest", models.BinaryField(blank=True, max_length=32, null=True)),
                        ("headline", models.CharField(max_length=150, verbose_name="in one line")),
                        ("happened", models.TextField(blank=True, max_length=5000, verbose_name="what has happened")),
                        ("wish", models.TextField(blank=True, max_length=5000, verbose_name="what is asked for")),
                        (
                            "whereabouts",
                            models.TextField(blank=True, max_length=5000, verbose_name="how to find the citizen"),
                        ),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="From when the wait is counted.",
                                null=True,
                                verbose_name="received",
                            ),
                        ),
                        (
                            "first_word_at",
                            models.DateTimeField(
                                blank=True, help_text="When the first one of the chain was received.", null=True
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "handled_at",
                            models.DateTimeField(blank=True, help_text="Since when it is dealt with.", null=True),
                        ),
                        (
                            "came_back_at",
                            models.DateTimeField(
                                blank=True, help_text="When nobody had looked at it in time.", null=True
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "from_status",
                            models.CharField(
                                choices=[
                                    ("open", "To be decided"),
                                    ("waiting", "On the waiting list"),
                                    ("accepted", "Taken up"),
                                    ("started", "Begun"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                    ("redirected", "Sent on"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("open", "To be decided"),
                                    ("waiting", "On the waiting list"),
                                    ("accepted", "Taken up"),
                                    ("started", "Begun"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                    ("redirected", "Sent on"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("stepped_at", models.DateTimeField()),
                        (
                            "stepped_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["referral", "-stepped_at"], name="step_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("from_status", "open"), ("to_status", "accepted")),
                                    models.Q(("from_status", "open"), ("to_status", "declined")),
                                    models.Q(("from_status", "open"), ("to_status", "redirected")),
                                    models.Q(("from_status", "open"), ("to_status", "waiting")),
                                    models.Q(("from_status", "open"), ("to_status", "withdrawn")),
                                    models.Q(("from_status", "waiting"), ("to_status", "accepted")),
                                    models.Q(("from_status", "waiting"), ("to_status", "declined")),
                                    models.Q(("from_status", "waiting"), ("to_status", "redirected")),
                                    models.Q(("from_status", "waiting"), ("to_status", "waiting")),
                                    models.Q(("from_status", "waiting"), ("to_status", "withdrawn")),
                                    models.Q(("from_status", "accepted"), ("to_status", "accepted")),
                                    models.Q(("from_status", "accepted"), ("to_status", "ended")),
                                    models.Q(("from_status", "accepted"), ("to_status", "started")),
                                    models.Q(("from_status", "started"), ("to_status", "completed")),
                                    models.Q(("from_status", "started"), ("to_status", "ended")),
                                    _connector="OR",
                                ),
                                name="step_allowed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tie",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                            ),
                        ),
                        ("tied_at", models.DateTimeField()),
                        (
                            "tied_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["citizen", "unit"], name="tie_of_citizen")],
                        "constraints": [models.UniqueConstraint(fields=("referral", "unit"), name="tie_once_a_unit")],
                    },
                ),
                migrations.CreateModel(
                    name="TieEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="referrals.tie",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        ("tied_at", models.DateTimeField()),
                        (
                            "tied_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "referrals_referralevent" ("basis", "born_on", "born_year", "came_back_at", "consent_on", "cpr", "cpr_digest", "door", "family_name", "first_word_at", "from_unit_id", "given_name", "handled_at", "happened", "headline", "id", "is_acute", "is_protected", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "received_at", "residence", "seen_at", "seen_by_id", "sender", "sender_name", "sender_phone", "sent_at", "sent_by_id", "sex", "to_unit_id", "told_unit_id", "unit_id", "version", "whereabouts", "wish", "written_at", "written_by_id") VALUES (NEW."basis", NEW."born_on", NEW."born_year", NEW."came_back_at", NEW."consent_on", NEW."cpr", NEW."cpr_digest", NEW."door", NEW."family_name", NEW."first_word_at", NEW."from_unit_id", NEW."given_name", NEW."handled_at", NEW."happened", NEW."headline", NEW."id", NEW."is_acute", NEW."is_protected", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."previous_id", NEW."received_at", NEW."residence", NEW."seen_at", NEW."seen_by_id", NEW."sender", NEW."sender_name", NEW."sender_phone", NEW."sent_at", NEW."sent_by_id", NEW."sex", NEW."to_unit_id", NEW."told_unit_id", NEW."unit_id", NEW."version", NEW."whereabouts", NEW."wish", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="cf6f475db0dffe92957f380822ca416256f78bda",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a74c8",
                            table="referrals_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "referrals_referralevent" ("basis", "born_on", "born_year", "came_back_at", "consent_on", "cpr", "cpr_digest", "door", "family_name", "first_word_at", "from_unit_id", "given_name", "handled_at", "happened", "headline", "id", "is_acute", "is_protected", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "received_at", "residence", "seen_at", "seen_by_id", "sender", "sender_name", "sender_phone", "sent_at", "sent_by_id", "sex", "to_unit_id", "told_unit_id", "unit_id", "version", "whereabouts", "wish", "written_at", "written_by_id") VALUES (NEW."basis", NEW."born_on", NEW."born_year", NEW."came_back_at", NEW."consent_on", NEW."cpr", NEW."cpr_digest", NEW."door", NEW."family_name", NEW."first_word_at", NEW."from_unit_id", NEW."given_name", NEW."handled_at", NEW."happened", NEW."headline", NEW."id", NEW."is_acute", NEW."is_protected", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."previous_id", NEW."received_at", NEW."residence", NEW."seen_at", NEW."seen_by_id", NEW."sender", NEW."sender_name", NEW."sender_phone", NEW."sent_at", NEW."sent_by_id", NEW."sex", NEW."to_unit_id", NEW."told_unit_id", NEW."unit_id", NEW."version", NEW."whereabouts", NEW."wish", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="696a07202d2747c3e3fd8a5f60dd2c9c8dc3cdad",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_223e7",
                            table="referrals_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "referrals_criterionanswerevent" ("answered_at", "answered_by_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "referral_id", "unit_id", "verdict") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."criterion_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."referral_id", NEW."unit_id", NEW."verdict"); RETURN NULL;',
                            hash="90e7e1bde4e06f0ab3633c0a992cf9cd984d1f55",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a72e",
                            table="referrals_criterionanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "referrals_criterionanswerevent" ("answered_at", "answered_by_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "referral_id", "unit_id", "verdict") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."criterion_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."referral_id", NEW."unit_id", NEW."verdict"); RETURN NULL;',
                            hash="7a6ecf4249349fd08847d67998422f2f9e5f02c5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c8a3f",
                            table="referrals_criterionanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="message",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "referrals_messageevent" ("acknowledged_at", "acknowledged_by_id", "id", "is_question", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "said_at", "said_by_id", "state", "text", "told_unit_id", "transport", "unit_id") VALUES (NEW."acknowledged_at", NEW."acknowledged_by_id", NEW."id", NEW."is_question", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."said_at", NEW."said_by_id", NEW."state", NEW."text", NEW."told_unit_id", NEW."transport", NEW."unit_id"); RETURN NULL;',
                            hash="b71a48d777da4d866445f0661392a2213f7656cc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b3500",
                            table="referrals_message",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="message",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "referrals_messageevent" ("acknowledged_at", "acknowledged_by_id", "id", "is_question", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "said_at", "said_by_id", "state", "text", "told_unit_id", "transport", "unit_id") VALUES (NEW."acknowledged_at", NEW."acknowledged_by_id", NEW."id", NEW."is_question", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."referral_id", NEW."said_at", NEW."said_by_id", NEW."state", NEW."text", NEW."told_unit_id", NEW."transport", NEW."unit_id"); RETURN NULL;',
                            hash="8bbf5709383b7530ae2c9075c17ac950ebc321ea",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a300d",
                            table="referrals_message",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tie",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "referrals_tieevent" ("citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "tied_at", "tied_by_id", "unit_id") VALUES (NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."tied_at", NEW."tied_by_id", NEW."unit_id"); RETURN NULL;',
                            hash="50912dbed79275fef2d25413b61c655259770ca2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ede6d",
                            table="referrals_tie",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tie",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "referrals_tieevent" ("citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "tied_at", "tied_by_id", "unit_id") VALUES (NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."referral_id", NEW."tied_at", NEW."tied_by_id", NEW."unit_id"); RETURN NULL;',
                            hash="fb6518ac7d61717c1440c62b2dcbd23880d5c946",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36446",
                            table="referrals_tie",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handling",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "referrals_handlingevent" ("barriers", "caseworker_id", "decline", "meanwhile_name", "meanwhile_unit_id", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "referral_id", "review_on", "status", "status_at", "status_by_id", "taken_up_at", "told_unit_id", "unit_id", "version", "waits_since_at") VALUES (NEW."barriers", NEW."caseworker_id", NEW."decline", NEW."meanwhile_name", NEW."meanwhile_unit_id", NEW."need", _pgh_attach_context(), NOW(), \'insert\', NEW."referral_id", NEW."reason", NEW."referral_id", NEW."review_on", NEW."status", NEW."status_at", NEW."status_by_id", NEW."taken_up_at", NEW."told_unit_id", NEW."unit_id", NEW."version", NEW."waits_since_at"); RETURN NULL;',
                            hash="ab67ac262ec898cb44fcc470f4d7e8bc3c5aecd2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9b4e6",
                            table="referrals_handling",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handling",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "referrals_handlingevent" ("barriers", "caseworker_id", "decline", "meanwhile_name", "meanwhile_unit_id", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "referral_id", "review_on", "status", "status_at", "status_by_id", "taken_up_at", "told_unit_id", "unit_id", "version", "waits_since_at") VALUES (NEW."barriers", NEW."caseworker_id", NEW."decline", NEW."meanwhile_name", NEW."meanwhile_unit_id", NEW."need", _pgh_attach_context(), NOW(), \'update\', NEW."referral_id", NEW."reason", NEW."referral_id", NEW."review_on", NEW."status", NEW."status_at", NEW."status_by_id", NEW."taken_up_at", NEW."told_unit_id", NEW."unit_id", NEW."version", NEW."waits_since_at"); RETURN NULL;',
                            hash="2d2276ba806e4203ec5ba8db7076ed5235d7d51f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_44ba0",
                            table="referrals_handling",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
