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


class Migration(migrations.Migration):
    """Whom others look out for, and who of the unit is in somewhere."""

    dependencies = [
        ("accounts", "0010_leaves"),
        ("cases", "0020_lists"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lookout",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=300, verbose_name="what to look for, and what to say")),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrawn", "Withdrawn"),
                            ("met", "Met"),
                            ("found", "Sought no more"),
                            ("dead", "Dead"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lookouts", to="cases.citizen"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ground",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.ground"
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="who is asked",
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
            name="LookoutEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("words", models.CharField(max_length=300, verbose_name="what to look for, and what to say")),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrawn", "Withdrawn"),
                            ("met", "Met"),
                            ("found", "Sought no more"),
                            ("dead", "Dead"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "ended_by",
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
                    "ground",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.ground",
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
                        to="cases.lookout",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.unit",
                        verbose_name="who is asked",
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
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="in since")),
                ("due_at", models.DateTimeField(verbose_name="out at")),
                ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                ("company", models.CharField(blank=True, max_length=120, verbose_name="with whom")),
                ("out_at", models.DateTimeField(blank=True, null=True)),
                ("alerted_at", models.DateTimeField(blank=True, null=True)),
                ("escalated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "out_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.place",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "watcher",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who is told first; nobody: the whole unit and who is on duty.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VisitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("at", models.DateTimeField(verbose_name="in since")),
                ("due_at", models.DateTimeField(verbose_name="out at")),
                ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                ("company", models.CharField(blank=True, max_length=120, verbose_name="with whom")),
                ("out_at", models.DateTimeField(blank=True, null=True)),
                ("alerted_at", models.DateTimeField(blank=True, null=True)),
                ("escalated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "out_by",
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
                        to="cases.visit",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.place",
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
                    "watcher",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who is told first; nobody: the whole unit and who is on duty.",
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
            model_name="lookout",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["citizen"], name="lookout_open_on"
            ),
        ),
        migrations.AddIndex(
            model_name="lookout",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["to_unit"], name="lookout_open_for"
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="lookout_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_cause", "")),
                    models.Q(("ended_at__isnull", False), ("ended_cause__in", ["withdrawn", "met", "found", "dead"])),
                    _connector="OR",
                ),
                name="lookout_ended_for_a_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_cause", "withdrawn"), _negated=True), ("ended_by__isnull", False), _connector="OR"
                ),
                name="lookout_withdrawn_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", models.F("to_unit")), _negated=True), name="lookout_of_another_unit"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lookout",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_lookoutevent" ("asked_at", "asked_by_id", "citizen_id", "ended_at", "ended_by_id", "ended_cause", "expires_at", "ground_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_unit_id", "unit_id", "words") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_cause", NEW."expires_at", NEW."ground_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."to_unit_id", NEW."unit_id", NEW."words"); RETURN NULL;',
                    hash="723ace65c0c822975a3eb42255e66e2170e1aafc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c1013",
                    table="cases_lookout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lookout",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_lookoutevent" ("asked_at", "asked_by_id", "citizen_id", "ended_at", "ended_by_id", "ended_cause", "expires_at", "ground_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_unit_id", "unit_id", "words") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_cause", NEW."expires_at", NEW."ground_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."to_unit_id", NEW."unit_id", NEW."words"); RETURN NULL;',
                    hash="a962f7d4de7444635bbfc7569455d59c6b1d77ca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d5b89",
                    table="cases_lookout",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(condition=models.Q(("out_at__isnull", True)), fields=["due_at"], name="visit_inside"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("place__isnull", False), models.Q(("whereabouts", ""), _negated=True), _connector="OR"
                ),
                name="visit_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gt", models.F("at"))), name="visit_out_after_in"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("out_at__isnull", True), ("out_by__isnull", True)),
                    models.Q(("out_at__isnull", False), ("out_by__isnull", False)),
                    _connector="OR",
                ),
                name="visit_out_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("watcher__isnull", True), models.Q(("watcher", models.F("by")), _negated=True), _connector="OR"
                ),
                name="visit_watched_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("out_at__isnull", True)), fields=("by",), name="visit_one_at_a_time"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_visitevent" ("alerted_at", "at", "by_id", "company", "due_at", "escalated_at", "id", "out_at", "out_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "unit_id", "watcher_id", "whereabouts") VALUES (NEW."alerted_at", NEW."at", NEW."by_id", NEW."company", NEW."due_at", NEW."escalated_at", NEW."id", NEW."out_at", NEW."out_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."unit_id", NEW."watcher_id", NEW."whereabouts"); RETURN NULL;',
                    hash="4116cb0a7ecc8f46f7268092e74201752b1120be",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_11497",
                    table="cases_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_visitevent" ("alerted_at", "at", "by_id", "company", "due_at", "escalated_at", "id", "out_at", "out_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "unit_id", "watcher_id", "whereabouts") VALUES (NEW."alerted_at", NEW."at", NEW."by_id", NEW."company", NEW."due_at", NEW."escalated_at", NEW."id", NEW."out_at", NEW."out_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."unit_id", NEW."watcher_id", NEW."whereabouts"); RETURN NULL;',
                    hash="f36331f9776e8b7eedacf0666c78f1c3ddb0058c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a3c6e",
                    table="cases_visit",
                    when="AFTER",
                ),
            ),
        ),
        run_file(
            SQL,
            "0021_lookouts.sql",
            "DROP TRIGGER lookout_met ON cases_citizenclock; DROP TRIGGER lookout_found ON cases_case;"
            " DROP TRIGGER lookout_dead ON cases_citizen;"
            " DROP FUNCTION lookout_met(), lookout_found(), lookout_dead(), lookout_seen(uuid, timestamptz, text, text),"
            " lookouts_here(), lookout_withdraw(uuid), lookout_close(uuid, text, uuid), lookout_begin(uuid, uuid, text, timestamptz)",
        ),
        run_file(
            SQL,
            "0021_visits.sql",
            "DROP FUNCTION visit_alarms(timestamptz, interval, interval); DROP TRIGGER visit_of_a_person ON cases_visit;"
            " DROP FUNCTION visit_of_a_person()",
        ),
        Protect("Lookout", Protection(citizen="citizen", level=CASEWORK, unit="unit")),
        Protect("Visit", Protection(citizen=None, level=CASEWORK, unit="unit")),
    ]
