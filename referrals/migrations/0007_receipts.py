import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """The public page: receipts, what was tried, and the functions that alone know them."""

    dependencies = [
        ("accounts", "0002_rules"),
        ("referrals", "0006_parts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="referrals.referral",
                    ),
                ),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("content_digest", models.BinaryField(max_length=32)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["content_digest", "made_at"], name="receipt_same_words")],
            },
        ),
        migrations.CreateModel(
            name="PublicTry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[("send", "Sent"), ("look", "Asked with a code that is none")], max_length=4
                    ),
                ),
                ("network", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["network", "what", "at"], name="public_try_of_network"),
                    models.Index(
                        condition=models.Q(("what", "send")), fields=["unit", "at"], name="public_try_to_unit"
                    ),
                    models.Index(fields=["at"], name="public_try_old"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("what__in", ["send", "look"])), name="public_try_known"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit__isnull", False), ("what", "send")),
                            models.Q(("unit__isnull", True), ("what", "look")),
                            _connector="OR",
                        ),
                        name="public_try_sent_to_a_unit",
                    ),
                ],
            },
        ),
        run_file(SQL, "0007_receipts.sql"),
    ]
