import datetime
import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import Protect, run_file
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """That a citizen has died: a dated fact with a source, and the citizen's own copy of it."""

    dependencies = [
        ("cases", "0005_reminder_days"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Death",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("died_on", models.DateField(verbose_name="died on")),
                ("is_about", models.BooleanField(default=False, verbose_name="the day is approximate")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("hospital", "The hospital"),
                            ("police", "The police"),
                            ("cpr", "The CPR register"),
                            ("relative", "A relative"),
                            ("colleague", "A colleague"),
                            ("other", "Somebody else"),
                        ],
                        max_length=10,
                        verbose_name="from whom",
                    ),
                ),
                ("source_text", models.CharField(blank=True, max_length=200, verbose_name="from whom, in words")),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is withdrawn")),
            ],
        ),
        migrations.CreateModel(
            name="DeathEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("died_on", models.DateField(verbose_name="died on")),
                ("is_about", models.BooleanField(default=False, verbose_name="the day is approximate")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("hospital", "The hospital"),
                            ("police", "The police"),
                            ("cpr", "The CPR register"),
                            ("relative", "A relative"),
                            ("colleague", "A colleague"),
                            ("other", "Somebody else"),
                        ],
                        max_length=10,
                        verbose_name="from whom",
                    ),
                ),
                ("source_text", models.CharField(blank=True, max_length=200, verbose_name="from whom, in words")),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is withdrawn")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citizen",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citizen",
            name="update_update",
        ),
        migrations.AddField(
            model_name="citizen",
            name="died_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="died on"),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="died_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="died on"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizen",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_citizenevent" ("birth_on", "birth_year", "death_id", "died_on", "family_name", "given_name", "id", "is_protected", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."birth_on", NEW."birth_year", NEW."death_id", NEW."died_on", NEW."family_name", NEW."given_name", NEW."id", NEW."is_protected", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                    hash="3eb3ec0cc7b66704831495cb0ae4c4919fc9292b",
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
                    func='INSERT INTO "cases_citizenevent" ("birth_on", "birth_year", "death_id", "died_on", "family_name", "given_name", "id", "is_protected", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."birth_on", NEW."birth_year", NEW."death_id", NEW."died_on", NEW."family_name", NEW."given_name", NEW."id", NEW."is_protected", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                    hash="a0f2fde3b3eff0c2ee4de7fda5dabab4b16da4af",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ddbdd",
                    table="cases_citizen",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="death",
            name="citizen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deaths", to="cases.citizen"
            ),
        ),
        migrations.AddField(
            model_name="death",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="death",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="citizen",
            name="death",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                help_text="The death that stands; written by its own functions alone.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.death",
            ),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="death",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                help_text="The death that stands; written by its own functions alone.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.death",
            ),
        ),
        migrations.AddConstraint(
            model_name="citizen",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("death__isnull", True), ("died_on__isnull", True)),
                    models.Q(("death__isnull", False), ("died_on__isnull", False)),
                    _connector="OR",
                ),
                name="citizen_death_has_its_day",
            ),
        ),
        migrations.AddField(
            model_name="deathevent",
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
            model_name="deathevent",
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
            model_name="deathevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.death",
            ),
        ),
        migrations.AddField(
            model_name="deathevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deathevent",
            name="withdrawn_by",
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
        migrations.AddConstraint(
            model_name="death",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["hospital", "police", "cpr", "relative", "colleague", "other"])),
                name="death_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="death",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "other"), _negated=True),
                    models.Q(("source_text", ""), _negated=True),
                    _connector="OR",
                ),
                name="death_other_source_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="death",
            constraint=models.CheckConstraint(
                condition=models.Q(("died_on__range", (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))),
                name="death_day_likely",
            ),
        ),
        migrations.AddConstraint(
            model_name="death",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="death_withdrawn_by_a_person_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="death",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)), fields=("citizen",), name="death_one_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="death",
            constraint=models.UniqueConstraint(fields=("id", "citizen", "died_on"), name="death_of_citizen_and_day"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="death",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_deathevent" ("citizen_id", "died_on", "id", "is_about", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "source_text", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."citizen_id", NEW."died_on", NEW."id", NEW."is_about", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."source_text", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="a7d924163107e3cd37f86ecc66e04171aaddb2a0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_49150",
                    table="cases_death",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="death",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_deathevent" ("citizen_id", "died_on", "id", "is_about", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "source_text", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."citizen_id", NEW."died_on", NEW."id", NEW."is_about", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."source_text", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="994f76f05cffd81d97f89b57a3a6c5f85d1464d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33fca",
                    table="cases_death",
                    when="AFTER",
                ),
            ),
        ),
        run_file(
            SQL,
            "0006_deaths.sql",
            "DROP FUNCTION death_withdraw(uuid, text), citizen_died(uuid, date, boolean, text, text),"
            " notice_everybody(uuid, text, uuid);"
            " ALTER TABLE cases_citizen DROP CONSTRAINT citizen_death_same",
        ),
        Protect("Death", Protection(citizen="citizen", level=SHARED)),
    ]
