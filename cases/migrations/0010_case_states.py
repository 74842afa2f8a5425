from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"

# What was open is active, since its last step; what was closed before there were causes says so.
_DATA = """
UPDATE cases_casestatuschange
   SET from_status = CASE from_status WHEN 'open' THEN 'active' ELSE from_status END,
       to_status = CASE to_status WHEN 'open' THEN 'active' ELSE to_status END,
       closed_cause = CASE to_status WHEN 'closed' THEN 'earlier' ELSE '' END;
UPDATE cases_case c
   SET status = CASE status WHEN 'open' THEN 'active' ELSE status END,
       closed_cause = CASE status WHEN 'closed' THEN 'earlier' ELSE '' END,
       status_at = coalesce(status_at,
         (SELECT max(s.changed_at) FROM cases_casestatuschange s WHERE s.case_id = c.id),
         opened_on::timestamp AT TIME ZONE 'Europe/Copenhagen'),
       status_by_id = coalesce(status_by_id,
         (SELECT s.changed_by_id FROM cases_casestatuschange s WHERE s.case_id = c.id ORDER BY s.changed_at DESC LIMIT 1),
         opened_by_id);
UPDATE cases_caseevent
   SET status_at = coalesce(status_at, pgh_created_at), status_by_id = coalesce(status_by_id, opened_by_id);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    """A case is active, resting, sought, in aftercare or closed; the database holds the table of steps, too."""

    dependencies = [
        ("accounts", "0003_duty"),
        ("cases", "0009_about_citizens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="case",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="case",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="casestatuschange",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="casestatuschange",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_status_known",
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_closed_by_a_person_with_a_reason",
        ),
        migrations.RemoveConstraint(
            model_name="casestatuschange",
            name="case_status_change_known",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_open_in_unit",
        ),
        migrations.RenameField(model_name="case", old_name="closed_at", new_name="status_at"),
        migrations.RenameField(model_name="case", old_name="closed_by", new_name="status_by"),
        migrations.RenameField(model_name="case", old_name="closed_reason", new_name="status_reason"),
        migrations.RenameField(model_name="caseevent", old_name="closed_at", new_name="status_at"),
        migrations.RenameField(model_name="caseevent", old_name="closed_by", new_name="status_by"),
        migrations.RenameField(model_name="caseevent", old_name="closed_reason", new_name="status_reason"),
        migrations.AddField(
            model_name="case",
            name="closed_cause",
            field=models.CharField(
                blank=True,
                choices=[
                    ("manages", "Manages without us"),
                    ("handed_over", "Others have taken over"),
                    ("moved", "Moved, and received there"),
                    ("wish", "The citizen's own wish"),
                    ("dead", "Dead"),
                    ("mistake", "Opened by mistake"),
                    ("earlier", "Closed before causes were written down"),
                ],
                max_length=12,
                verbose_name="cause of closing",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="look_again_on",
            field=models.DateField(
                blank=True,
                help_text="While it rests, or the citizen is sought.",
                null=True,
                verbose_name="look at it again on",
            ),
        ),
        migrations.AddField(
            model_name="caseevent",
            name="closed_cause",
            field=models.CharField(
                blank=True,
                choices=[
                    ("manages", "Manages without us"),
                    ("handed_over", "Others have taken over"),
                    ("moved", "Moved, and received there"),
                    ("wish", "The citizen's own wish"),
                    ("dead", "Dead"),
                    ("mistake", "Opened by mistake"),
                    ("earlier", "Closed before causes were written down"),
                ],
                max_length=12,
                verbose_name="cause of closing",
            ),
        ),
        migrations.AddField(
            model_name="caseevent",
            name="look_again_on",
            field=models.DateField(
                blank=True,
                help_text="While it rests, or the citizen is sought.",
                null=True,
                verbose_name="look at it again on",
            ),
        ),
        migrations.AddField(
            model_name="casestatuschange",
            name="closed_cause",
            field=models.CharField(
                blank=True,
                choices=[
                    ("manages", "Manages without us"),
                    ("handed_over", "Others have taken over"),
                    ("moved", "Moved, and received there"),
                    ("wish", "The citizen's own wish"),
                    ("dead", "Dead"),
                    ("mistake", "Opened by mistake"),
                    ("earlier", "Closed before causes were written down"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="casestatuschange",
            name="look_again_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="casestatuschangeevent",
            name="closed_cause",
            field=models.CharField(
                blank=True,
                choices=[
                    ("manages", "Manages without us"),
                    ("handed_over", "Others have taken over"),
                    ("moved", "Moved, and received there"),
                    ("wish", "The citizen's own wish"),
                    ("dead", "Dead"),
                    ("mistake", "Opened by mistake"),
                    ("earlier", "Closed before causes were written down"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="casestatuschangeevent",
            name="look_again_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="status",
            field=models.CharField(
                choices=[
                    ("active", "Active"),
                    ("resting", "Resting"),
                    ("searching", "Sought"),
                    ("aftercare", "Aftercare"),
                    ("closed", "Closed"),
                ],
                default="active",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="status",
            field=models.CharField(
                choices=[
                    ("active", "Active"),
                    ("resting", "Resting"),
                    ("searching", "Sought"),
                    ("aftercare", "Aftercare"),
                    ("closed", "Closed"),
                ],
                default="active",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="casestatuschange",
            name="from_status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("active", "Active"),
                    ("resting", "Resting"),
                    ("searching", "Sought"),
                    ("aftercare", "Aftercare"),
                    ("closed", "Closed"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="casestatuschange",
            name="to_status",
            field=models.CharField(
                choices=[
                    ("active", "Active"),
                    ("resting", "Resting"),
                    ("searching", "Sought"),
                    ("aftercare", "Aftercare"),
                    ("closed", "Closed"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="casestatuschangeevent",
            name="from_status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("active", "Active"),
                    ("resting", "Resting"),
                    ("searching", "Sought"),
                    ("aftercare", "Aftercare"),
                    ("closed", "Closed"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="casestatuschangeevent",
            name="to_status",
            field=models.CharField(
                choices=[
                    ("active", "Active"),
                    ("resting", "Resting"),
                    ("searching", "Sought"),
                    ("aftercare", "Aftercare"),
                    ("closed", "Closed"),
                ],
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseevent" ("citizen_id", "closed_cause", "ground_id", "id", "look_again_on", "opened_by_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "status_at", "status_by_id", "status_reason", "unit_id", "version") VALUES (NEW."citizen_id", NEW."closed_cause", NEW."ground_id", NEW."id", NEW."look_again_on", NEW."opened_by_id", NEW."opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."status_at", NEW."status_by_id", NEW."status_reason", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="8e1c6148cd4cd6e9ae8918fa903fd5fc4352a7e1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b483",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_caseevent" ("citizen_id", "closed_cause", "ground_id", "id", "look_again_on", "opened_by_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "status_at", "status_by_id", "status_reason", "unit_id", "version") VALUES (NEW."citizen_id", NEW."closed_cause", NEW."ground_id", NEW."id", NEW."look_again_on", NEW."opened_by_id", NEW."opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."status_at", NEW."status_by_id", NEW."status_reason", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="38e5aefe45140b934ba96584b775cc4dada72541",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5146",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casestatuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casestatuschangeevent" ("case_id", "changed_at", "changed_by_id", "citizen_id", "closed_cause", "from_status", "id", "look_again_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_status", "unit_id") VALUES (NEW."case_id", NEW."changed_at", NEW."changed_by_id", NEW."citizen_id", NEW."closed_cause", NEW."from_status", NEW."id", NEW."look_again_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."to_status", NEW."unit_id"); RETURN NULL;',
                    hash="54d71febcd1e9d0c8d1cad491744f211f0fad72c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dbec4",
                    table="cases_casestatuschange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casestatuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_casestatuschangeevent" ("case_id", "changed_at", "changed_by_id", "citizen_id", "closed_cause", "from_status", "id", "look_again_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_status", "unit_id") VALUES (NEW."case_id", NEW."changed_at", NEW."changed_by_id", NEW."citizen_id", NEW."closed_cause", NEW."from_status", NEW."id", NEW."look_again_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."to_status", NEW."unit_id"); RETURN NULL;',
                    hash="d3c119f51af57ea3f77b847eebd352d527ea57c6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a3112",
                    table="cases_casestatuschange",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(_DATA),
        migrations.AlterField(
            model_name="case",
            name="status_at",
            field=models.DateTimeField(verbose_name="in this state since"),
        ),
        migrations.AlterField(
            model_name="case",
            name="status_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="status_reason",
            field=models.CharField(blank=True, max_length=1000, verbose_name="why it is in this state"),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="status_at",
            field=models.DateTimeField(verbose_name="in this state since"),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="status_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="status_reason",
            field=models.CharField(blank=True, max_length=1000, verbose_name="why it is in this state"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("status", "closed"), _negated=True),
                fields=["unit", "citizen"],
                name="case_open_in_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["active", "resting", "searching", "aftercare", "closed"])),
                name="case_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_cause__in", ["", "manages", "handed_over", "moved", "wish", "dead", "mistake", "earlier"])
                ),
                name="case_closed_cause_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "closed"),
                        models.Q(("closed_cause", ""), _negated=True),
                        models.Q(("status_reason", ""), _negated=True),
                    ),
                    models.Q(models.Q(("status", "closed"), _negated=True), ("closed_cause", "")),
                    _connector="OR",
                ),
                name="case_closed_with_a_cause_and_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("look_again_on__isnull", False),
                        ("status__in", ["resting", "searching"]),
                        models.Q(("status_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status__in", ["resting", "searching"]), _negated=True),
                        ("look_again_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="case_waits_for_a_day_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="casestatuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_status", ""), ("to_status", "active")),
                    models.Q(
                        ("from_status", "active"), ("to_status__in", ["aftercare", "closed", "resting", "searching"])
                    ),
                    models.Q(
                        ("from_status", "resting"),
                        ("to_status__in", ["active", "aftercare", "closed", "resting", "searching"]),
                    ),
                    models.Q(
                        ("from_status", "searching"), ("to_status__in", ["active", "closed", "resting", "searching"])
                    ),
                    models.Q(("from_status", "aftercare"), ("to_status__in", ["active", "closed", "searching"])),
                    models.Q(("from_status", "closed"), ("to_status__in", ["active"])),
                    _connector="OR",
                ),
                name="case_status_change_allowed",
            ),
        ),
        migrations.AddConstraint(
            model_name="casestatuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_status", "active"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="case_status_change_reasoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="casestatuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("to_status", "closed"), _negated=True),
                    ("from_status", "aftercare"),
                    ("closed_cause__in", ["dead", "mistake", "earlier"]),
                    _connector="OR",
                ),
                name="case_closed_through_aftercare",
            ),
        ),
        migrations.AddConstraint(
            model_name="casestatuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("to_status", "closed"),
                        ("closed_cause__in", ["manages", "handed_over", "moved", "wish", "dead", "mistake", "earlier"]),
                    ),
                    models.Q(models.Q(("to_status", "closed"), _negated=True), ("closed_cause", "")),
                    _connector="OR",
                ),
                name="case_status_change_cause_known",
            ),
        ),
        run_file(
            SQL,
            "0010_case_states.sql",
            "DROP FUNCTION case_step(), case_step_of_a_person(), case_step_is_signed() CASCADE; DROP FUNCTION case_may_become(text, text)",
        ),
    ]
