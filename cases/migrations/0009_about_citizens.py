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
OF_UNIT = Protection(citizen="citizen", level=CASEWORK, unit="unit")


class Migration(migrations.Migration):
    """Language, municipality, doctor, family, relatives; and that who wishes to be anonymous has no number."""

    dependencies = [
        ("accounts", "0004_session"),
        ("cases", "0008_lists"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Background",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "own_doctor",
                    models.CharField(
                        choices=[("named", "Has one"), ("none", "Has none"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="own doctor",
                    ),
                ),
                ("doctor", models.CharField(blank=True, max_length=200, verbose_name="clinic, name and phone")),
                ("nationality", models.CharField(blank=True, max_length=60, verbose_name="nationality")),
                (
                    "residence",
                    models.CharField(
                        choices=[
                            ("not_asked", "Not asked"),
                            ("danish", "Danish citizen"),
                            ("nordic", "Nordic citizen"),
                            ("eu", "EU or EEA citizen"),
                            ("permit", "Residence permit"),
                            ("asylum", "Asylum being decided"),
                            ("none", "None"),
                            ("unclear", "Asked, and unclear"),
                        ],
                        default="not_asked",
                        max_length=20,
                        verbose_name="basis of residence",
                    ),
                ),
                ("residence_reason", models.CharField(blank=True, max_length=300, verbose_name="why we had to know")),
                (
                    "children",
                    models.CharField(
                        choices=[
                            ("with", "With the citizen"),
                            ("elsewhere", "Elsewhere"),
                            ("both", "Some with the citizen"),
                            ("none", "None"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="children",
                    ),
                ),
                (
                    "children_text",
                    models.CharField(blank=True, max_length=200, verbose_name="how many, and their ages"),
                ),
                (
                    "pregnant",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="pregnant",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="BackgroundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "own_doctor",
                    models.CharField(
                        choices=[("named", "Has one"), ("none", "Has none"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="own doctor",
                    ),
                ),
                ("doctor", models.CharField(blank=True, max_length=200, verbose_name="clinic, name and phone")),
                ("nationality", models.CharField(blank=True, max_length=60, verbose_name="nationality")),
                (
                    "residence",
                    models.CharField(
                        choices=[
                            ("not_asked", "Not asked"),
                            ("danish", "Danish citizen"),
                            ("nordic", "Nordic citizen"),
                            ("eu", "EU or EEA citizen"),
                            ("permit", "Residence permit"),
                            ("asylum", "Asylum being decided"),
                            ("none", "None"),
                            ("unclear", "Asked, and unclear"),
                        ],
                        default="not_asked",
                        max_length=20,
                        verbose_name="basis of residence",
                    ),
                ),
                ("residence_reason", models.CharField(blank=True, max_length=300, verbose_name="why we had to know")),
                (
                    "children",
                    models.CharField(
                        choices=[
                            ("with", "With the citizen"),
                            ("elsewhere", "Elsewhere"),
                            ("both", "Some with the citizen"),
                            ("none", "None"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="children",
                    ),
                ),
                (
                    "children_text",
                    models.CharField(blank=True, max_length=200, verbose_name="how many, and their ages"),
                ),
                (
                    "pregnant",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="pregnant",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relative",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("relation", models.CharField(max_length=60, verbose_name="relation")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "may_be_told",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing"),
                            ("known", "That we know the citizen"),
                            ("well", "That the citizen is well"),
                            ("agreed", "What was agreed"),
                        ],
                        default="nothing",
                        max_length=10,
                        verbose_name="may be told",
                    ),
                ),
                ("agreed", models.CharField(blank=True, max_length=300, verbose_name="what was agreed")),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RelativeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("relation", models.CharField(max_length=60, verbose_name="relation")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "may_be_told",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing"),
                            ("known", "That we know the citizen"),
                            ("well", "That the citizen is well"),
                            ("agreed", "What was agreed"),
                        ],
                        default="nothing",
                        max_length=10,
                        verbose_name="may be told",
                    ),
                ),
                ("agreed", models.CharField(blank=True, max_length=300, verbose_name="what was agreed")),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citizen",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citizen",
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
        migrations.AddField(
            model_name="citizen",
            name="acting_municipality",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Which municipality decides and pays, when it is another.",
                max_length=60,
                verbose_name="acting municipality",
            ),
        ),
        migrations.AddField(
            model_name="citizen",
            name="digital_post_exempt",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=10,
                verbose_name="exempt from Digital Post",
            ),
        ),
        migrations.AddField(
            model_name="citizen",
            name="home_municipality",
            field=models.CharField(blank=True, db_default="", max_length=60, verbose_name="municipality of residence"),
        ),
        migrations.AddField(
            model_name="citizen",
            name="interpreter",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=10,
                verbose_name="needs an interpreter",
            ),
        ),
        migrations.AddField(
            model_name="citizen",
            name="is_anonymous",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Never looked up and never matched: has no identifying number, which a key of the database holds.",
                verbose_name="wishes to be anonymous",
            ),
        ),
        migrations.AddField(
            model_name="citizen",
            name="language",
            field=models.CharField(blank=True, db_default="", max_length=60, verbose_name="language"),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="acting_municipality",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Which municipality decides and pays, when it is another.",
                max_length=60,
                verbose_name="acting municipality",
            ),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="digital_post_exempt",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=10,
                verbose_name="exempt from Digital Post",
            ),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="home_municipality",
            field=models.CharField(blank=True, db_default="", max_length=60, verbose_name="municipality of residence"),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="interpreter",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=10,
                verbose_name="needs an interpreter",
            ),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="is_anonymous",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Never looked up and never matched: has no identifying number, which a key of the database holds.",
                verbose_name="wishes to be anonymous",
            ),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="language",
            field=models.CharField(blank=True, db_default="", max_length=60, verbose_name="language"),
        ),
        migrations.AddField(
            model_name="identifier",
            name="of_anonymous",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="Always no: a key to the citizen's own, so that nobody who wishes to be anonymous has a number.",
            ),
        ),
        migrations.AddField(
            model_name="identifierevent",
            name="of_anonymous",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="Always no: a key to the citizen's own, so that nobody who wishes to be anonymous has a number.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizen",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_citizenevent" ("acting_municipality", "birth_on", "birth_year", "death_id", "died_on", "digital_post_exempt", "family_name", "given_name", "home_municipality", "id", "interpreter", "is_anonymous", "is_protected", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."acting_municipality", NEW."birth_on", NEW."birth_year", NEW."death_id", NEW."died_on", NEW."digital_post_exempt", NEW."family_name", NEW."given_name", NEW."home_municipality", NEW."id", NEW."interpreter", NEW."is_anonymous", NEW."is_protected", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                    hash="88f0bc139ff961f55a152e0f51fedb4d95881818",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b643c",
                    table="cases_citizen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizen",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_citizenevent" ("acting_municipality", "birth_on", "birth_year", "death_id", "died_on", "digital_post_exempt", "family_name", "given_name", "home_municipality", "id", "interpreter", "is_anonymous", "is_protected", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."acting_municipality", NEW."birth_on", NEW."birth_year", NEW."death_id", NEW."died_on", NEW."digital_post_exempt", NEW."family_name", NEW."given_name", NEW."home_municipality", NEW."id", NEW."interpreter", NEW."is_anonymous", NEW."is_protected", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                    hash="428d080de4419be75218116342ca8c5c8770ca37",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ddbdd",
                    table="cases_citizen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_identifierevent" ("ciphertext", "citizen_id", "digest", "id", "kind", "of_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ciphertext", NEW."citizen_id", NEW."digest", NEW."id", NEW."kind", NEW."of_anonymous", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="b5daf25c346bbee4c3a040d11e7e685c09ce82e4",
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
                    func='INSERT INTO "cases_identifierevent" ("ciphertext", "citizen_id", "digest", "id", "kind", "of_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ciphertext", NEW."citizen_id", NEW."digest", NEW."id", NEW."kind", NEW."of_anonymous", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="0ae7be15ed10d2f9426ed2e23262922c2e79313c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4a493",
                    table="cases_identifier",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="citizen",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digital_post_exempt__in", ["yes", "no", "unknown"]), ("interpreter__in", ["yes", "no", "unknown"])
                ),
                name="citizen_particulars_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="citizen",
            constraint=models.UniqueConstraint(fields=("id", "is_anonymous"), name="citizen_and_anonymity"),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(("of_anonymous", False)), name="identifier_of_nobody_anonymous"
            ),
        ),
        migrations.AddField(
            model_name="background",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="background",
            name="citizen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="backgrounds", to="cases.citizen"
            ),
        ),
        migrations.AddField(
            model_name="background",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="backgroundevent",
            name="changed_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="backgroundevent",
            name="citizen",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="backgroundevent",
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
            model_name="backgroundevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.background",
            ),
        ),
        migrations.AddField(
            model_name="backgroundevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="relative",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="relative",
            name="citizen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="relatives", to="cases.citizen"
            ),
        ),
        migrations.AddField(
            model_name="relative",
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
            model_name="relative",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="relativeevent",
            name="added_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="relativeevent",
            name="citizen",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="relativeevent",
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
            model_name="relativeevent",
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
            model_name="relativeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.relative",
            ),
        ),
        migrations.AddField(
            model_name="relativeevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="background",
            constraint=models.UniqueConstraint(fields=("citizen", "unit"), name="background_once_in_unit"),
        ),
        migrations.AddConstraint(
            model_name="background",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("children__in", ["with", "elsewhere", "both", "none", "unknown"]),
                    ("own_doctor__in", ["named", "none", "unknown"]),
                    ("pregnant__in", ["yes", "no", "unknown"]),
                    ("residence__in", ["not_asked", "danish", "nordic", "eu", "permit", "asylum", "none", "unclear"]),
                ),
                name="background_choices_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="background",
            constraint=models.CheckConstraint(
                condition=models.Q(("own_doctor", "named"), ("doctor", ""), _connector="XOR"),
                name="background_doctor_named_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="background",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("residence", "not_asked"), ("residence_reason", "")),
                    models.Q(
                        models.Q(("residence", "not_asked"), _negated=True),
                        models.Q(("residence_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="background_residence_asked_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="background",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("children_text", ""),
                    models.Q(("children__in", ["unknown", "none"]), _negated=True),
                    _connector="OR",
                ),
                name="background_children_there_are",
            ),
        ),
        migrations.AddConstraint(
            model_name="background",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__isnull", True), ("pregnant", "yes"), _connector="OR"),
                name="background_due_when_pregnant",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="background",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_backgroundevent" ("changed_at", "changed_by_id", "children", "children_text", "citizen_id", "doctor", "due_on", "id", "nationality", "own_doctor", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pregnant", "residence", "residence_reason", "unit_id", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."children", NEW."children_text", NEW."citizen_id", NEW."doctor", NEW."due_on", NEW."id", NEW."nationality", NEW."own_doctor", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pregnant", NEW."residence", NEW."residence_reason", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="cb5e58af34b80da62ce176a458c89f94339f2b37",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e276b",
                    table="cases_background",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="background",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_backgroundevent" ("changed_at", "changed_by_id", "children", "children_text", "citizen_id", "doctor", "due_on", "id", "nationality", "own_doctor", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pregnant", "residence", "residence_reason", "unit_id", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."children", NEW."children_text", NEW."citizen_id", NEW."doctor", NEW."due_on", NEW."id", NEW."nationality", NEW."own_doctor", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pregnant", NEW."residence", NEW."residence_reason", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="a75072cce3562b6c3a5f7ffc378603ecc8af9a4e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6b70e",
                    table="cases_background",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="relative",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["citizen", "unit"], name="relative_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("relation", ""), _negated=True)),
                name="relative_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(("may_be_told__in", ["nothing", "known", "well", "agreed"])),
                name="relative_may_be_told_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(("may_be_told", "nothing"), ("consent_on__isnull", False), _connector="OR"),
                name="relative_told_only_by_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("may_be_told", "agreed"), _negated=True),
                    models.Q(("agreed", ""), _negated=True),
                    _connector="OR",
                ),
                name="relative_agreed_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="relative_ended_by_a_person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relative",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_relativeevent" ("added_at", "added_by_id", "agreed", "citizen_id", "consent_on", "ended_at", "ended_by_id", "id", "may_be_told", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "unit_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."agreed", NEW."citizen_id", NEW."consent_on", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."may_be_told", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."relation", NEW."unit_id"); RETURN NULL;',
                    hash="5b57ea58c078d49f2e4b9521d4ee730c13db17ef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_12009",
                    table="cases_relative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relative",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_relativeevent" ("added_at", "added_by_id", "agreed", "citizen_id", "consent_on", "ended_at", "ended_by_id", "id", "may_be_told", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "unit_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."agreed", NEW."citizen_id", NEW."consent_on", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."may_be_told", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."relation", NEW."unit_id"); RETURN NULL;',
                    hash="765f309fcbbdf3432051986d1640bb2ad1f398f2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_edcba",
                    table="cases_relative",
                    when="AFTER",
                ),
            ),
        ),
        run_file(SQL, "0009_anonymous.sql", "ALTER TABLE cases_identifier DROP CONSTRAINT identifier_nobody_anonymous"),
        Protect("Background", OF_UNIT),
        Protect("Relative", OF_UNIT),
    ]
