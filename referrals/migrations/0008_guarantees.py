import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import Protect
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection


class Migration(migrations.Migration):
    """Treatment within fourteen days."""

    dependencies = [
        ("accounts", "0002_rules"),
        ("cases", "0007_referral_notices"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("referrals", "0007_receipts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Guarantee",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "said_on",
                    models.DateField(
                        help_text="The day from which the fourteen days are counted.", verbose_name="said on"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="treatment began on")),
                (
                    "exception",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chose", "The citizen chose another place"),
                            ("took_back", "The citizen no longer wants it"),
                            ("died", "The citizen has died"),
                        ],
                        max_length=10,
                        verbose_name="exception",
                    ),
                ),
                ("exception_reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.contactline",
                        verbose_name="in which contact",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
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
            name="GuaranteeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "said_on",
                    models.DateField(
                        help_text="The day from which the fourteen days are counted.", verbose_name="said on"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="treatment began on")),
                (
                    "exception",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chose", "The citizen chose another place"),
                            ("took_back", "The citizen no longer wants it"),
                            ("died", "The citizen has died"),
                        ],
                        max_length=10,
                        verbose_name="exception",
                    ),
                ),
                ("exception_reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "citizen",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.citizen",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.contactline",
                        verbose_name="in which contact",
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
                        to="referrals.guarantee",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
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
        migrations.AddIndex(
            model_name="guarantee",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True)),
                fields=["unit", "said_on", "id"],
                name="guarantee_open_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="guarantee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)), fields=("citizen", "unit"), name="guarantee_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="guarantee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("exception", ""),
                        ("exception_reason", ""),
                        ("settled_at__isnull", True),
                        ("settled_by__isnull", True),
                        ("started_on__isnull", True),
                    ),
                    models.Q(
                        ("exception", ""),
                        ("exception_reason", ""),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        ("started_on__isnull", False),
                    ),
                    models.Q(
                        ("exception__in", ["chose", "took_back", "died"]),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        ("started_on__isnull", True),
                        models.Q(("exception_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="guarantee_ends_by_a_start_or_an_exception",
            ),
        ),
        migrations.AddConstraint(
            model_name="guarantee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("started_on__isnull", True), ("started_on__gte", models.F("said_on")), _connector="OR"
                ),
                name="guarantee_begins_after_it_was_said",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guarantee",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "referrals_guaranteeevent" ("citizen_id", "exception", "exception_reason", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said_on", "settled_at", "settled_by_id", "started_on", "unit_id") VALUES (NEW."citizen_id", NEW."exception", NEW."exception_reason", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."said_on", NEW."settled_at", NEW."settled_by_id", NEW."started_on", NEW."unit_id"); RETURN NULL;',
                    hash="a9a6c05d11daa3218ec43eb9901a15bf4b93ba5f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8e84e",
                    table="referrals_guarantee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guarantee",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "referrals_guaranteeevent" ("citizen_id", "exception", "exception_reason", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said_on", "settled_at", "settled_by_id", "started_on", "unit_id") VALUES (NEW."citizen_id", NEW."exception", NEW."exception_reason", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."said_on", NEW."settled_at", NEW."settled_by_id", NEW."started_on", NEW."unit_id"); RETURN NULL;',
                    hash="1a278db4ec708adc2049362049bf245f4e458a6c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed8ab",
                    table="referrals_guarantee",
                    when="AFTER",
                ),
            ),
        ),
        Protect("Guarantee", Protection(citizen="citizen", level=CASEWORK, unit="unit")),
    ]
