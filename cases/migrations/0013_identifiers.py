import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import Protect, run_file
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection

SQL = Path(__file__).resolve().parents[1] / "sql"

_BACK = """
DROP FUNCTION citizen_register(text, text, bytea, bytea, text, text, int, uuid), identifier_none(uuid, text),
  identifier_end(uuid, text, text), identifier_found(uuid), enquiry_write(uuid, text, text, text), ground_is_here(uuid);
"""


class Migration(migrations.Migration):
    """A citizen has several numbers, or none for a reason; an enquiry is answered, and the asker sees the answer."""

    dependencies = [
        ("accounts", "0007_directory"),
        ("cases", "0012_street_tell"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingMatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cpr", "CPR number"),
                            ("x_ecpr", "X-eCPR"),
                            ("d_ecpr", "D-eCPR"),
                            ("municipal", "Municipal replacement number"),
                            ("none", "No number"),
                        ],
                        max_length=10,
                    ),
                ),
                ("called", models.CharField(blank=True, help_text="The name that the asker wrote.", max_length=401)),
                ("reason", models.CharField(max_length=500)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("shared", "Shared"), ("contact", "Call"), ("refused", "Not shared")],
                        db_default="",
                        default="",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("said", models.CharField(blank=True, db_default="", default="", max_length=500)),
                (
                    "call",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Whom to call; told only when asked to.",
                        max_length=500,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, help_text="Since when it is shared no more.", null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PendingMatchEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cpr", "CPR number"),
                            ("x_ecpr", "X-eCPR"),
                            ("d_ecpr", "D-eCPR"),
                            ("municipal", "Municipal replacement number"),
                            ("none", "No number"),
                        ],
                        max_length=10,
                    ),
                ),
                ("called", models.CharField(blank=True, help_text="The name that the asker wrote.", max_length=401)),
                ("reason", models.CharField(max_length=500)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("shared", "Shared"), ("contact", "Call"), ("refused", "Not shared")],
                        db_default="",
                        default="",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("said", models.CharField(blank=True, db_default="", default="", max_length=500)),
                (
                    "call",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Whom to call; told only when asked to.",
                        max_length=500,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, help_text="Since when it is shared no more.", null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="enquiry",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="enquiry",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="identifier",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="identifier",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="identifier",
            name="identifier_once",
        ),
        migrations.RemoveConstraint(
            model_name="identifier",
            name="identifier_one_cpr_number",
        ),
        migrations.RemoveConstraint(
            model_name="identifier",
            name="identifier_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="identifier",
            name="identifier_of_nobody_anonymous",
        ),
        migrations.AddField(
            model_name="enquiry",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[("shared", "Shared"), ("contact", "Call"), ("refused", "Not shared")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="ended_at",
            field=models.DateTimeField(blank=True, help_text="Since when it is shared no more.", null=True),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="ended_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="ground",
            field=models.ForeignKey(
                blank=True,
                help_text="What was opened for the unit that asked; none when it could see the citizen already.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.ground",
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="said",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="enquiryevent",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[("shared", "Shared"), ("contact", "Call"), ("refused", "Not shared")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="enquiryevent",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="enquiryevent",
            name="answered_by",
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
            model_name="enquiryevent",
            name="ended_at",
            field=models.DateTimeField(blank=True, help_text="Since when it is shared no more.", null=True),
        ),
        migrations.AddField(
            model_name="enquiryevent",
            name="ended_by",
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
            model_name="enquiryevent",
            name="ended_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="enquiryevent",
            name="ground",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="What was opened for the unit that asked; none when it could see the citizen already.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.ground",
            ),
        ),
        migrations.AddField(
            model_name="enquiryevent",
            name="said",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="identifier",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="identifier",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="ended_cause",
            field=models.CharField(
                blank=True,
                choices=[
                    ("replaced", "It was the citizen's, and holds no more"),
                    ("mistake", "It is not the citizen's"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="ended_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="identifier",
            name="issuer",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Number of the municipality or region, where the number is unique with its issuer only.",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="none_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("abroad", "Has no Danish number"),
                    ("withheld", "Does not want to say it"),
                    ("unknown", "Nobody knows it yet"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="identifierevent",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="identifierevent",
            name="ended_by",
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
            model_name="identifierevent",
            name="ended_cause",
            field=models.CharField(
                blank=True,
                choices=[
                    ("replaced", "It was the citizen's, and holds no more"),
                    ("mistake", "It is not the citizen's"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="identifierevent",
            name="ended_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="identifierevent",
            name="issuer",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Number of the municipality or region, where the number is unique with its issuer only.",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="identifierevent",
            name="none_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("abroad", "Has no Danish number"),
                    ("withheld", "Does not want to say it"),
                    ("unknown", "Nobody knows it yet"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="identifier",
            name="ciphertext",
            field=models.BinaryField(help_text="Key version, nonce and AES-256-GCM of the ten signs.", null=True),
        ),
        migrations.AlterField(
            model_name="identifier",
            name="digest",
            field=models.BinaryField(
                help_text="HMAC-SHA-256 of kind, issuer and number under CPR_INDEX_KEY.", max_length=32, null=True
            ),
        ),
        migrations.AlterField(
            model_name="identifier",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cpr", "CPR number"),
                    ("x_ecpr", "X-eCPR"),
                    ("d_ecpr", "D-eCPR"),
                    ("municipal", "Municipal replacement number"),
                    ("none", "No number"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="identifier",
            name="of_anonymous",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="No: a key to the citizen's own, so that nobody who wishes to be anonymous has a number. Unknown: the row leads to nobody.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="identifierevent",
            name="ciphertext",
            field=models.BinaryField(help_text="Key version, nonce and AES-256-GCM of the ten signs.", null=True),
        ),
        migrations.AlterField(
            model_name="identifierevent",
            name="digest",
            field=models.BinaryField(
                help_text="HMAC-SHA-256 of kind, issuer and number under CPR_INDEX_KEY.", max_length=32, null=True
            ),
        ),
        migrations.AlterField(
            model_name="identifierevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cpr", "CPR number"),
                    ("x_ecpr", "X-eCPR"),
                    ("d_ecpr", "D-eCPR"),
                    ("municipal", "Municipal replacement number"),
                    ("none", "No number"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="identifierevent",
            name="of_anonymous",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="No: a key to the citizen's own, so that nobody who wishes to be anonymous has a number. Unknown: the row leads to nobody.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="citizen",
            field=models.ForeignKey(
                help_text="None when the unit is told of an answer to what it asked: not even the citizen's number is.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AlterField(
            model_name="noticeevent",
            name="citizen",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="None when the unit is told of an answer to what it asked: not even the citizen's number is.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.citizen",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_enquiryevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "citizen_id", "ended_at", "ended_by_id", "ended_reason", "ground_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said", "unit_id", "waiting_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."ground_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."said", NEW."unit_id", NEW."waiting_id"); RETURN NULL;',
                    hash="63d3fabf9263c8c80efa4c3a3c59d236a5251b18",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cb087",
                    table="cases_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_enquiryevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "citizen_id", "ended_at", "ended_by_id", "ended_reason", "ground_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said", "unit_id", "waiting_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."ground_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."said", NEW."unit_id", NEW."waiting_id"); RETURN NULL;',
                    hash="60decf88c0aa66d10b9d8ed47297b13863576f98",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_65a5d",
                    table="cases_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_identifierevent" ("ciphertext", "citizen_id", "digest", "ended_at", "ended_by_id", "ended_cause", "ended_reason", "id", "issuer", "kind", "none_because", "of_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ciphertext", NEW."citizen_id", NEW."digest", NEW."ended_at", NEW."ended_by_id", NEW."ended_cause", NEW."ended_reason", NEW."id", NEW."issuer", NEW."kind", NEW."none_because", NEW."of_anonymous", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="2137ebd6c65d6f630ee00d6eef2d6a6365ddb155",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c72d4",
                    table="cases_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_identifierevent" ("ciphertext", "citizen_id", "digest", "ended_at", "ended_by_id", "ended_cause", "ended_reason", "id", "issuer", "kind", "none_because", "of_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ciphertext", NEW."citizen_id", NEW."digest", NEW."ended_at", NEW."ended_by_id", NEW."ended_cause", NEW."ended_reason", NEW."id", NEW."issuer", NEW."kind", NEW."none_because", NEW."of_anonymous", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="481617d065fc45244c9aa7fe8dd27ecee9e92d8a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4a493",
                    table="cases_identifier",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_cause", "mistake"), _negated=True),
                fields=("digest",),
                name="identifier_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("kind", "cpr")),
                fields=("citizen",),
                name="identifier_one_cpr_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "none"), ("ended_at__isnull", True)),
                fields=("citizen",),
                name="identifier_none_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["cpr", "x_ecpr", "d_ecpr", "municipal", "none"])),
                name="identifier_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "none"),
                        ("ciphertext__isnull", True),
                        ("digest__isnull", True),
                        ("none_because__in", ["abroad", "withheld", "unknown"]),
                    ),
                    models.Q(
                        models.Q(("kind", "none"), _negated=True),
                        ("ciphertext__isnull", False),
                        ("digest__isnull", False),
                        ("none_because", ""),
                    ),
                    _connector="OR",
                ),
                name="identifier_number_or_why_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issuer__regex", "^\\d{3,4}$"), ("kind__in", ("d_ecpr", "municipal"))),
                    models.Q(models.Q(("kind__in", ("d_ecpr", "municipal")), _negated=True), ("issuer", "")),
                    _connector="OR",
                ),
                name="identifier_issuer_where_unique_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("kind", "none"), _negated=True),
                        models.Q(("ended_cause", "mistake"), _negated=True),
                        ("of_anonymous", False),
                        ("of_anonymous__isnull", False),
                    ),
                    models.Q(
                        models.Q(("kind", "none"), ("ended_cause", "mistake"), _connector="OR"),
                        ("of_anonymous__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="identifier_of_nobody_anonymous",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("ended_cause", ""),
                        ("ended_reason", ""),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("ended_cause__in", ["replaced", "mistake"]),
                        models.Q(("kind", "none"), models.Q(("ended_reason", ""), _negated=True), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="identifier_ended_by_somebody_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "enquiry_answered"), ("citizen__isnull", False), _connector="XOR"),
                name="notice_is_about_a_citizen",
            ),
        ),
        migrations.AddField(
            model_name="pendingmatch",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="pendingmatch",
            name="citizen",
            field=models.ForeignKey(
                blank=True,
                help_text="Told only when the citizen is shared.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="pendingmatch",
            name="unit",
            field=models.ForeignKey(
                help_text="The unit that asked.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="waiting",
            field=models.OneToOneField(
                editable=False,
                help_text="The asker's side.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.pendingmatch",
            ),
        ),
        migrations.AddField(
            model_name="enquiryevent",
            name="waiting",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                help_text="The asker's side.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.pendingmatch",
            ),
        ),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["citizen"], name="enquiry_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                        ("ground__isnull", True),
                        ("said", ""),
                    ),
                    models.Q(
                        ("answer__in", ["shared", "contact", "refused"]),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="enquiry_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__isnull", True), ("answer", "shared"), _connector="OR"),
                name="enquiry_ground_when_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_reason", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("ground__isnull", False),
                        models.Q(("ended_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="enquiry_ended_by_somebody_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "shared"), _negated=True),
                    models.Q(("said", ""), _negated=True),
                    _connector="OR",
                ),
                name="enquiry_shared_for_a_reason",
            ),
        ),
        migrations.AddField(
            model_name="pendingmatchevent",
            name="asked_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pendingmatchevent",
            name="citizen",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Told only when the citizen is shared.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="pendingmatchevent",
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
            model_name="pendingmatchevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.pendingmatch",
            ),
        ),
        migrations.AddField(
            model_name="pendingmatchevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="The unit that asked.",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="pendingmatch",
            index=models.Index(fields=["unit", "-asked_at", "-id"], name="pending_match_newest_of"),
        ),
        migrations.AddConstraint(
            model_name="pendingmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="pending_match_reasoned"
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["cpr", "x_ecpr", "d_ecpr", "municipal", "none"])),
                name="pending_match_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("answered_at__isnull", True),
                        ("call", ""),
                        ("citizen__isnull", True),
                        ("said", ""),
                    ),
                    models.Q(
                        ("answer", "shared"), ("answered_at__isnull", False), ("call", ""), ("citizen__isnull", False)
                    ),
                    models.Q(
                        ("answer", "contact"),
                        ("answered_at__isnull", False),
                        ("citizen__isnull", True),
                        models.Q(("call", ""), _negated=True),
                    ),
                    models.Q(
                        ("answer", "refused"), ("answered_at__isnull", False), ("call", ""), ("citizen__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="pending_match_tells_what_was_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("answer", "shared"), ("ended_at__gte", models.F("answered_at"))),
                    _connector="OR",
                ),
                name="pending_match_shared_before_it_ended",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendingmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_pendingmatchevent" ("answer", "answered_at", "asked_at", "asked_by_id", "call", "called", "citizen_id", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said", "unit_id") VALUES (NEW."answer", NEW."answered_at", NEW."asked_at", NEW."asked_by_id", NEW."call", NEW."called", NEW."citizen_id", NEW."ended_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."said", NEW."unit_id"); RETURN NULL;',
                    hash="43c3d7160fb12bd19982941cf8ac2f78266a3100",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1f027",
                    table="cases_pendingmatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendingmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_pendingmatchevent" ("answer", "answered_at", "asked_at", "asked_by_id", "call", "called", "citizen_id", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said", "unit_id") VALUES (NEW."answer", NEW."answered_at", NEW."asked_at", NEW."asked_by_id", NEW."call", NEW."called", NEW."citizen_id", NEW."ended_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."said", NEW."unit_id"); RETURN NULL;',
                    hash="1caf0a01847b0fa8a4dd5ac03744602941df071c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e370f",
                    table="cases_pendingmatch",
                    when="AFTER",
                ),
            ),
        ),
        run_file(SQL, "0013_identifiers.sql", _BACK + (SQL / "0001_citizen_register.sql").read_text(encoding="utf-8")),
        run_file(
            SQL,
            "0013_enquiries.sql",
            "DROP FUNCTION enquiry_answer(uuid, text, text), enquiry_end(uuid, text), enquiry_take(uuid)",
        ),
        Protect("PendingMatch", Protection(citizen=None, unit="unit", level=CASEWORK)),
    ]
