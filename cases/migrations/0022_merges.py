import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"
_MERGES = (
    "DROP FUNCTION citizen_alike(uuid), citizen_doubles(uuid[]), citizen_merges(uuid), citizen_union(uuid),"
    " merge_undo(uuid, text), citizen_merge(uuid, uuid, text), merge_may(uuid, uuid);"
    " DROP TRIGGER merge_only_ends ON cases_citizenmerge; DROP TRIGGER merge_makes_no_circle ON cases_citizenmerge;"
    " DROP FUNCTION merge_only_ends(), merge_makes_no_circle(), merge_group(uuid)"
)


def _register() -> str:
    """The one before: in 0013_identifiers.sql it stands among others."""
    text = (SQL / "0013_identifiers.sql").read_text(encoding="utf-8")
    begin = text.index("CREATE FUNCTION citizen_register")
    end = text.index("END $$;", begin) + len("END $$;")
    return text[begin:end].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    """Two citizens who are one person: one row, nothing moved, and only functions that read or write it."""

    dependencies = [
        ("cases", "0021_lookouts_and_visits"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CitizenMerge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("merged_from", models.UUIDField(help_text="The citizen who is shown as the other.")),
                ("merged_into", models.UUIDField(help_text="The citizen whom lists show.")),
                ("reason", models.CharField(max_length=500)),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.CharField(blank=True, max_length=500)),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CitizenMergeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("merged_from", models.UUIDField(help_text="The citizen who is shown as the other.")),
                ("merged_into", models.UUIDField(help_text="The citizen whom lists show.")),
                ("reason", models.CharField(max_length=500)),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.CharField(blank=True, max_length=500)),
                (
                    "merged_by",
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
                        to="cases.citizenmerge",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
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
        migrations.AddIndex(
            model_name="citizenmerge",
            index=models.Index(
                condition=models.Q(("undone_at__isnull", True)), fields=["merged_into"], name="merge_into"
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenmerge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("merged_from",), name="merge_once_while_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_from", models.F("merged_into")), _negated=True), name="merge_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenmerge",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="merge_reasoned"),
        ),
        migrations.AddConstraint(
            model_name="citizenmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True), ("undone_reason", "")),
                    models.Q(
                        ("undone_at__isnull", False),
                        ("undone_by__isnull", False),
                        models.Q(("undone_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="merge_undone_by_somebody_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizenmerge",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_citizenmergeevent" ("id", "merged_at", "merged_by_id", "merged_from", "merged_into", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_reason") VALUES (NEW."id", NEW."merged_at", NEW."merged_by_id", NEW."merged_from", NEW."merged_into", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_by_id", NEW."undone_reason"); RETURN NULL;',
                    hash="4a33093ea91d9a698ee4eabcec6ce77c5902e8f0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1a39a",
                    table="cases_citizenmerge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizenmerge",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_citizenmergeevent" ("id", "merged_at", "merged_by_id", "merged_from", "merged_into", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_reason") VALUES (NEW."id", NEW."merged_at", NEW."merged_by_id", NEW."merged_from", NEW."merged_into", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_by_id", NEW."undone_reason"); RETURN NULL;',
                    hash="0a88953a334bb207d0b08823d34dfda218213f0a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6949c",
                    table="cases_citizenmerge",
                    when="AFTER",
                ),
            ),
        ),
        run_file(SQL, "0022_merges.sql", _MERGES),
        run_file(SQL, "0022_register.sql", _register()),
    ]
