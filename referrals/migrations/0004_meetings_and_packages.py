import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cases.models.citizens


class Migration(migrations.Migration):
    """First meetings, and the facts that go with a referral."""

    dependencies = [
        ("accounts", "0002_rules"),
        ("cases", "0007_referral_notices"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("referrals", "0003_first_criteria"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstMeeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("meets_at", models.DateTimeField(verbose_name="when")),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                ("company", models.CharField(blank=True, max_length=120, verbose_name="who walks along")),
                ("planned_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("attended", "Came"),
                            ("missed", "Did not come"),
                            ("called_off", "Called off"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500, verbose_name="what happened")),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="referrals.referral"
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FirstMeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("meets_at", models.DateTimeField(verbose_name="when")),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                ("company", models.CharField(blank=True, max_length=120, verbose_name="who walks along")),
                ("planned_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("attended", "Came"),
                            ("missed", "Did not come"),
                            ("called_off", "Called off"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500, verbose_name="what happened")),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome_by",
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
                        to="referrals.firstmeeting",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
            name="Package",
            fields=[
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="package",
                        serialize=False,
                        to="referrals.referral",
                    ),
                ),
                ("packed_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, help_text="Since when nothing more is shared by it.", null=True),
                ),
                ("ended_reason", models.CharField(blank=True, max_length=500)),
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
                    "ground",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.ground",
                    ),
                ),
                (
                    "packed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PackageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("packed_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, help_text="Since when nothing more is shared by it.", null=True),
                ),
                ("ended_reason", models.CharField(blank=True, max_length=500)),
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
                    "ground",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.ground",
                    ),
                ),
                (
                    "packed_by",
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
                        to="referrals.package",
                    ),
                ),
                (
                    "read_by",
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
            name="PackageFact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=80)),
                ("text", models.TextField(max_length=5000)),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="referrals.package"
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="firstmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["planned", "attended", "missed", "called_off"])),
                name="first_meeting_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("place", ""), _negated=True), name="first_meeting_somewhere"
            ),
        ),
        migrations.AddConstraint(
            model_name="firstmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "planned"), ("outcome_at__isnull", True), ("outcome_by__isnull", True)),
                    models.Q(
                        models.Q(("outcome", "planned"), _negated=True),
                        ("outcome_at__isnull", False),
                        ("outcome_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="first_meeting_over_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstmeeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "planned")), fields=("referral",), name="first_meeting_one_planned"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firstmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "referrals_firstmeetingevent" ("company", "id", "meets_at", "outcome", "outcome_at", "outcome_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "referral_id", "said", "told_unit_id", "unit_id") VALUES (NEW."company", NEW."id", NEW."meets_at", NEW."outcome", NEW."outcome_at", NEW."outcome_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_at", NEW."planned_by_id", NEW."referral_id", NEW."said", NEW."told_unit_id", NEW."unit_id"); RETURN NULL;',
                    hash="1f32adfca0413c6a1ddc0580a62a9a528bc71617",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3617a",
                    table="referrals_firstmeeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firstmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "referrals_firstmeetingevent" ("company", "id", "meets_at", "outcome", "outcome_at", "outcome_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "referral_id", "said", "told_unit_id", "unit_id") VALUES (NEW."company", NEW."id", NEW."meets_at", NEW."outcome", NEW."outcome_at", NEW."outcome_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned_at", NEW."planned_by_id", NEW."referral_id", NEW."said", NEW."told_unit_id", NEW."unit_id"); RETURN NULL;',
                    hash="dfe822a1c21168324e0cb99bc5887f1f100e2b66",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_99bf2",
                    table="referrals_firstmeeting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("packed_at"))), name="package_expires_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                    _connector="OR",
                ),
                name="package_read_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="package",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "referrals_packageevent" ("ended_at", "ended_by_id", "ended_reason", "expires_at", "ground_id", "packed_at", "packed_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "referral_id", "told_unit_id", "unit_id") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."expires_at", NEW."ground_id", NEW."packed_at", NEW."packed_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."referral_id", NEW."read_at", NEW."read_by_id", NEW."referral_id", NEW."told_unit_id", NEW."unit_id"); RETURN NULL;',
                    hash="ead79ecfadb9cb2d407f8cf808cde6207070e5b3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1b947",
                    table="referrals_package",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="package",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "referrals_packageevent" ("ended_at", "ended_by_id", "ended_reason", "expires_at", "ground_id", "packed_at", "packed_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "referral_id", "told_unit_id", "unit_id") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."expires_at", NEW."ground_id", NEW."packed_at", NEW."packed_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."referral_id", NEW."read_at", NEW."read_by_id", NEW."referral_id", NEW."told_unit_id", NEW."unit_id"); RETURN NULL;',
                    hash="bf08ec9c2ad5cfb4a8c6cc9daddb27f8eb32b34b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4fbef",
                    table="referrals_package",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="packagefact",
            constraint=models.UniqueConstraint(fields=("package", "position"), name="package_fact_once"),
        ),
        migrations.AddConstraint(
            model_name="packagefact",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("label", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                name="package_fact_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="packagefact",
            constraint=models.CheckConstraint(
                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("text"), 5000)),
                name="package_fact_length",
            ),
        ),
    ]
