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
    """That somebody else has seen a citizen: a row of its own, and the clock that it moves."""

    dependencies = [
        ("accounts", "0009_passwords"),
        ("cases", "0014_unknown_citizens"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="when")),
                ("saved_at", models.DateTimeField(help_text="When it was saved; `at` is when it happened.")),
                ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                (
                    "told_kind",
                    models.CharField(
                        choices=[
                            ("unit", "Hostel or partner"),
                            ("sociolance", "Sociolancen"),
                            ("relative", "A relative"),
                            ("colleague", "A colleague"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="seen by",
                    ),
                ),
                ("told_name", models.CharField(blank=True, max_length=120, verbose_name="name of who saw")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is struck")),
            ],
        ),
        migrations.CreateModel(
            name="SightingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("at", models.DateTimeField(verbose_name="when")),
                ("saved_at", models.DateTimeField(help_text="When it was saved; `at` is when it happened.")),
                ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                (
                    "told_kind",
                    models.CharField(
                        choices=[
                            ("unit", "Hostel or partner"),
                            ("sociolance", "Sociolancen"),
                            ("relative", "A relative"),
                            ("colleague", "A colleague"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="seen by",
                    ),
                ),
                ("told_name", models.CharField(blank=True, max_length=120, verbose_name="name of who saw")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is struck")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="citizenclock",
            name="told_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unit", "Hostel or partner"),
                    ("sociolance", "Sociolancen"),
                    ("relative", "A relative"),
                    ("colleague", "A colleague"),
                    ("other", "Somebody else"),
                ],
                db_default="",
                default="",
                help_text="Who told of it; empty when a unit's own people saw the citizen.",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="citizenclock",
            name="told_name",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The name of the unit that told, where it says nothing about treatment.",
                max_length=200,
            ),
        ),
        migrations.AlterField(
            model_name="citizenclock",
            name="seen_at",
            field=models.DateTimeField(
                blank=True, help_text="Set: met or refused in person, or seen by somebody else.", null=True
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenclock",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_kind__in", ["", "unit", "sociolance", "relative", "colleague", "other"])),
                name="clock_told_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="citizen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sightings", to="cases.citizen"
            ),
        ),
        migrations.AddField(
            model_name="sighting",
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
        migrations.AddField(
            model_name="sighting",
            name="struck_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="told_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
                verbose_name="which one",
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="unit",
            field=models.ForeignKey(
                help_text="Which wrote it down.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="sightingevent",
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
            model_name="sightingevent",
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
            model_name="sightingevent",
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
            model_name="sightingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.sighting",
            ),
        ),
        migrations.AddField(
            model_name="sightingevent",
            name="place",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="sightingevent",
            name="struck_by",
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
            model_name="sightingevent",
            name="told_unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
                verbose_name="which one",
            ),
        ),
        migrations.AddField(
            model_name="sightingevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="Which wrote it down.",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="sighting",
            index=models.Index(fields=["citizen", "-at", "-id"], name="sighting_newest_of_citizen"),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_kind__in", ["unit", "sociolance", "relative", "colleague", "other"])),
                name="sighting_told_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_kind", "other"), _negated=True),
                    models.Q(("told_name", ""), _negated=True),
                    _connector="OR",
                ),
                name="sighting_other_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_unit__isnull", True), ("told_kind__in", ["unit", "sociolance"]), _connector="OR"
                ),
                name="sighting_told_by_one_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(("at__lte", models.F("saved_at"))), name="sighting_not_in_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at__isnull", True), ("struck_by__isnull", True), ("struck_reason", "")),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sighting_struck_by_a_person_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sighting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_sightingevent" ("at", "by_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "struck_at", "struck_by_id", "struck_reason", "told_kind", "told_name", "told_unit_id", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."saved_at", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."told_kind", NEW."told_name", NEW."told_unit_id", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="9c9c4c53e0cacb3d3c18f75d6e85619bc0c1d5e6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_335fd",
                    table="cases_sighting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sighting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_sightingevent" ("at", "by_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "struck_at", "struck_by_id", "struck_reason", "told_kind", "told_name", "told_unit_id", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."saved_at", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."told_kind", NEW."told_name", NEW."told_unit_id", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="80319afbd0639de6888b07851a0424812bf74781",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5629f",
                    table="cases_sighting",
                    when="AFTER",
                ),
            ),
        ),
        run_file(
            SQL,
            "0015_sightings.sql",
            "DROP FUNCTION sighting_strike(uuid, text); DROP TRIGGER clock_insert ON cases_sighting;"
            " DROP TRIGGER clock_update ON cases_sighting; DROP TRIGGER clock_delete ON cases_sighting",
        ),
        Protect("Sighting", Protection(citizen="citizen", level=SHARED, unit="unit")),
    ]
