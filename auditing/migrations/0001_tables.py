import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import udsatte.operations


class Migration(migrations.Migration):
    """What the auditor reads and writes."""

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("accounts", "__first__"),
    ]

    operations = [
        udsatte.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Look",
                    fields=[
                        ("at", models.DateTimeField()),
                        ("role", models.CharField(blank=True, help_text="In that unit, at that time.", max_length=20)),
                        ("citizen_id", models.UUIDField()),
                        ("view", models.CharField(max_length=60)),
                        ("kind", models.CharField(max_length=10)),
                        ("reason", models.CharField(max_length=500)),
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "db_table": "auditing_look",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="SampledLook",
                    fields=[
                        ("at", models.DateTimeField()),
                        ("role", models.CharField(blank=True, help_text="In that unit, at that time.", max_length=20)),
                        ("citizen_id", models.UUIDField()),
                        ("view", models.CharField(max_length=60)),
                        ("kind", models.CharField(max_length=10)),
                        ("reason", models.CharField(max_length=500)),
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("entry_id", models.BigIntegerField()),
                        ("month_on", models.DateField()),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                help_text="In which order they are reviewed: the rules first."
                            ),
                        ),
                        ("drawn_for", models.CharField(max_length=20)),
                        ("outcome", models.CharField(blank=True, max_length=10)),
                        ("note", models.TextField(blank=True)),
                        ("reviewed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "auditing_sampledlook",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="LookFlag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("entry_id", models.BigIntegerField(help_text="The number of the row in the access log.")),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("glass", "Broken glass"),
                                    ("own_name", "Same family name"),
                                    ("many", "Many in a short time"),
                                    ("no_relation", "No work with the citizen"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("noticed_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["rule", "entry_id"], name="look_flag_by_rule")],
                        "constraints": [
                            models.UniqueConstraint(fields=("entry_id", "rule"), name="look_flag_once"),
                            models.CheckConstraint(
                                condition=models.Q(("rule__in", ["glass", "own_name", "many", "no_relation"])),
                                name="look_flag_rule_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sample",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("month_on", models.DateField(help_text="The month's first day.")),
                        ("entry_id", models.BigIntegerField()),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "drawn_for",
                            models.CharField(
                                choices=[
                                    ("glass", "Broken glass"),
                                    ("own_name", "Same family name"),
                                    ("many", "Many in a short time"),
                                    ("no_relation", "No work with the citizen"),
                                    ("chance", "By chance"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("drawn_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("month_on", "entry_id"), name="sample_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("drawn_for__in", ["glass", "own_name", "many", "no_relation", "chance"])
                                ),
                                name="sample_drawn_for_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="auditing.sample"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("in_order", "In order"), ("asked", "Asked about"), ("breach", "A breach")],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("reviewed_at", models.DateTimeField()),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["sample", "-reviewed_at"], name="review_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["in_order", "asked", "breach"])),
                                name="review_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "in_order"), models.Q(("note", ""), _negated=True), _connector="OR"
                                ),
                                name="review_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("view", models.CharField(max_length=60)),
                        ("from_on", models.DateField(blank=True, null=True)),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("of_user_id", models.UUIDField(blank=True, null=True)),
                        ("of_unit_id", models.UUIDField(blank=True, null=True)),
                        (
                            "of_citizen",
                            models.CharField(
                                blank=True, help_text="The beginning of the citizen's number.", max_length=8
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-at"], name="reading_newest")],
                    },
                ),
            ],
        ),
    ]
