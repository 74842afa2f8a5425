import datetime
import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cases.models.casework
import cases.models.citizens


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Citizen",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("given_name", models.CharField(max_length=200, verbose_name="given names")),
                ("family_name", models.CharField(blank=True, max_length=200, verbose_name="family name")),
                ("birth_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Approximate year, when the date is not known.",
                        null=True,
                        verbose_name="born about",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="sex as registered",
                    ),
                ),
                (
                    "is_protected",
                    models.BooleanField(
                        default=False,
                        help_text="Name, haunts and places are masked for everybody outside casework (CPR Act § 28).",
                        verbose_name="name and address protection",
                    ),
                ),
                (
                    "risk_instruction",
                    models.CharField(
                        blank=True,
                        help_text="What a colleague must do, such as going two together. Everybody who may see the citizen reads it.",
                        max_length=200,
                        verbose_name="risk: what to do",
                    ),
                ),
                ("risk_review_on", models.DateField(blank=True, null=True, verbose_name="risk: look at it again on")),
                ("registered_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=cases.models.citizens.DanishOrder(
                            django.db.models.functions.text.Concat(
                                models.F("given_name"), models.Value(" "), models.F("family_name")
                            )
                        ),
                        output_field=models.CharField(db_collation="C", max_length=420),
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("given_name", ""), _negated=True), name="citizen_named"),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["female", "male", "unknown"])), name="citizen_sex_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("birth_on__isnull", True), ("birth_year__isnull", True), _connector="OR"),
                        name="citizen_birth_date_or_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year__isnull", True), ("birth_year__range", (1900, 2100)), _connector="OR"
                        ),
                        name="citizen_birth_year_likely",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_on__isnull", True),
                            ("birth_on__range", (datetime.date(1858, 1, 1), datetime.date(2100, 12, 31))),
                            _connector="OR",
                        ),
                        name="citizen_birth_date_likely",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("risk_instruction", ""), ("risk_review_on__isnull", True)),
                            models.Q(
                                models.Q(("risk_instruction", ""), _negated=True), ("risk_review_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="citizen_risk_is_reviewed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("position", models.PositiveSmallIntegerField()),
                ("is_fixed", models.BooleanField(default=False)),
                ("is_open", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("added_at", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("text", models.CharField(max_length=100, verbose_name="alias")),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="cases.citizen"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="alias_said"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("citizen", "text"), name="alias_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("opened_on", models.DateField(verbose_name="opened on")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_reason", models.CharField(blank=True, max_length=1000, verbose_name="why it is closed")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="cases.citizen"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")), fields=["unit", "citizen"], name="case_open_in_unit"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "closed"])), name="case_status_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("closed_reason", ""),
                                ("status", "open"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("status", "closed"),
                                models.Q(("closed_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_by_a_person_with_a_reason",
                    ),
                    models.UniqueConstraint(fields=("citizen", "unit"), name="case_once_in_unit"),
                    models.UniqueConstraint(fields=("id", "citizen", "unit"), name="case_of_citizen_and_unit"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "caseworker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="cases.case"
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="cases.citizen"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=["caseworker", "unit"],
                        name="assignment_open_of",
                    ),
                    models.Index(
                        condition=models.Q(("ends_on__isnull", True)), fields=["citizen"], name="assignment_open_on"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="assignment_period_forwards",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("case", "="), (cases.models.casework._Days("starts_on", "ends_on"), "&&")],
                        name="assignment_one_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)), fields=("case",), name="assignment_one_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseStatusChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "from_status",
                    models.CharField(blank=True, choices=[("open", "Open"), ("closed", "Closed")], max_length=10),
                ),
                ("to_status", models.CharField(choices=[("open", "Open"), ("closed", "Closed")], max_length=10)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="status_changes", to="cases.case"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            ],
            options={
                "indexes": [models.Index(fields=["case", "-changed_at"], name="case_status_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_status__in", ["", "open", "closed"]), ("to_status__in", ["open", "closed"])
                        ),
                        name="case_status_change_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseStatusChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "from_status",
                    models.CharField(blank=True, choices=[("open", "Open"), ("closed", "Closed")], max_length=10),
                ),
                ("to_status", models.CharField(choices=[("open", "Open"), ("closed", "Closed")], max_length=10)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.casestatuschange",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "caseworker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.assignment",
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
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AliasEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("added_at", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("text", models.CharField(max_length=100, verbose_name="alias")),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.alias",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CitizenEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(editable=False, serialize=False)),
                ("given_name", models.CharField(max_length=200, verbose_name="given names")),
                ("family_name", models.CharField(blank=True, max_length=200, verbose_name="family name")),
                ("birth_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Approximate year, when the date is not known.",
                        null=True,
                        verbose_name="born about",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="sex as registered",
                    ),
                ),
                (
                    "is_protected",
                    models.BooleanField(
                        default=False,
                        help_text="Name, haunts and places are masked for everybody outside casework (CPR Act § 28).",
                        verbose_name="name and address protection",
                    ),
                ),
                (
                    "risk_instruction",
                    models.CharField(
                        blank=True,
                        help_text="What a colleague must do, such as going two together. Everybody who may see the citizen reads it.",
                        max_length=200,
                        verbose_name="risk: what to do",
                    ),
                ),
                ("risk_review_on", models.DateField(blank=True, null=True, verbose_name="risk: look at it again on")),
                ("registered_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=cases.models.citizens.DanishOrder(
                            django.db.models.functions.text.Concat(
                                models.F("given_name"), models.Value(" "), models.F("family_name")
                            )
                        ),
                        output_field=models.CharField(db_collation="C", max_length=420),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.citizen",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
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
            name="Contact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "medium",
                    models.CharField(
                        choices=[("in_person", "In person"), ("phone", "By phone"), ("message", "By message")],
                        default="in_person",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                (
                    "initiative",
                    models.CharField(
                        choices=[("ours", "Ours"), ("citizen", "The citizen's"), ("tip", "A tip from others")],
                        default="ours",
                        max_length=10,
                        verbose_name="whose initiative",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("logged", "Logged"), ("imported", "Imported")], default="logged", max_length=10
                    ),
                ),
                ("saved_at", models.DateTimeField(help_text="When it was saved; `at` is when it happened.")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["by", "-at"], name="contact_newest_of_author")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("medium__in", ["in_person", "phone", "message"])),
                        name="contact_medium_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("initiative__in", ["ours", "citizen", "tip"])),
                        name="contact_initiative_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["logged", "imported"])), name="contact_source_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("at__lte", models.F("saved_at"))), name="contact_not_in_the_future"
                    ),
                    models.UniqueConstraint(fields=("id", "unit", "by", "at", "medium"), name="contact_as_copied"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "medium",
                    models.CharField(
                        choices=[("in_person", "In person"), ("phone", "By phone"), ("message", "By message")],
                        max_length=10,
                    ),
                ),
                ("whereabouts", models.CharField(blank=True, max_length=120)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("refused", "Refused"),
                            ("missed", "Appointment missed"),
                        ],
                        max_length=10,
                        verbose_name="how it went",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is struck")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_lines", to="cases.citizen"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="cases.contact"
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["citizen", "-at", "-id"], name="line_newest_of_citizen"),
                    models.Index(
                        condition=models.Q(("struck_at__isnull", False)),
                        fields=["unit", "-struck_at"],
                        name="line_struck",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("medium__in", ["in_person", "phone", "message"])), name="line_medium_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["met", "not_met", "refused", "missed"])),
                        name="line_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__isnull", True), ("minutes__range", (0, 1440)), _connector="OR"),
                        name="line_minutes_in_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at__isnull", True), ("struck_by__isnull", True), ("struck_reason", "")),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("struck_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="line_struck_by_a_person_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(cases.models.citizens.LengthAtMost(models.F("note"), 20000)),
                        name="line_note_length",
                    ),
                    models.UniqueConstraint(fields=("contact", "citizen"), name="line_citizen_once"),
                    models.UniqueConstraint(fields=("id", "citizen", "unit"), name="line_of_citizen_and_unit"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="The unit that asked.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["asked_by", "asked_at"], name="enquiry_rate")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="enquiry_reasoned")
                ],
            },
        ),
        migrations.CreateModel(
            name="EnquiryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.enquiry",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The unit that asked.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=200, verbose_name="what")),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "origin",
                    models.CharField(
                        blank=True, help_text="Key of what opened it: the same reason opens it once.", max_length=80
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="follow_ups", to="cases.citizen"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody: the unit owns it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["owner", "due_on"],
                        name="follow_up_open_of",
                    ),
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["unit", "due_on", "id"],
                        name="follow_up_open_in",
                    ),
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["citizen", "due_on"],
                        name="follow_up_open_on",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("origin", ""), _negated=True),
                        fields=("unit", "origin"),
                        name="follow_up_origin_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="follow_up_said"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="follow_up_done_by_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("what", models.CharField(max_length=200, verbose_name="what")),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "origin",
                    models.CharField(
                        blank=True, help_text="Key of what opened it: the same reason opens it once.", max_length=80
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                (
                    "done_by",
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
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Nobody: the unit owns it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.followup",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ground",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("case", "Case"),
                            ("referral", "Referral"),
                            ("treatment", "Treatment"),
                            ("meeting", "Meeting"),
                            ("consent", "Consent"),
                            ("contact", "Standing with the citizen"),
                            ("duty", "On duty"),
                            ("lookout", "Asked to look out"),
                            ("glass", "Broken glass"),
                        ],
                        max_length=10,
                    ),
                ),
                ("scope", models.PositiveSmallIntegerField(choices=[(20, "Shared"), (30, "Casework")])),
                ("health", models.BooleanField(help_text="Opens health fields to health professionals.")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grounds", to="cases.citizen"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="Set: this person only, not the unit.",
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
                        fields=["citizen", "unit"],
                        include=("user", "scope", "health", "starts_at", "ends_at"),
                        name="ground_by_citizen",
                    ),
                    models.Index(
                        fields=["unit", "citizen"],
                        include=("user", "scope", "health", "starts_at", "ends_at"),
                        name="ground_by_unit",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                [
                                    "case",
                                    "referral",
                                    "treatment",
                                    "meeting",
                                    "consent",
                                    "contact",
                                    "duty",
                                    "lookout",
                                    "glass",
                                ],
                            )
                        ),
                        name="ground_basis_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("scope__in", [20, 30])), name="ground_scope_known"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "glass"), _negated=True),
                            models.Q(
                                ("user__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                                ("ends_at__isnull", False),
                                (
                                    "ends_at__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("starts_at"), "+", models.Value(datetime.timedelta(days=1))
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="ground_glass_is_personal_reasoned_and_short",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_by__isnull", True), ("ends_at__isnull", False), _connector="OR"),
                        name="ground_ended_by_somebody",
                    ),
                    models.UniqueConstraint(fields=("id", "citizen", "unit"), name="ground_of_citizen_and_unit"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("opened_on", models.DateField(verbose_name="opened on")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_reason", models.CharField(blank=True, max_length=1000, verbose_name="why it is closed")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "closed_by",
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
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.case",
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
                (
                    "ground",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.ground",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="case",
            name="ground",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="case", to="cases.ground"
            ),
        ),
        migrations.CreateModel(
            name="GroundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("case", "Case"),
                            ("referral", "Referral"),
                            ("treatment", "Treatment"),
                            ("meeting", "Meeting"),
                            ("consent", "Consent"),
                            ("contact", "Standing with the citizen"),
                            ("duty", "On duty"),
                            ("lookout", "Asked to look out"),
                            ("glass", "Broken glass"),
                        ],
                        max_length=10,
                    ),
                ),
                ("scope", models.PositiveSmallIntegerField(choices=[(20, "Shared"), (30, "Casework")])),
                ("health", models.BooleanField(help_text="Opens health fields to health professionals.")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
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
                (
                    "ended_by",
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
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.ground",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Set: this person only, not the unit.",
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
            name="Haunt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("added_at", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="haunts", to="cases.citizen"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("cpr", "CPR number")], max_length=10)),
                (
                    "digest",
                    models.BinaryField(help_text="HMAC-SHA-256 of kind and number under CPR_INDEX_KEY.", max_length=32),
                ),
                ("ciphertext", models.BinaryField(help_text="Key version, nonce and AES-256-GCM of the ten digits.")),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="identifiers", to="cases.citizen"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "digest"), name="identifier_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "cpr")), fields=("citizen",), name="identifier_one_cpr_number"
                    ),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["cpr"])), name="identifier_kind_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentifierEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("kind", models.CharField(choices=[("cpr", "CPR number")], max_length=10)),
                (
                    "digest",
                    models.BinaryField(help_text="HMAC-SHA-256 of kind and number under CPR_INDEX_KEY.", max_length=32),
                ),
                ("ciphertext", models.BinaryField(help_text="Key version, nonce and AES-256-GCM of the ten digits.")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.identifier",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LineService",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "response",
                    models.CharField(
                        choices=[("offered", "Offered"), ("accepted", "Accepted"), ("refused", "Declined")],
                        default="accepted",
                        max_length=10,
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="services", to="cases.contactline"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.service"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line", "service"), name="line_service_once"),
                    models.CheckConstraint(
                        condition=models.Q(("response__in", ["offered", "accepted", "refused"])),
                        name="line_service_response_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteAddition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField(verbose_name="addition")),
                ("written_at", models.DateTimeField()),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="additions", to="cases.contactline"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="addition_said"),
                    models.CheckConstraint(
                        condition=models.Q(cases.models.citizens.LengthAtMost(models.F("text"), 20000)),
                        name="addition_length",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteAdditionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("text", models.TextField(verbose_name="addition")),
                ("written_at", models.DateTimeField()),
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
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.contactline",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.noteaddition",
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
                    "written_by",
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
            name="Phone",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("added_at", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("number", models.CharField(max_length=20, verbose_name="phone")),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="phones", to="cases.citizen"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number", ""), _negated=True), name="phone_said"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("citizen", "number"), name="phone_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("added_at", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("number", models.CharField(max_length=20, verbose_name="phone")),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.phone",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("street", "Street or square"),
                            ("shelter", "Hostel"),
                            ("night_cafe", "Night café"),
                            ("drop_in", "Drop-in centre"),
                            ("consumption_room", "Drug consumption room"),
                            ("home", "Home"),
                            ("hospital", "Hospital"),
                            ("office", "Office"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "district",
                    models.CharField(
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
                        verbose_name="district",
                    ),
                ),
                (
                    "focus_area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vesterbro", "Vesterbro"),
                            ("nordvest", "Nordvest"),
                            ("sydhavnen", "Sydhavnen"),
                            ("sundholm", "Sundholm"),
                        ],
                        max_length=20,
                        verbose_name="focus area",
                    ),
                ),
                ("is_open", models.BooleanField(default=True, verbose_name="offered in lists")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "street",
                                    "shelter",
                                    "night_cafe",
                                    "drop_in",
                                    "consumption_room",
                                    "home",
                                    "hospital",
                                    "office",
                                ],
                            )
                        ),
                        name="place_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "district__in",
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
                        name="place_district_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("focus_area", ""),
                            ("focus_area__in", ["vesterbro", "nordvest", "sydhavnen", "sundholm"]),
                            _connector="OR",
                        ),
                        name="place_focus_area_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HauntEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("added_at", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.haunt",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="haunt",
            name="place",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.place"),
        ),
        migrations.CreateModel(
            name="ContactLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "medium",
                    models.CharField(
                        choices=[("in_person", "In person"), ("phone", "By phone"), ("message", "By message")],
                        max_length=10,
                    ),
                ),
                ("whereabouts", models.CharField(blank=True, max_length=120)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("refused", "Refused"),
                            ("missed", "Appointment missed"),
                        ],
                        max_length=10,
                        verbose_name="how it went",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is struck")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.contact",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.contactline",
                    ),
                ),
                (
                    "struck_by",
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
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contactline",
            name="place",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.place"
            ),
        ),
        migrations.CreateModel(
            name="ContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "medium",
                    models.CharField(
                        choices=[("in_person", "In person"), ("phone", "By phone"), ("message", "By message")],
                        default="in_person",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                (
                    "initiative",
                    models.CharField(
                        choices=[("ours", "Ours"), ("citizen", "The citizen's"), ("tip", "A tip from others")],
                        default="ours",
                        max_length=10,
                        verbose_name="whose initiative",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("logged", "Logged"), ("imported", "Imported")], default="logged", max_length=10
                    ),
                ),
                ("saved_at", models.DateTimeField(help_text="When it was saved; `at` is when it happened.")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.contact",
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
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.place",
                        verbose_name="where",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.place",
                verbose_name="where",
            ),
        ),
        migrations.CreateModel(
            name="RiskStory",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField(max_length=5000, verbose_name="what happened")),
                ("written_at", models.DateTimeField()),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="risk_stories", to="cases.citizen"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["citizen", "-written_at"], name="risk_story_newest")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="risk_story_told"),
                    models.CheckConstraint(
                        condition=models.Q(cases.models.citizens.LengthAtMost(models.F("text"), 5000)),
                        name="risk_story_length",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskStoryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("text", models.TextField(max_length=5000, verbose_name="what happened")),
                ("written_at", models.DateTimeField()),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.riskstory",
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
                    "written_by",
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
            name="LineServiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "response",
                    models.CharField(
                        choices=[("offered", "Offered"), ("accepted", "Accepted"), ("refused", "Declined")],
                        default="accepted",
                        max_length=10,
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
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.contactline",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.lineservice",
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
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CitizenClock",
            fields=[
                (
                    "citizen",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="clock",
                        serialize=False,
                        to="cases.citizen",
                    ),
                ),
                (
                    "met_at",
                    models.DateTimeField(blank=True, help_text="Truffet: met in person, and willing.", null=True),
                ),
                ("seen_at", models.DateTimeField(blank=True, help_text="Set: met or refused in person.", null=True)),
                (
                    "spoken_at",
                    models.DateTimeField(
                        blank=True, help_text="Spoken with by phone or message; moves neither of the above.", null=True
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0, help_text="Attempts in vain since last met.")),
                ("attempted_at", models.DateTimeField(blank=True, null=True)),
                ("missed_at", models.DateTimeField(blank=True, help_text="Last missed appointment.", null=True)),
                (
                    "seen_place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.place",
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizen",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_citizenevent" ("birth_on", "birth_year", "family_name", "given_name", "id", "is_protected", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."birth_on", NEW."birth_year", NEW."family_name", NEW."given_name", NEW."id", NEW."is_protected", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                    hash="e3618cfae3b8beb85243383c9b932263d9461da7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b643c",
                    table="cases_citizen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizen",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_citizenevent" ("birth_on", "birth_year", "family_name", "given_name", "id", "is_protected", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."birth_on", NEW."birth_year", NEW."family_name", NEW."given_name", NEW."id", NEW."is_protected", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                    hash="624b3f5a001ecfe818859f3c5640be255d30ebbe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ddbdd",
                    table="cases_citizen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casestatuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casestatuschangeevent" ("case_id", "changed_at", "changed_by_id", "citizen_id", "from_status", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_status", "unit_id") VALUES (NEW."case_id", NEW."changed_at", NEW."changed_by_id", NEW."citizen_id", NEW."from_status", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."to_status", NEW."unit_id"); RETURN NULL;',
                    hash="9d88b553cc806cd14c4471485324c26f0b23569c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dbec4",
                    table="cases_casestatuschange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casestatuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_casestatuschangeevent" ("case_id", "changed_at", "changed_by_id", "citizen_id", "from_status", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_status", "unit_id") VALUES (NEW."case_id", NEW."changed_at", NEW."changed_by_id", NEW."citizen_id", NEW."from_status", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."to_status", NEW."unit_id"); RETURN NULL;',
                    hash="d8e0681ad68e7075042237c0cca5f088eb8004ad",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a3112",
                    table="cases_casestatuschange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_assignmentevent" ("assigned_by_id", "case_id", "caseworker_id", "citizen_id", "ended_by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id") VALUES (NEW."assigned_by_id", NEW."case_id", NEW."caseworker_id", NEW."citizen_id", NEW."ended_by_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."unit_id"); RETURN NULL;',
                    hash="0d22763ef1357f2a872d9903154070c7ce95f479",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7bb6a",
                    table="cases_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_assignmentevent" ("assigned_by_id", "case_id", "caseworker_id", "citizen_id", "ended_by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id") VALUES (NEW."assigned_by_id", NEW."case_id", NEW."caseworker_id", NEW."citizen_id", NEW."ended_by_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."unit_id"); RETURN NULL;',
                    hash="bdffba8b006235bbad4544627d6f64543a38f09e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e4d0",
                    table="cases_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_aliasevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="2d601f2d69776946fddc577f6a859add67c6f06c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cba3d",
                    table="cases_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_aliasevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="3b1da46c0acafced437e43380a0738946b896c1a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_60ceb",
                    table="cases_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_enquiryevent" ("asked_at", "asked_by_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "unit_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."unit_id"); RETURN NULL;',
                    hash="8265fbd23568ecc7895bb7b10d0529915597af05",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cb087",
                    table="cases_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_enquiryevent" ("asked_at", "asked_by_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "unit_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."unit_id"); RETURN NULL;',
                    hash="397baf9ac4ed8c28e4afe8ade563b70d790a2295",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_65a5d",
                    table="cases_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_followupevent" ("citizen_id", "done_at", "done_by_id", "due_on", "id", "opened_at", "opened_by_id", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version", "what", "why") VALUES (NEW."citizen_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."id", NEW."opened_at", NEW."opened_by_id", NEW."origin", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id", NEW."version", NEW."what", NEW."why"); RETURN NULL;',
                    hash="d845fbdb1d3090112900c0389e63ed6d6e57d50f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52e06",
                    table="cases_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_followupevent" ("citizen_id", "done_at", "done_by_id", "due_on", "id", "opened_at", "opened_by_id", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version", "what", "why") VALUES (NEW."citizen_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."id", NEW."opened_at", NEW."opened_by_id", NEW."origin", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id", NEW."version", NEW."what", NEW."why"); RETURN NULL;',
                    hash="717951db0ad725517f7ef7bc5f08461aeb727665",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c0edd",
                    table="cases_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ground",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_groundevent" ("basis", "citizen_id", "ended_by_id", "ends_at", "health", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scope", "starts_at", "unit_id", "user_id") VALUES (NEW."basis", NEW."citizen_id", NEW."ended_by_id", NEW."ends_at", NEW."health", NEW."id", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."scope", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="a03df241b4287148262e46e2307611133be6864c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_db693",
                    table="cases_ground",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ground",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_groundevent" ("basis", "citizen_id", "ended_by_id", "ends_at", "health", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scope", "starts_at", "unit_id", "user_id") VALUES (NEW."basis", NEW."citizen_id", NEW."ended_by_id", NEW."ends_at", NEW."health", NEW."id", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."scope", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="d11dbe92fe7264daf7019b4a45955b003f550e07",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_24d46",
                    table="cases_ground",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseevent" ("citizen_id", "closed_at", "closed_by_id", "closed_reason", "ground_id", "id", "opened_by_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "unit_id", "version") VALUES (NEW."citizen_id", NEW."closed_at", NEW."closed_by_id", NEW."closed_reason", NEW."ground_id", NEW."id", NEW."opened_by_id", NEW."opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="0689906804ca794db0e0809a34f97b7095904717",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b483",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_caseevent" ("citizen_id", "closed_at", "closed_by_id", "closed_reason", "ground_id", "id", "opened_by_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "unit_id", "version") VALUES (NEW."citizen_id", NEW."closed_at", NEW."closed_by_id", NEW."closed_reason", NEW."ground_id", NEW."id", NEW."opened_by_id", NEW."opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="536c1bfcec723bfd2347e1e9f999e9bb83b29f4d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5146",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_identifierevent" ("ciphertext", "citizen_id", "digest", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ciphertext", NEW."citizen_id", NEW."digest", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="dc061da5ded72e6457ed189a51b2712dea8b8d62",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c72d4",
                    table="cases_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_identifierevent" ("ciphertext", "citizen_id", "digest", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ciphertext", NEW."citizen_id", NEW."digest", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="1fae216f71c9434be275d69349a18e0a434b01ac",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4a493",
                    table="cases_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noteaddition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_noteadditionevent" ("citizen_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."citizen_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="eded61a6c49c3d56aa5b6b0b3c13c442a98bede2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_572bf",
                    table="cases_noteaddition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noteaddition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_noteadditionevent" ("citizen_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."citizen_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="f86fe1a926f55df286eaa6d316d48252f8e86655",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d2a92",
                    table="cases_noteaddition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_phoneevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="cb25bc11d4624cc9d6cb129c59b6e1c681afe0e9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2accd",
                    table="cases_phone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_phoneevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="32594f4b35f684490bb99e4a6e40db4bc69ac69a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e0391",
                    table="cases_phone",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="haunt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("citizen", "place"), name="haunt_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="haunt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_hauntevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id"); RETURN NULL;',
                    hash="2b13bdc7b9bf6db61d5d316a4d38a463352d2cd5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1f98a",
                    table="cases_haunt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="haunt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_hauntevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id"); RETURN NULL;',
                    hash="33ed5c721748f55e8ca529c37a82e2d7856064fe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cecb7",
                    table="cases_haunt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_contactlineevent" ("at", "by_id", "citizen_id", "contact_id", "id", "medium", "minutes", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "struck_at", "struck_by_id", "struck_reason", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."citizen_id", NEW."contact_id", NEW."id", NEW."medium", NEW."minutes", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="695bcf1249c7ba5e257895d33d032625c8464291",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_78fa4",
                    table="cases_contactline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_contactlineevent" ("at", "by_id", "citizen_id", "contact_id", "id", "medium", "minutes", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "struck_at", "struck_by_id", "struck_reason", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."citizen_id", NEW."contact_id", NEW."id", NEW."medium", NEW."minutes", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="8fa5e924310144b1e1cc10474f69ab3f83c90ce1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6f2d",
                    table="cases_contactline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_contactevent" ("at", "by_id", "id", "initiative", "medium", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "source", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."initiative", NEW."medium", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."saved_at", NEW."source", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="cbc94d182b249b97799c415fe94202ccbe046da1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_075c0",
                    table="cases_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_contactevent" ("at", "by_id", "id", "initiative", "medium", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "source", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."initiative", NEW."medium", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."saved_at", NEW."source", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="6af919a39e3ec7e8b1ebbd7f4dc4e7453e7d9323",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4d768",
                    table="cases_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riskstory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_riskstoryevent" ("citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="7c32e106308a447ffe6136815b00d12c56d7d9fd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_631d7",
                    table="cases_riskstory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riskstory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_riskstoryevent" ("citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="c59f4cc67f2764daee6d6049e9ba77122c664230",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_81c6a",
                    table="cases_riskstory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lineservice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_lineserviceevent" ("citizen_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response", "service_id", "unit_id") VALUES (NEW."citizen_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."response", NEW."service_id", NEW."unit_id"); RETURN NULL;',
                    hash="cbfa296ddd5ec58e3fbf048ebb08d4a80c6f6a79",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dc6f5",
                    table="cases_lineservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lineservice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_lineserviceevent" ("citizen_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response", "service_id", "unit_id") VALUES (NEW."citizen_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."response", NEW."service_id", NEW."unit_id"); RETURN NULL;',
                    hash="65dd763b65f07a2b0a2ad5a15a4b75db611a57e4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f9517",
                    table="cases_lineservice",
                    when="AFTER",
                ),
            ),
        ),
    ]
