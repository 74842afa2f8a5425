import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cases.models.citizens
from udsatte.access.operations import Protect, run_file
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Who has rung, and what partners tell of people."""

    dependencies = [
        ("accounts", "0009_passwords"),
        ("cases", "0016_intake"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "caller",
                    models.CharField(
                        choices=[
                            ("unit", "Hostel or partner"),
                            ("sociolance", "Sociolancen"),
                            ("relative", "A relative"),
                            ("citizen", "The citizen"),
                            ("colleague", "A colleague"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="who rang",
                    ),
                ),
                ("caller_name", models.CharField(blank=True, max_length=120, verbose_name="name of who rang")),
                ("callback", models.CharField(blank=True, max_length=20, verbose_name="number to call back")),
                ("said", models.TextField(blank=True, max_length=2000, verbose_name="what was said")),
            ],
        ),
        migrations.CreateModel(
            name="CallEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "caller",
                    models.CharField(
                        choices=[
                            ("unit", "Hostel or partner"),
                            ("sociolance", "Sociolancen"),
                            ("relative", "A relative"),
                            ("citizen", "The citizen"),
                            ("colleague", "A colleague"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="who rang",
                    ),
                ),
                ("caller_name", models.CharField(blank=True, max_length=120, verbose_name="name of who rang")),
                ("callback", models.CharField(blank=True, max_length=20, verbose_name="number to call back")),
                ("said", models.TextField(blank=True, max_length=2000, verbose_name="what was said")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tip",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("call", "Inquiry by telephone"), ("seen", "Seen at a partner's")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField(help_text="When somebody was seen, or rang.", verbose_name="when")),
                ("saved_at", models.DateTimeField()),
                (
                    "told_kind",
                    models.CharField(
                        choices=[
                            ("unit", "Hostel or partner"),
                            ("sociolance", "Sociolancen"),
                            ("relative", "A relative"),
                            ("citizen", "The citizen"),
                            ("colleague", "A colleague"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="who told",
                    ),
                ),
                ("told_name", models.CharField(blank=True, max_length=120, verbose_name="name of who told")),
                ("callback", models.CharField(blank=True, max_length=20, verbose_name="number to call back")),
                ("person", models.CharField(max_length=200, verbose_name="about whom, in words")),
                ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                ("said", models.TextField(blank=True, max_length=2000, verbose_name="what was said")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is set aside")),
            ],
        ),
        migrations.CreateModel(
            name="TipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("call", "Inquiry by telephone"), ("seen", "Seen at a partner's")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField(help_text="When somebody was seen, or rang.", verbose_name="when")),
                ("saved_at", models.DateTimeField()),
                (
                    "told_kind",
                    models.CharField(
                        choices=[
                            ("unit", "Hostel or partner"),
                            ("sociolance", "Sociolancen"),
                            ("relative", "A relative"),
                            ("citizen", "The citizen"),
                            ("colleague", "A colleague"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="who told",
                    ),
                ),
                ("told_name", models.CharField(blank=True, max_length=120, verbose_name="name of who told")),
                ("callback", models.CharField(blank=True, max_length=20, verbose_name="number to call back")),
                ("person", models.CharField(max_length=200, verbose_name="about whom, in words")),
                ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                ("said", models.TextField(blank=True, max_length=2000, verbose_name="what was said")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is set aside")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="lookup",
            name="lookup_way_known",
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_is_about_a_citizen",
        ),
        migrations.AlterField(
            model_name="lookup",
            name="way",
            field=models.CharField(
                choices=[
                    ("contact", "Standing with the citizen"),
                    ("glass", "Life in danger"),
                    ("known", "Is the citizen known?"),
                    ("duty", "On duty"),
                    ("seen", "Said that somebody is here"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("death", "A citizen has died."),
                    ("death_withdrawn", "A death was recorded by mistake and is withdrawn."),
                    ("contact", "Somebody outside the team is standing with a citizen."),
                    ("glass", "Somebody has broken the glass to see a citizen."),
                    ("enquiry", "Another unit asks about a citizen."),
                    ("enquiry_answered", "An enquiry has been answered."),
                    ("sighting", "A partner has seen a citizen."),
                    ("tip", "A partner has seen somebody. Who is it?"),
                    ("lookout", "Another unit asks you to look out for a citizen."),
                    ("lookout_over", "A citizen whom you looked out for has been met, or is sought no more."),
                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                    ("safety_again", "A colleague has still not said that they are out. Call, and go there."),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="noticeevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("death", "A citizen has died."),
                    ("death_withdrawn", "A death was recorded by mistake and is withdrawn."),
                    ("contact", "Somebody outside the team is standing with a citizen."),
                    ("glass", "Somebody has broken the glass to see a citizen."),
                    ("enquiry", "Another unit asks about a citizen."),
                    ("enquiry_answered", "An enquiry has been answered."),
                    ("sighting", "A partner has seen a citizen."),
                    ("tip", "A partner has seen somebody. Who is it?"),
                    ("lookout", "Another unit asks you to look out for a citizen."),
                    ("lookout_over", "A citizen whom you looked out for has been met, or is sought no more."),
                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                    ("safety_again", "A colleague has still not said that they are out. Call, and go there."),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="lookup",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["contact", "glass", "known", "duty", "seen"])), name="lookup_way_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "death",
                            "death_withdrawn",
                            "contact",
                            "glass",
                            "enquiry",
                            "enquiry_answered",
                            "sighting",
                            "tip",
                            "lookout",
                            "lookout_over",
                            "safety",
                            "safety_again",
                        ],
                    )
                ),
                name="notice_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("enquiry_answered", "tip", "safety", "safety_again")),
                    ("citizen__isnull", False),
                    _connector="XOR",
                ),
                name="notice_is_about_a_citizen",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="caller_unit",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="citizen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="cases.citizen"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="sighting",
            field=models.OneToOneField(
                blank=True,
                help_text="What they saw.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="call",
                to="cases.sighting",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="callevent",
            name="by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="callevent",
            name="caller_unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="callevent",
            name="citizen",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="callevent",
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
            model_name="callevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.call",
            ),
        ),
        migrations.AddField(
            model_name="callevent",
            name="sighting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="What they saw.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.sighting",
            ),
        ),
        migrations.AddField(
            model_name="callevent",
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
            model_name="tip",
            name="by",
            field=models.ForeignKey(
                help_text="Who wrote it down.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tip",
            name="citizen",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
            ),
        ),
        migrations.AddField(
            model_name="tip",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tip",
            name="sighting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.sighting",
            ),
        ),
        migrations.AddField(
            model_name="tip",
            name="told_unit",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="tip",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="tipevent",
            name="by",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="Who wrote it down.",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tipevent",
            name="citizen",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="tipevent",
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
            model_name="tipevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.tip",
            ),
        ),
        migrations.AddField(
            model_name="tipevent",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tipevent",
            name="sighting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.sighting",
            ),
        ),
        migrations.AddField(
            model_name="tipevent",
            name="told_unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="tipevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["citizen", "-at", "-id"], name="call_newest_of_citizen"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("caller__in", ["unit", "sociolance", "relative", "citizen", "colleague", "other"])),
                name="call_caller_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("said"), 2000)), name="call_said_length"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_callevent" ("at", "by_id", "callback", "caller", "caller_name", "caller_unit_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "sighting_id", "unit_id") VALUES (NEW."at", NEW."by_id", NEW."callback", NEW."caller", NEW."caller_name", NEW."caller_unit_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said", NEW."sighting_id", NEW."unit_id"); RETURN NULL;',
                    hash="d2bbba275d5edc5d840200609a4df23d752f77e1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1bf05",
                    table="cases_call",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_callevent" ("at", "by_id", "callback", "caller", "caller_name", "caller_unit_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "sighting_id", "unit_id") VALUES (NEW."at", NEW."by_id", NEW."callback", NEW."caller", NEW."caller_name", NEW."caller_unit_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said", NEW."sighting_id", NEW."unit_id"); RETURN NULL;',
                    hash="2e143a5609482ea0176bac213fc6f05eb17ad64c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_45830",
                    table="cases_call",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="tip",
            index=models.Index(fields=["unit", "-saved_at", "-id"], name="tip_newest_in"),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["call", "seen"])), name="tip_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_kind__in", ["unit", "sociolance", "relative", "citizen", "colleague", "other"])
                ),
                name="tip_told_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", ""), _negated=True), name="tip_about_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(("at__lte", models.F("saved_at"))), name="tip_not_in_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True), ("settled_reason", "")),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="tip_settled_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_at__isnull", True),
                    ("citizen__isnull", False),
                    models.Q(("settled_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="tip_set_aside_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("said"), 2000)), name="tip_said_length"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tip",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_tipevent" ("at", "by_id", "callback", "citizen_id", "id", "kind", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "saved_at", "settled_at", "settled_by_id", "settled_reason", "sighting_id", "told_kind", "told_name", "told_unit_id", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."callback", NEW."citizen_id", NEW."id", NEW."kind", NEW."person", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said", NEW."saved_at", NEW."settled_at", NEW."settled_by_id", NEW."settled_reason", NEW."sighting_id", NEW."told_kind", NEW."told_name", NEW."told_unit_id", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="040d87e15f05ac807a73743011c7bb7e30a1b6d8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7c7a3",
                    table="cases_tip",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tip",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_tipevent" ("at", "by_id", "callback", "citizen_id", "id", "kind", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "saved_at", "settled_at", "settled_by_id", "settled_reason", "sighting_id", "told_kind", "told_name", "told_unit_id", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."callback", NEW."citizen_id", NEW."id", NEW."kind", NEW."person", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said", NEW."saved_at", NEW."settled_at", NEW."settled_by_id", NEW."settled_reason", NEW."sighting_id", NEW."told_kind", NEW."told_name", NEW."told_unit_id", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="3cc6db88da05acdbad733463db0836642be62dac",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9bb94",
                    table="cases_tip",
                    when="AFTER",
                ),
            ),
        ),
        run_file(
            SQL,
            "0017_set_her.sql",
            "DROP FUNCTION seen_here(bytea, text, date, text, timestamptz, text, text), tip_unit()",
        ),
        Protect("Call", Protection(citizen="citizen", level=CASEWORK, unit="unit")),
        Protect("Tip", Protection(citizen=None, level=CASEWORK, unit="unit")),
    ]
