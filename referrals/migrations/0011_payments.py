import uuid
from decimal import Decimal
from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import Protect
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection
from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Payment commitments: somebody is asked to pay, and says yes or no, once."""

    dependencies = [
        ("accounts", "0002_rules"),
        ("cases", "0007_referral_notices"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("referrals", "0010_news"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentCommitment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("payer_name", models.CharField(blank=True, max_length=120, verbose_name="payer, in words")),
                ("what_for", models.CharField(max_length=200, verbose_name="what for")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="[from, to) in days.", verbose_name="period"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="amount (kroner)")),
                (
                    "per",
                    models.CharField(
                        choices=[("in_all", "In all"), ("month", "A month"), ("day", "A day")],
                        max_length=10,
                        verbose_name="per",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("recorded_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "Granted"), ("refused", "Not granted")],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "granted_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="granted (kroner)"
                    ),
                ),
                ("granted_from_on", models.DateField(blank=True, null=True, verbose_name="granted from")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="payer",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        help_text="Which one it belongs to.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.referral",
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
            name="PaymentCommitmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("payer_name", models.CharField(blank=True, max_length=120, verbose_name="payer, in words")),
                ("what_for", models.CharField(max_length=200, verbose_name="what for")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="[from, to) in days.", verbose_name="period"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="amount (kroner)")),
                (
                    "per",
                    models.CharField(
                        choices=[("in_all", "In all"), ("month", "A month"), ("day", "A day")],
                        max_length=10,
                        verbose_name="per",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("recorded_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "Granted"), ("refused", "Not granted")],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "granted_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="granted (kroner)"
                    ),
                ),
                ("granted_from_on", models.DateField(blank=True, null=True, verbose_name="granted from")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
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
                    "payer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="payer",
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
                        to="referrals.paymentcommitment",
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
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Which one it belongs to.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referrals.referral",
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
            model_name="paymentcommitment",
            index=models.Index(
                condition=models.Q(("answer", "")), fields=["unit", "asked_on", "id"], name="payment_open_in"
            ),
        ),
        migrations.AddIndex(
            model_name="paymentcommitment",
            index=models.Index(fields=["citizen", "unit", "-asked_on"], name="payment_of_citizen"),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("payer__isnull", False), ("payer_name", "")),
                    models.Q(("payer__isnull", True), models.Q(("payer_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="payment_by_one_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("what_for", ""), _negated=True), name="payment_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("per__in", ["in_all", "month", "day"])), name="payment_per_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), ("amount__lte", Decimal("10000000"))), name="payment_amount_sane"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False),
                    ("period__lower_inc", True),
                    ("period__lower_inf", False),
                    ("period__upper_inf", False),
                ),
                name="payment_for_some_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("granted_amount__isnull", True),
                        ("granted_from_on__isnull", True),
                        ("reason", ""),
                        ("settled_at__isnull", True),
                        ("settled_by__isnull", True),
                    ),
                    models.Q(
                        ("answer", "granted"),
                        ("granted_amount__isnull", False),
                        ("granted_from_on__isnull", False),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                    ),
                    models.Q(
                        ("answer", "refused"),
                        ("granted_amount__isnull", True),
                        ("granted_from_on__isnull", True),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="payment_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer", ""),
                    ("answer", "refused"),
                    models.Q(
                        ("granted_amount__gt", 0),
                        ("granted_amount__lte", models.F("amount")),
                        ("period__contains", models.F("granted_from_on")),
                    ),
                    _connector="OR",
                ),
                name="payment_granted_within_what_was_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("answer", ""), ("payer__isnull", False)),
                expressions=[("citizen", "="), ("unit", "="), ("payer", "="), ("period", "&&")],
                name="payment_asked_once_of_a_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentcommitment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("answer", ""), ("payer__isnull", True)),
                expressions=[
                    ("citizen", "="),
                    ("unit", "="),
                    (django.db.models.functions.text.Lower("payer_name"), "="),
                    ("period", "&&"),
                ],
                name="payment_asked_once_of_a_name",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentcommitment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "referrals_paymentcommitmentevent" ("amount", "answer", "asked_on", "citizen_id", "granted_amount", "granted_from_on", "id", "payer_id", "payer_name", "per", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "referral_id", "settled_at", "settled_by_id", "unit_id", "what_for") VALUES (NEW."amount", NEW."answer", NEW."asked_on", NEW."citizen_id", NEW."granted_amount", NEW."granted_from_on", NEW."id", NEW."payer_id", NEW."payer_name", NEW."per", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."referral_id", NEW."settled_at", NEW."settled_by_id", NEW."unit_id", NEW."what_for"); RETURN NULL;',
                    hash="5d4d8dd6845972d98b2d6f284f977dc618e4b5b3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e5c3",
                    table="referrals_paymentcommitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentcommitment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "referrals_paymentcommitmentevent" ("amount", "answer", "asked_on", "citizen_id", "granted_amount", "granted_from_on", "id", "payer_id", "payer_name", "per", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "referral_id", "settled_at", "settled_by_id", "unit_id", "what_for") VALUES (NEW."amount", NEW."answer", NEW."asked_on", NEW."citizen_id", NEW."granted_amount", NEW."granted_from_on", NEW."id", NEW."payer_id", NEW."payer_name", NEW."per", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."referral_id", NEW."settled_at", NEW."settled_by_id", NEW."unit_id", NEW."what_for"); RETURN NULL;',
                    hash="7a8413c58a2259a1e357a2cff22629e72eaa9ffd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8b64",
                    table="referrals_paymentcommitment",
                    when="AFTER",
                ),
            ),
        ),
        Protect("PaymentCommitment", Protection(citizen="citizen", level=CASEWORK, unit="unit")),
        run_file(SQL, "0011_payments.sql"),
    ]
