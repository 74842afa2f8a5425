import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cases.models.citizens
from udsatte.access.operations import Protect, run_file
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection

SQL = Path(__file__).resolve().parents[1] / "sql"

OF_UNIT = Protection(citizen=None, unit="unit", level=CASEWORK)
OF_ONE_PERSON = Protection(citizen=None, unit="unit", user="by", level=CASEWORK)

_BACK = """
ALTER TABLE cases_companion DROP CONSTRAINT companion_contact_same;
ALTER TABLE cases_staffline DROP CONSTRAINT staff_line_contact_same;
"""


class Migration(migrations.Migration):
    """Who was there too, talks with the staff of a place, where somebody was walked to, and drafts."""

    dependencies = [
        ("accounts", "0009_passwords"),
        ("cases", "0018_search"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Companion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="CompanionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField(help_text="The form's own, with which the contact will be saved.")),
                ("content", models.BinaryField(help_text="What stands in the fields, sealed.")),
                ("saved_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="StaffLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("advice", "Advice"),
                            ("supervision", "Supervision"),
                            ("teaching", "Teaching"),
                            ("agreement", "Agreement on the cooperation"),
                        ],
                        max_length=12,
                        verbose_name="what it was about",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Nothing about a citizen: that stands on the citizen.",
                        verbose_name="note",
                    ),
                ),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is struck")),
            ],
        ),
        migrations.CreateModel(
            name="StaffLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("advice", "Advice"),
                            ("supervision", "Supervision"),
                            ("teaching", "Teaching"),
                            ("agreement", "Agreement on the cooperation"),
                        ],
                        max_length=12,
                        verbose_name="what it was about",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Nothing about a citizen: that stands on the citizen.",
                        verbose_name="note",
                    ),
                ),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="why it is struck")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contact",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contact",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contactline",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contactline",
            name="update_update",
        ),
        migrations.AddField(
            model_name="contact",
            name="with_others",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="A job and where from; colleagues of the unit are rows of their own.",
                max_length=120,
                verbose_name="others who were there",
            ),
        ),
        migrations.AddField(
            model_name="contactevent",
            name="with_others",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="A job and where from; colleagues of the unit are rows of their own.",
                max_length=120,
                verbose_name="others who were there",
            ),
        ),
        migrations.AddField(
            model_name="contactline",
            name="accompanied_to",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120, verbose_name="accompanied to"
            ),
        ),
        migrations.AddField(
            model_name="contactline",
            name="accompanied_unit",
            field=models.ForeignKey(
                blank=True,
                help_text="The effort in the directory to which somebody walked with the citizen.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="contactlineevent",
            name="accompanied_to",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120, verbose_name="accompanied to"
            ),
        ),
        migrations.AddField(
            model_name="contactlineevent",
            name="accompanied_unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The effort in the directory to which somebody walked with the citizen.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_contactevent" ("at", "by_id", "id", "initiative", "medium", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "source", "unit_id", "whereabouts", "with_others") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."initiative", NEW."medium", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."saved_at", NEW."source", NEW."unit_id", NEW."whereabouts", NEW."with_others"); RETURN NULL;',
                    hash="aeeb73b9edf4d48af9e9c9739f708046c63a4d59",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_075c0",
                    table="cases_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_contactevent" ("at", "by_id", "id", "initiative", "medium", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "source", "unit_id", "whereabouts", "with_others") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."initiative", NEW."medium", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."saved_at", NEW."source", NEW."unit_id", NEW."whereabouts", NEW."with_others"); RETURN NULL;',
                    hash="e6dfe00eb524f592aba591253b7d075414e38699",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4d768",
                    table="cases_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_contactlineevent" ("accompanied_to", "accompanied_unit_id", "at", "by_id", "citizen_id", "contact_id", "id", "medium", "minutes", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "struck_at", "struck_by_id", "struck_reason", "unit_id", "whereabouts") VALUES (NEW."accompanied_to", NEW."accompanied_unit_id", NEW."at", NEW."by_id", NEW."citizen_id", NEW."contact_id", NEW."id", NEW."medium", NEW."minutes", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="578ee1dd0781fd6c2896b7f4bd1934deeb52ad0a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_78fa4",
                    table="cases_contactline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_contactlineevent" ("accompanied_to", "accompanied_unit_id", "at", "by_id", "citizen_id", "contact_id", "id", "medium", "minutes", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "struck_at", "struck_by_id", "struck_reason", "unit_id", "whereabouts") VALUES (NEW."accompanied_to", NEW."accompanied_unit_id", NEW."at", NEW."by_id", NEW."citizen_id", NEW."contact_id", NEW."id", NEW."medium", NEW."minutes", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                    hash="48b387e9ca99a09b298ae27659957bbe36688faa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6f2d",
                    table="cases_contactline",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(fields=("id", "unit"), name="contact_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="contactline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accompanied_to", ""), ("accompanied_unit__isnull", True)),
                    models.Q(("medium", "in_person"), ("outcome", "met")),
                    _connector="OR",
                ),
                name="line_accompanied_when_met",
            ),
        ),
        migrations.AddField(
            model_name="companion",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="companions", to="cases.contact"
            ),
        ),
        migrations.AddField(
            model_name="companion",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="companion",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="companionevent",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.contact",
            ),
        ),
        migrations.AddField(
            model_name="companionevent",
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
            model_name="companionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.companion",
            ),
        ),
        migrations.AddField(
            model_name="companionevent",
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
            model_name="companionevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contactdraft",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="contactdraft",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="staffline",
            name="contact",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="cases.contact"
            ),
        ),
        migrations.AddField(
            model_name="staffline",
            name="struck_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="staffline",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="stafflineevent",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.contact",
            ),
        ),
        migrations.AddField(
            model_name="stafflineevent",
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
            model_name="stafflineevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.staffline",
            ),
        ),
        migrations.AddField(
            model_name="stafflineevent",
            name="struck_by",
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
            model_name="stafflineevent",
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
            model_name="companion",
            constraint=models.UniqueConstraint(fields=("contact", "user"), name="companion_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="companion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_companionevent" ("contact_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."contact_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="01bd7271fabfa327c3e0049947300c17e4f26ca9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5df5a",
                    table="cases_companion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="companion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_companionevent" ("contact_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."contact_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="bb6da2aa635b4181098580384daa001b2a399997",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8719d",
                    table="cases_companion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="contactdraft",
            index=models.Index(fields=["saved_at"], name="draft_oldest"),
        ),
        migrations.AddConstraint(
            model_name="contactdraft",
            constraint=models.UniqueConstraint(fields=("by", "unit", "key"), name="draft_once"),
        ),
        migrations.AddConstraint(
            model_name="staffline",
            constraint=models.CheckConstraint(
                condition=models.Q(("topic__in", ["advice", "supervision", "teaching", "agreement"])),
                name="staff_line_topic_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at__isnull", True), ("struck_by__isnull", True), ("struck_reason", "")),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="staff_line_struck_by_a_person_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffline",
            constraint=models.CheckConstraint(
                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("note"), 20000)),
                name="staff_line_note_length",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_stafflineevent" ("contact_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_reason", "topic", "unit_id") VALUES (NEW."contact_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."topic", NEW."unit_id"); RETURN NULL;',
                    hash="2927cb67474e5a37be59816bd648875305f41c1a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a3f96",
                    table="cases_staffline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_stafflineevent" ("contact_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_reason", "topic", "unit_id") VALUES (NEW."contact_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."topic", NEW."unit_id"); RETURN NULL;',
                    hash="22692e725a994be7dcddce7082e0e64f34955b40",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ebbff",
                    table="cases_staffline",
                    when="AFTER",
                ),
            ),
        ),
        run_file(SQL, "0019_same_unit.sql", _BACK),
        Protect("Companion", OF_UNIT),
        Protect("StaffLine", OF_UNIT),
        Protect("ContactDraft", OF_ONE_PERSON, event=False),
    ]
