from django.db import migrations, models

import udsatte.access.models
import udsatte.operations


class Migration(migrations.Migration):
    """The log of who looked at whom, and its seals."""

    initial = True

    dependencies = []

    operations = [
        udsatte.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="AccessCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("seals", models.BigIntegerField()),
                        ("rows", models.BigIntegerField()),
                        ("faults", models.PositiveIntegerField()),
                        (
                            "report",
                            models.TextField(
                                blank=True, help_text="The first faults: seal, row number and day, never a name."
                            ),
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
                    name="AccessEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "slot",
                            models.BigIntegerField(
                                help_text="Number of the five minutes since 1970 in which it happened."
                            ),
                        ),
                        ("user_id", models.UUIDField()),
                        ("unit_id", models.UUIDField()),
                        ("citizen_id", models.UUIDField()),
                        ("view", models.CharField(help_text="The view's name, never its path.", max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("open", "Opened"),
                                    ("list", "Shown in a list"),
                                    ("search", "Found by a search"),
                                    ("print", "Printed"),
                                    ("export", "Exported"),
                                    ("reveal", "CPR number revealed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "xact",
                            udsatte.access.models.TransactionField(
                                db_default=udsatte.access.models.ThisTransaction(),
                                editable=False,
                                help_text="Of the transaction that wrote the row: a seal covers only what can no longer come late.",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["citizen_id", "at"], name="access_of_citizen"),
                            models.Index(fields=["-at", "-id"], name="access_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user_id", "citizen_id", "view", "kind", "slot"),
                                name="access_once_in_five_minutes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["open", "list", "search", "print", "export", "reveal"])
                                ),
                                name="access_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessSeal",
                    fields=[
                        (
                            "number",
                            models.BigIntegerField(
                                help_text="1, 2, 3 …, without a gap.", primary_key=True, serialize=False
                            ),
                        ),
                        ("sealed_at", models.DateTimeField()),
                        (
                            "first_at",
                            models.DateTimeField(
                                blank=True, help_text="Of the rows that it covers; none, no time.", null=True
                            ),
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
                            models.BinaryField(
                                help_text="The hash of the seal before; of the first, nothing.", max_length=32
                            ),
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
                                        ("first_at__isnull", False),
                                        ("last_at__gte", models.F("first_at")),
                                        ("rows__gt", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="seal_period_of_its_rows",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
