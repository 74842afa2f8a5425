import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import Protect, run_file
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """What a unit is told without having asked."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0003_services"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("death", "A citizen has died."),
                            ("death_withdrawn", "A death was recorded by mistake and is withdrawn."),
                            ("contact", "Somebody outside the team is standing with a citizen."),
                            ("glass", "Somebody has broken the glass to see a citizen."),
                            ("enquiry", "Another unit asks about a citizen."),
                            ("enquiry_answered", "An enquiry has been answered."),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "about_id",
                    models.UUIDField(blank=True, help_text="The row that it is about, of the kind's table.", null=True),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                    ),
                ),
                (
                    "seen_by",
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
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="Set: told to this person only, not to the unit.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NoticeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("death", "A citizen has died."),
                            ("death_withdrawn", "A death was recorded by mistake and is withdrawn."),
                            ("contact", "Somebody outside the team is standing with a citizen."),
                            ("glass", "Somebody has broken the glass to see a citizen."),
                            ("enquiry", "Another unit asks about a citizen."),
                            ("enquiry_answered", "An enquiry has been answered."),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "about_id",
                    models.UUIDField(blank=True, help_text="The row that it is about, of the kind's table.", null=True),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
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
                        to="cases.notice",
                    ),
                ),
                (
                    "seen_by",
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
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Set: told to this person only, not to the unit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["unit", "-at", "-id"], name="notice_newest_in"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("seen_at__isnull", True)), fields=["unit"], name="notice_unseen_in"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["death", "death_withdrawn", "contact", "glass", "enquiry", "enquiry_answered"])
                ),
                name="notice_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                    models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                    _connector="OR",
                ),
                name="notice_seen_by_a_person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_noticeevent" ("about_id", "at", "citizen_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_at", "seen_by_id", "unit_id", "user_id") VALUES (NEW."about_id", NEW."at", NEW."citizen_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seen_at", NEW."seen_by_id", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="5b462fe4209e19bae847cc9942bda082aa30b5bb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b36a4",
                    table="cases_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_noticeevent" ("about_id", "at", "citizen_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_at", "seen_by_id", "unit_id", "user_id") VALUES (NEW."about_id", NEW."at", NEW."citizen_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seen_at", NEW."seen_by_id", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="41f7b5863d5b5f4820de577d5fee129a82575830",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8e2f0",
                    table="cases_notice",
                    when="AFTER",
                ),
            ),
        ),
        run_file(SQL, "0004_notices.sql", "DROP FUNCTION notice_see(uuid), notice_write(uuid, uuid, uuid, text, uuid)"),
        Protect("Notice", Protection(citizen=None, unit="unit", level=SHARED)),
    ]
