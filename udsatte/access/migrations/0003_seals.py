from pathlib import Path

from django.db import migrations, models

import udsatte.access.models
from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Every row of the log knows its transaction; seals, the fingerprints they are made of, and what checks found."""

    dependencies = [
        ("access", "0002_functions"),
    ]

    operations = [
        migrations.AddField(
            model_name="accessentry",
            name="xact",
            field=udsatte.access.models.TransactionField(
                db_default=udsatte.access.models.ThisTransaction(),
                editable=False,
                help_text="Of the transaction that wrote the row: a seal covers only what can no longer come late.",
            ),
        ),
        migrations.CreateModel(
            name="AccessCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("seals", models.BigIntegerField()),
                ("rows", models.BigIntegerField()),
                ("faults", models.PositiveIntegerField()),
                (
                    "report",
                    models.TextField(blank=True, help_text="The first faults: seal, row number and day, never a name."),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-at"], name="check_newest")],
            },
        ),
        migrations.CreateModel(
            name="AccessDigest",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("seal", models.BigIntegerField(help_text="The seal's number.")),
                ("digest", models.BinaryField(max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["seal", "entry_id"], name="digest_in_order")],
            },
        ),
        migrations.CreateModel(
            name="AccessSeal",
            fields=[
                (
                    "number",
                    models.BigIntegerField(help_text="1, 2, 3 …, without a gap.", primary_key=True, serialize=False),
                ),
                ("sealed_at", models.DateTimeField()),
                (
                    "first_at",
                    models.DateTimeField(blank=True, help_text="Of the rows that it covers; none, no time.", null=True),
                ),
                ("last_at", models.DateTimeField(blank=True, null=True)),
                ("rows", models.BigIntegerField()),
                (
                    "horizon",
                    udsatte.access.models.TransactionField(
                        help_text="Every transaction below it had ended: what it wrote is in a seal."
                    ),
                ),
                (
                    "server",
                    models.BigIntegerField(
                        help_text="The server that counted the transactions; another one after a restore."
                    ),
                ),
                (
                    "previous",
                    models.BinaryField(help_text="The hash of the seal before; of the first, nothing.", max_length=32),
                ),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0), ("rows__gte", 0)), name="seal_numbered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first_at__isnull", True), ("last_at__isnull", True), ("rows", 0)),
                            models.Q(
                                ("first_at__isnull", False), ("last_at__gte", models.F("first_at")), ("rows__gt", 0)
                            ),
                            _connector="OR",
                        ),
                        name="seal_period_of_its_rows",
                    ),
                ],
            },
        ),
        run_file(
            SQL,
            "0003_access_seal.sql",
            "DROP FUNCTION access_seal(bigint), access_canonical(access_accessentry),"
            " access_microseconds(timestamptz), access_netstring(text)",
        ),
    ]
