import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """People as an identity provider knows them, what its groups give, and the only functions that act on it."""

    dependencies = [
        ("accounts", "0004_session"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(max_length=255, verbose_name="group")),
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
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("issuer", models.CharField(max_length=200, verbose_name="issuer")),
                ("subject", models.CharField(max_length=255, verbose_name="subject")),
                ("bound_at", models.DateTimeField(verbose_name="bound at")),
            ],
        ),
        migrations.CreateModel(
            name="IdentityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("issuer", models.CharField(max_length=200, verbose_name="issuer")),
                ("subject", models.CharField(max_length=255, verbose_name="subject")),
                ("bound_at", models.DateTimeField(verbose_name="bound at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IdentityProvider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=200, unique=True, verbose_name="issuer")),
                ("seal", models.BinaryField()),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="update_update",
        ),
        migrations.AddField(
            model_name="membership",
            name="source",
            field=models.CharField(
                choices=[("hand", "An administrator"), ("groups", "A group of the identity provider")],
                db_default="hand",
                help_text="What a group of the identity provider gave, only the next sign-in there changes.",
                max_length=10,
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="source",
            field=models.CharField(
                choices=[("hand", "An administrator"), ("groups", "A group of the identity provider")],
                db_default="hand",
                help_text="What a group of the identity provider gave, only the next sign-in there changes.",
                max_length=10,
                verbose_name="source",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_membershipevent" ("ends_at", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "starts_at", "unit_id", "user_id") VALUES (NEW."ends_at", NEW."health_professional", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."source", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="9ad71be2c9a5010d3bfe2548e86b3ea7a405ce55",
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
                    func='INSERT INTO "accounts_membershipevent" ("ends_at", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "starts_at", "unit_id", "user_id") VALUES (NEW."ends_at", NEW."health_professional", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."source", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="24fc13c8e3201a78f75b014354fb933476854b18",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20ab5",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["hand", "groups"])), name="membership_source_known"
            ),
        ),
        migrations.AddField(
            model_name="grouprole",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="identity",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="identities", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="identityevent",
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
            model_name="identityevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accounts.identity",
            ),
        ),
        migrations.AddField(
            model_name="identityevent",
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
            model_name="grouprole",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.identityprovider"
            ),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(fields=("issuer", "subject"), name="identity_is_one_person"),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(fields=("issuer", "user"), name="identity_once_a_person"),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("issuer", ""), _negated=True), models.Q(("subject", ""), _negated=True)),
                name="identity_whole",
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
        migrations.AddConstraint(
            model_name="grouprole",
            constraint=models.UniqueConstraint(fields=("provider", "group", "unit"), name="group_role_once"),
        ),
        migrations.AddConstraint(
            model_name="grouprole",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="grouprole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("health_professional", True), ("role__in", ["doctor", "nurse"])),
                    ("role", "region_partner"),
                    models.Q(
                        ("health_professional", False), models.Q(("role__in", ["doctor", "nurse"]), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="group_role_health_follows_role",
            ),
        ),
        migrations.RunSQL(
            (SQL / "0005_identities.sql").read_text(encoding="utf-8"),
            "DROP FUNCTION identity_unlink(text), identity_link(text, bytea), identity_enter(text, bytea),"
            " identity_wanted(text, text[], timestamptz), identity_memberships(uuid, text, text[], timestamptz),"
            " identity_said(text, bytea, text)",
        ),
    ]
