import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import udsatte.accounts.location_numbers
import udsatte.accounts.models.leaves
import udsatte.accounts.models.people
import udsatte.operations


class Migration(migrations.Migration):
    """People, units, organisations, places in them, the directory, duty and leave."""

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        BtreeGistExtension(),
        udsatte.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="accounts.organisation",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("department", "Department"),
                                    ("team", "Team"),
                                    ("ward", "Ward"),
                                    ("clinic", "Clinic"),
                                    ("effort", "Effort"),
                                ],
                                default="team",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                help_text="Hjemløseenheden, for its teams. What is a part of something has no parts of its own.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="accounts.unit",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(
                                blank=True,
                                help_text="Nobody can work in it from this day.",
                                null=True,
                                verbose_name="closed on",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "name"), name="unit_name_once_in_organisation"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["department", "team", "ward", "clinic", "effort"])),
                                name="unit_kind_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="unit_named"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("part_of__isnull", True),
                                    models.Q(("part_of", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="unit_not_part_of_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DirectoryEntryEvent",
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
                                to="accounts.directoryentry",
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
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="accounts.unit",
                            ),
                        ),
                        ("purpose", models.TextField(blank=True, max_length=2000, verbose_name="what it is for")),
                        ("target_group", models.TextField(blank=True, max_length=1000, verbose_name="for whom")),
                        (
                            "groups",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("homelessness", "People in homelessness"),
                                        ("drug_use", "People who use drugs"),
                                        ("mental_illness", "People with mental illness"),
                                        ("somatic_illness", "People with somatic illness"),
                                        ("residents", "Residents of supported housing"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                verbose_name="found under",
                            ),
                        ),
                        (
                            "districts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("indre_by", "Indre By"),
                                        ("oesterbro", "Østerbro"),
                                        ("noerrebro", "Nørrebro"),
                                        ("vesterbro", "Vesterbro-Kongens Enghave"),
                                        ("valby", "Valby"),
                                        ("vanloese", "Vanløse"),
                                        ("broenshoej", "Brønshøj-Husum"),
                                        ("bispebjerg", "Bispebjerg"),
                                        ("amager_oest", "Amager Øst"),
                                        ("amager_vest", "Amager Vest"),
                                        ("elsewhere", "Outside Copenhagen"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="None: no district is left out.",
                                verbose_name="districts",
                            ),
                        ),
                        (
                            "week_hours",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(blank=True, max_length=60),
                                blank=True,
                                default=list,
                                help_text="Seven, from Monday: “08:00-16:00”, empty when closed. None at all: not known.",
                                verbose_name="opening hours",
                            ),
                        ),
                        (
                            "hours_note",
                            models.CharField(blank=True, max_length=300, verbose_name="opening hours in words"),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True, help_text="Citizens at a time.", null=True, verbose_name="capacity"
                            ),
                        ),
                        ("mail", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        (
                            "ean",
                            models.CharField(
                                blank=True,
                                max_length=13,
                                validators=[udsatte.accounts.location_numbers.validate_gln],
                                verbose_name="EAN number",
                            ),
                        ),
                        (
                            "gln",
                            models.CharField(
                                blank=True,
                                max_length=13,
                                validators=[udsatte.accounts.location_numbers.validate_gln],
                                verbose_name="GLN number",
                            ),
                        ),
                        (
                            "sor",
                            models.CharField(
                                blank=True,
                                max_length=18,
                                validators=[udsatte.accounts.location_numbers.validate_sor],
                                verbose_name="SOR number",
                            ),
                        ),
                        (
                            "permanence",
                            models.CharField(
                                blank=True,
                                choices=[("permanent", "Permanent"), ("project", "Project")],
                                max_length=10,
                                verbose_name="permanence",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True, help_text="The last day, where one is known.", null=True, verbose_name="to"
                            ),
                        ),
                        ("period_note", models.CharField(blank=True, max_length=300, verbose_name="period in words")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DutyShift",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty_shifts",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty_shifts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="Of a post outside; else empty.",
                                max_length=120,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(
                                help_text="Where somebody answers during the shift.",
                                max_length=20,
                                verbose_name="phone",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="to")),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("cancelled_at__isnull", True)),
                                fields=["unit", "ends_at"],
                                name="duty_of_unit",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__gt", models.F("starts_at")),
                                    (
                                        "ends_at__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("starts_at"), "+", models.Value(datetime.timedelta(days=8))
                                        ),
                                    ),
                                ),
                                name="duty_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), ("user__isnull", False)),
                                    models.Q(("user", None), models.Q(("name", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="duty_of_colleague_or_post",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("phone", ""), _negated=True), name="duty_has_phone"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="duty_cancelled_by_somebody",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("cancelled_at__isnull", True)),
                                expressions=[
                                    ("user", "="),
                                    (udsatte.accounts.models.people.Period("starts_at", "ends_at"), "&&"),
                                ],
                                name="duty_once_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyShiftEvent",
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
                                to="accounts.dutyshift",
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
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "user",
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
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="Of a post outside; else empty.",
                                max_length=120,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(
                                help_text="Where somebody answers during the shift.",
                                max_length=20,
                                verbose_name="phone",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="to")),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
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
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GroupRole",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.identityprovider",
                            ),
                        ),
                        ("group", models.CharField(max_length=255, verbose_name="group")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("caseworker", "Caseworker"),
                                    ("coordinator", "Coordinator"),
                                    ("manager", "Manager"),
                                    ("doctor", "Doctor"),
                                    ("nurse", "Nurse"),
                                    ("social_worker", "Social worker"),
                                    ("region_partner", "Region partner"),
                                    ("referrer", "Referrer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("health_professional", models.BooleanField(default=False, verbose_name="health professional")),
                        ("position", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("provider", "group", "unit"), name="group_role_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "caseworker",
                                            "coordinator",
                                            "manager",
                                            "doctor",
                                            "nurse",
                                            "social_worker",
                                            "region_partner",
                                            "referrer",
                                            "auditor",
                                            "administrator",
                                        ],
                                    )
                                ),
                                name="group_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("health_professional", True), ("role__in", ["doctor", "nurse"])),
                                    ("role", "region_partner"),
                                    models.Q(
                                        ("health_professional", False),
                                        models.Q(("role__in", ["doctor", "nurse"]), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="group_role_health_follows_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Identity",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("issuer", models.CharField(max_length=200, verbose_name="issuer")),
                        ("subject", models.CharField(max_length=255, verbose_name="subject")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identities",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("bound_at", models.DateTimeField(verbose_name="bound at")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("issuer", "subject"), name="identity_is_one_person"),
                            models.UniqueConstraint(fields=("issuer", "user"), name="identity_once_a_person"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issuer", ""), _negated=True), models.Q(("subject", ""), _negated=True)
                                ),
                                name="identity_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentityEvent",
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
                                to="accounts.identity",
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
                        ("issuer", models.CharField(max_length=200, verbose_name="issuer")),
                        ("subject", models.CharField(max_length=255, verbose_name="subject")),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("bound_at", models.DateTimeField(verbose_name="bound at")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IdentityProvider",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("issuer", models.CharField(max_length=200, unique=True, verbose_name="issuer")),
                        ("seal", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Leave",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="leaves", to="accounts.unit"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leaves",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deputy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stands_in",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="first day away")),
                        ("ends_on", models.DateField(help_text="The first day at work again.", verbose_name="back on")),
                        (
                            "lends_role",
                            models.BooleanField(
                                default=False,
                                help_text="A coordinator's leave: the deputy may do what a coordinator may, meanwhile.",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
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
                            models.Index(
                                condition=models.Q(("cancelled_at__isnull", True)),
                                fields=["unit", "ends_on"],
                                name="leave_of_unit",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__gt", models.F("starts_on")),
                                    (
                                        "ends_on__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("starts_on"), "+", models.Value(datetime.timedelta(days=366))
                                        ),
                                    ),
                                ),
                                name="leave_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("user", models.F("deputy")), _negated=True),
                                name="leave_deputy_is_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="leave_cancelled_by_somebody",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("cancelled_at__isnull", True)),
                                expressions=[
                                    ("unit", "="),
                                    ("user", "="),
                                    (udsatte.accounts.models.leaves.Days("starts_on", "ends_on"), "&&"),
                                ],
                                name="leave_once_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaveEvent",
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
                                to="accounts.leave",
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
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deputy",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="first day away")),
                        ("ends_on", models.DateField(help_text="The first day at work again.", verbose_name="back on")),
                        (
                            "lends_role",
                            models.BooleanField(
                                default=False,
                                help_text="A coordinator's leave: the deputy may do what a coordinator may, meanwhile.",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
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
                    name="Membership",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("caseworker", "Caseworker"),
                                    ("coordinator", "Coordinator"),
                                    ("manager", "Manager"),
                                    ("doctor", "Doctor"),
                                    ("nurse", "Nurse"),
                                    ("social_worker", "Social worker"),
                                    ("region_partner", "Region partner"),
                                    ("referrer", "Referrer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "health_professional",
                            models.BooleanField(
                                default=False,
                                help_text="Always for a doctor and a nurse; for a region partner it is set for each person.",
                                verbose_name="health professional",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="to")),
                        (
                            "source",
                            models.CharField(
                                choices=[("hand", "An administrator"), ("groups", "A group of the identity provider")],
                                db_default="hand",
                                help_text="What a group of the identity provider gave, only the next sign-in there changes.",
                                max_length=10,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "capacity",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="How many citizens the person has room for; empty: as many as everybody (CASELOAD_CAPACITY).",
                                null=True,
                                verbose_name="capacity",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "caseworker",
                                            "coordinator",
                                            "manager",
                                            "doctor",
                                            "nurse",
                                            "social_worker",
                                            "region_partner",
                                            "referrer",
                                            "auditor",
                                            "administrator",
                                        ],
                                    )
                                ),
                                name="membership_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["hand", "groups"])), name="membership_source_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                                ),
                                name="membership_period_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity__isnull", True), ("capacity__lte", 60), _connector="OR"),
                                name="membership_capacity_likely",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("health_professional", True), ("role__in", ["doctor", "nurse"])),
                                    ("role", "region_partner"),
                                    models.Q(
                                        ("health_professional", False),
                                        models.Q(("role__in", ["doctor", "nurse"]), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="membership_health_follows_role",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("user", "="),
                                    ("unit", "="),
                                    (udsatte.accounts.models.people.Period("starts_at", "ends_at"), "&&"),
                                ],
                                name="membership_once_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MembershipEvent",
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
                                to="accounts.membership",
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
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("caseworker", "Caseworker"),
                                    ("coordinator", "Coordinator"),
                                    ("manager", "Manager"),
                                    ("doctor", "Doctor"),
                                    ("nurse", "Nurse"),
                                    ("social_worker", "Social worker"),
                                    ("region_partner", "Region partner"),
                                    ("referrer", "Referrer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "health_professional",
                            models.BooleanField(
                                default=False,
                                help_text="Always for a doctor and a nurse; for a region partner it is set for each person.",
                                verbose_name="health professional",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="to")),
                        (
                            "source",
                            models.CharField(
                                choices=[("hand", "An administrator"), ("groups", "A group of the identity provider")],
                                db_default="hand",
                                help_text="What a group of the identity provider gave, only the next sign-in there changes.",
                                max_length=10,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "capacity",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="How many citizens the person has room for; empty: as many as everybody (CASELOAD_CAPACITY).",
                                null=True,
                                verbose_name="capacity",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                        (
                            "sector",
                            models.CharField(
                                choices=[
                                    ("municipality", "Municipality"),
                                    ("region", "Region"),
                                    ("civil_society", "Civil society"),
                                    ("private", "Private"),
                                    ("state", "State"),
                                ],
                                max_length=20,
                                verbose_name="sector",
                            ),
                        ),
                        (
                            "managing_organisation",
                            models.ForeignKey(
                                blank=True,
                                help_text="The organisation whose administrators also look after the people of this one.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="manages",
                                to="accounts.organisation",
                                verbose_name="managed by",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sector__in", ["municipality", "region", "civil_society", "private", "state"])
                                ),
                                name="organisation_sector_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="organisation_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("managing_organisation__isnull", True),
                                    models.Q(("managing_organisation", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="organisation_not_managing_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("browser", models.CharField(blank=True, max_length=20)),
                        ("system", models.CharField(blank=True, max_length=20)),
                        ("signed_in_at", models.DateTimeField(null=True)),
                        (
                            "last_used_at",
                            models.DateTimeField(
                                help_text="To within SESSION_NOTED_EVERY: not every request writes it down."
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_in_at__isnull", True), ("user__isnull", True)),
                                    models.Q(("signed_in_at__isnull", False), ("user__isnull", False)),
                                    _connector="OR",
                                ),
                                name="session_of_somebody_has_a_beginning",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UserEvent",
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
                                to=settings.AUTH_USER_MODEL,
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
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("full_name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="What the person is, in their own words.",
                                max_length=80,
                                verbose_name="title",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                        ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                        ("full_name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="What the person is, in their own words.",
                                max_length=80,
                                verbose_name="title",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                        ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("email", models.Func(models.F("email"), function="lower"))),
                                name="user_email_lower_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("full_name", ""), _negated=True), name="user_named"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DirectoryEntry",
                    fields=[
                        (
                            "unit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="directory_entry",
                                serialize=False,
                                to="accounts.unit",
                            ),
                        ),
                        ("purpose", models.TextField(blank=True, max_length=2000, verbose_name="what it is for")),
                        ("target_group", models.TextField(blank=True, max_length=1000, verbose_name="for whom")),
                        (
                            "groups",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("homelessness", "People in homelessness"),
                                        ("drug_use", "People who use drugs"),
                                        ("mental_illness", "People with mental illness"),
                                        ("somatic_illness", "People with somatic illness"),
                                        ("residents", "Residents of supported housing"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                verbose_name="found under",
                            ),
                        ),
                        (
                            "districts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("indre_by", "Indre By"),
                                        ("oesterbro", "Østerbro"),
                                        ("noerrebro", "Nørrebro"),
                                        ("vesterbro", "Vesterbro-Kongens Enghave"),
                                        ("valby", "Valby"),
                                        ("vanloese", "Vanløse"),
                                        ("broenshoej", "Brønshøj-Husum"),
                                        ("bispebjerg", "Bispebjerg"),
                                        ("amager_oest", "Amager Øst"),
                                        ("amager_vest", "Amager Vest"),
                                        ("elsewhere", "Outside Copenhagen"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="None: no district is left out.",
                                verbose_name="districts",
                            ),
                        ),
                        (
                            "week_hours",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(blank=True, max_length=60),
                                blank=True,
                                default=list,
                                help_text="Seven, from Monday: “08:00-16:00”, empty when closed. None at all: not known.",
                                verbose_name="opening hours",
                            ),
                        ),
                        (
                            "hours_note",
                            models.CharField(blank=True, max_length=300, verbose_name="opening hours in words"),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True, help_text="Citizens at a time.", null=True, verbose_name="capacity"
                            ),
                        ),
                        ("mail", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        (
                            "ean",
                            models.CharField(
                                blank=True,
                                max_length=13,
                                validators=[udsatte.accounts.location_numbers.validate_gln],
                                verbose_name="EAN number",
                            ),
                        ),
                        (
                            "gln",
                            models.CharField(
                                blank=True,
                                max_length=13,
                                validators=[udsatte.accounts.location_numbers.validate_gln],
                                verbose_name="GLN number",
                            ),
                        ),
                        (
                            "sor",
                            models.CharField(
                                blank=True,
                                max_length=18,
                                validators=[udsatte.accounts.location_numbers.validate_sor],
                                verbose_name="SOR number",
                            ),
                        ),
                        (
                            "permanence",
                            models.CharField(
                                blank=True,
                                choices=[("permanent", "Permanent"), ("project", "Project")],
                                max_length=10,
                                verbose_name="permanence",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True, help_text="The last day, where one is known.", null=True, verbose_name="to"
                            ),
                        ),
                        ("period_note", models.CharField(blank=True, max_length=300, verbose_name="period in words")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="directory_period_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("permanence", ""), ("permanence__in", ["permanent", "project"]), _connector="OR"
                                ),
                                name="directory_permanence_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "groups__contained_by",
                                        ["homelessness", "drug_use", "mental_illness", "somatic_illness", "residents"],
                                    )
                                ),
                                name="directory_groups_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "districts__contained_by",
                                        [
                                            "indre_by",
                                            "oesterbro",
                                            "noerrebro",
                                            "vesterbro",
                                            "valby",
                                            "vanloese",
                                            "broenshoej",
                                            "bispebjerg",
                                            "amager_oest",
                                            "amager_vest",
                                            "elsewhere",
                                        ],
                                    )
                                ),
                                name="directory_districts_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("week_hours__len", 0), ("week_hours__len", 7), _connector="OR"),
                                name="directory_hours_of_seven_days",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userevent" ("email", "full_name", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title") VALUES (NEW."email", NEW."full_name", NEW."id", NEW."is_active", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."title"); RETURN NULL;',
                            hash="b40cd99d0447dd9daf4318da858f2578eac994d7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3867c",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func='INSERT INTO "accounts_userevent" ("email", "full_name", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title") VALUES (NEW."email", NEW."full_name", NEW."id", NEW."is_active", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."title"); RETURN NULL;',
                            hash="db0cc61894e3c7fb45afcdb5b0a87c7513755892",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e890",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_directoryentryevent" ("capacity", "districts", "ean", "ends_on", "gln", "groups", "hours_note", "mail", "period_note", "permanence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "sor", "source", "starts_on", "target_group", "unit_id", "version", "week_hours") VALUES (NEW."capacity", NEW."districts", NEW."ean", NEW."ends_on", NEW."gln", NEW."groups", NEW."hours_note", NEW."mail", NEW."period_note", NEW."permanence", _pgh_attach_context(), NOW(), \'insert\', NEW."unit_id", NEW."purpose", NEW."sor", NEW."source", NEW."starts_on", NEW."target_group", NEW."unit_id", NEW."version", NEW."week_hours"); RETURN NULL;',
                            hash="53e96193a6c79f81f2c921bed0ee34ea3507a68d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e1f24",
                            table="accounts_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_directoryentryevent" ("capacity", "districts", "ean", "ends_on", "gln", "groups", "hours_note", "mail", "period_note", "permanence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "sor", "source", "starts_on", "target_group", "unit_id", "version", "week_hours") VALUES (NEW."capacity", NEW."districts", NEW."ean", NEW."ends_on", NEW."gln", NEW."groups", NEW."hours_note", NEW."mail", NEW."period_note", NEW."permanence", _pgh_attach_context(), NOW(), \'update\', NEW."unit_id", NEW."purpose", NEW."sor", NEW."source", NEW."starts_on", NEW."target_group", NEW."unit_id", NEW."version", NEW."week_hours"); RETURN NULL;',
                            hash="3178583a9c218a6e063a4f18aa4c24e31923c0c3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_915f9",
                            table="accounts_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dutyshift",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_dutyshiftevent" ("cancelled_at", "cancelled_by_id", "ends_at", "id", "made_at", "made_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "starts_at", "unit_id", "user_id", "version") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."ends_at", NEW."id", NEW."made_at", NEW."made_by_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."starts_at", NEW."unit_id", NEW."user_id", NEW."version"); RETURN NULL;',
                            hash="3da620dc9286f77cfbe3a5c5b92fbf7ec735f369",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_af08e",
                            table="accounts_dutyshift",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dutyshift",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_dutyshiftevent" ("cancelled_at", "cancelled_by_id", "ends_at", "id", "made_at", "made_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "starts_at", "unit_id", "user_id", "version") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."ends_at", NEW."id", NEW."made_at", NEW."made_by_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."starts_at", NEW."unit_id", NEW."user_id", NEW."version"); RETURN NULL;',
                            hash="e47dc639e420ed1f053272220adea236e9cc8c87",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_21179",
                            table="accounts_dutyshift",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_identityevent" ("bound_at", "id", "issuer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "user_id") VALUES (NEW."bound_at", NEW."id", NEW."issuer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."subject", NEW."user_id"); RETURN NULL;',
                            hash="afac750dde04b6770e531654073714c583f4cbff",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c56a8",
                            table="accounts_identity",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_identityevent" ("bound_at", "id", "issuer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "user_id") VALUES (NEW."bound_at", NEW."id", NEW."issuer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."subject", NEW."user_id"); RETURN NULL;',
                            hash="ea66bc20f82cdb43dd0f06d758654a608a14840a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_df113",
                            table="accounts_identity",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_leaveevent" ("cancelled_at", "cancelled_by_id", "deputy_id", "ends_on", "id", "lends_role", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id", "user_id") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."deputy_id", NEW."ends_on", NEW."id", NEW."lends_role", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="20736a27fe48f7bf5bf8e18b323711af347b4cce",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_51a72",
                            table="accounts_leave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_leaveevent" ("cancelled_at", "cancelled_by_id", "deputy_id", "ends_on", "id", "lends_role", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id", "user_id") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."deputy_id", NEW."ends_on", NEW."id", NEW."lends_role", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="39f0de60dbdfc5d1b6ea300552959e7d7857a19a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3a69c",
                            table="accounts_leave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_membershipevent" ("capacity", "ends_at", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "starts_at", "unit_id", "user_id") VALUES (NEW."capacity", NEW."ends_at", NEW."health_professional", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."source", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="850e0a7a51cf1ee9629f1ab750ebc30c549144c5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fc05a",
                            table="accounts_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_membershipevent" ("capacity", "ends_at", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "starts_at", "unit_id", "user_id") VALUES (NEW."capacity", NEW."ends_at", NEW."health_professional", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."source", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="f529920ee03b61d6f59119b8a002c6d87b229c16",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_20ab5",
                            table="accounts_membership",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
