import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"
_LISTS = "DROP FUNCTION unit_named(uuid[]), unit_doubles(uuid[]), citizen_others(uuid)"
_APART = "DROP FUNCTION citizen_apart(uuid), alike_ask_again(uuid, uuid), alike_dismiss(uuid, uuid)"


def _before(name: str) -> str:
    """A function as it was: in 0022_merges.sql it stands among others."""
    text = (SQL / "0022_merges.sql").read_text(encoding="utf-8")
    begin = text.index(f"CREATE FUNCTION {name}(")
    end = text.index("END $$;", begin) + len("END $$;")
    return text[begin:end].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    """That two who are alike are two; and one person who is merged on the lists of a unit once."""

    dependencies = [
        ("accounts", "0010_leaves"),
        ("cases", "0022_merges"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CitizenApart",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("one", models.UUIDField()),
                ("other", models.UUIDField()),
                ("said_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "said_by",
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
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CitizenApartEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("one", models.UUIDField()),
                ("other", models.UUIDField()),
                ("said_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
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
                        to="cases.citizenapart",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
        migrations.AddConstraint(
            model_name="citizenapart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("unit", "one", "other"),
                name="apart_once_while_it_holds",
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenapart",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="apart_of_two_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenapart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="apart_undone_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizenapart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_citizenapartevent" ("id", "one", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "undone_at", "undone_by_id", "unit_id") VALUES (NEW."id", NEW."one", NEW."other", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said_at", NEW."said_by_id", NEW."undone_at", NEW."undone_by_id", NEW."unit_id"); RETURN NULL;',
                    hash="cbb4b6314486e2123651b9fd300d6ebc1b4ede6c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6faa0",
                    table="cases_citizenapart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizenapart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_citizenapartevent" ("id", "one", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "undone_at", "undone_by_id", "unit_id") VALUES (NEW."id", NEW."one", NEW."other", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said_at", NEW."said_by_id", NEW."undone_at", NEW."undone_by_id", NEW."unit_id"); RETURN NULL;',
                    hash="d28af02a6a78b4acd96e89cd4a1b771777183e2f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8451c",
                    table="cases_citizenapart",
                    when="AFTER",
                ),
            ),
        ),
        run_file(SQL, "0023_apart.sql", f"{_before('citizen_alike')} {_APART}"),
        run_file(SQL, "0023_merged_lists.sql", f"{_before('citizen_doubles')} {_LISTS}"),
    ]
