import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.operations
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import udsatte.accounts.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="membership_period_forwards",
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
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
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
                            ("state", "State"),
                        ],
                        max_length=20,
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ["municipality", "region", "civil_society", "state"])),
                        name="organisation_sector_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="organisation_named"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("team", "Team"), ("ward", "Ward"), ("clinic", "Clinic"), ("effort", "Effort")],
                        default="team",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
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
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["team", "ward", "clinic", "effort"])), name="unit_kind_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="unit_named"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
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
                    models.CheckConstraint(condition=models.Q(("full_name", ""), _negated=True), name="user_named"),
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
        migrations.AddField(
            model_name="membership",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="units", to="accounts.organisation"
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="unit_name_once_in_organisation"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("user", "="),
                    ("unit", "="),
                    (udsatte.accounts.models._Period("starts_at", "ends_at"), "&&"),
                ],
                name="membership_once_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_membershipevent" ("ends_at", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_at", "unit_id", "user_id") VALUES (NEW."ends_at", NEW."health_professional", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="b6599a9d3483740b92e94d14f538bdfaed2ea1b1",
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
                    func='INSERT INTO "accounts_membershipevent" ("ends_at", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_at", "unit_id", "user_id") VALUES (NEW."ends_at", NEW."health_professional", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="537643c295879bcb6243cfc35b8c79b9c316c530",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20ab5",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
    ]
