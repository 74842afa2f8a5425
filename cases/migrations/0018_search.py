import uuid
from pathlib import Path

import django.contrib.postgres.fields
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"
_TABLES = ("cases_citizen", "cases_alias", "cases_phone", "cases_haunt", "cases_identifier")
_DROP = "".join(
    f"DROP TRIGGER findable_{when} ON {table};" for table in _TABLES for when in ("insert", "update", "delete")
)


class Migration(migrations.Migration):
    """What everybody is found by, kept by triggers, and the one search, which begins at the reader's grounds."""

    dependencies = [
        ("cases", "0017_calls"),
    ]

    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.CreateModel(
            name="Findable",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("in_unit", models.UUIDField(help_text="The unit's id.")),
                ("whom", models.UUIDField(help_text="The citizen's id.")),
                ("sort_name", models.CharField(db_collation="C", max_length=420)),
                ("is_protected", models.BooleanField()),
                ("names", models.TextField(help_text="Names and standing aliases, folded, each word between blanks.")),
                ("sounds", models.TextField(help_text="The same words as they sound.")),
                ("about", models.TextField(help_text="Features, folded.")),
                ("phones", models.TextField(help_text="Standing numbers, digits alone, between blanks.")),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), help_text="Standing haunts."
                    ),
                ),
                (
                    "digests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BinaryField(),
                        help_text="Numbers that lead here, as the identifiers keep them.",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["whom"], name="findable_of")],
                "constraints": [models.UniqueConstraint(fields=("in_unit", "whom"), name="findable_once_in_a_unit")],
            },
        ),
        run_file(
            SQL,
            "0018_search_words.sql",
            "DROP FUNCTION search_near(text, text), search_phone(text), search_sounds(text), search_words(text), search_sound(text), search_fold(text)",
        ),
        run_file(
            SQL,
            "0018_findable.sql",
            f"{_DROP} DROP TRIGGER findable_insert ON cases_ground;"
            " DROP FUNCTION findable_of_ground(), findable_of_fact(), findable_of_citizen(), findable_renew(uuid[])",
        ),
        run_file(
            SQL, "0018_citizen_search.sql", "DROP FUNCTION citizen_search(text, bytea[], int), search_seen(uuid[])"
        ),
        migrations.RunSQL("SELECT findable_renew(ARRAY(SELECT id FROM cases_citizen))", migrations.RunSQL.noop),
    ]
