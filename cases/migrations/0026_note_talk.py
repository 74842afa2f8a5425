from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Thanks, questions and answers at a signed note."""

    dependencies = [
        ("accounts", "0010_leaves"),
        ("cases", "0025_lookouts_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="noteaddition",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="noteaddition",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="noteaddition",
            name="addition_said",
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_kind_known",
        ),
        migrations.AddField(
            model_name="noteaddition",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.noteaddition",
            ),
        ),
        migrations.AddField(
            model_name="noteaddition",
            name="kind",
            field=models.CharField(
                choices=[
                    ("addition", "Addition"),
                    ("question", "Question"),
                    ("answer", "Answer"),
                    ("thanks", "Thanks"),
                ],
                db_default="addition",
                default="addition",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="noteadditionevent",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.noteaddition",
            ),
        ),
        migrations.AddField(
            model_name="noteadditionevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("addition", "Addition"),
                    ("question", "Question"),
                    ("answer", "Answer"),
                    ("thanks", "Thanks"),
                ],
                db_default="addition",
                default="addition",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="noteaddition",
            name="text",
            field=models.TextField(blank=True, verbose_name="addition"),
        ),
        migrations.AlterField(
            model_name="noteadditionevent",
            name="text",
            field=models.TextField(blank=True, verbose_name="addition"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("death", "A citizen has died."),
                    ("death_withdrawn", "A death was recorded by mistake and is withdrawn."),
                    ("contact", "Somebody outside the team is standing with a citizen."),
                    ("glass", "Somebody has broken the glass to see a citizen."),
                    ("enquiry", "Another unit asks about a citizen."),
                    ("enquiry_answered", "An enquiry has been answered."),
                    ("sighting", "A partner has seen a citizen."),
                    ("tip", "A partner has seen somebody. Who is it?"),
                    ("lookout", "Another unit asks you to look out for a citizen."),
                    ("lookout_over", "A citizen whom you looked out for has been met, or is sought no more."),
                    ("handed_over", "You have a citizen on your list whom you did not have before."),
                    ("question", "A colleague asks about a contact."),
                    ("answer", "A question about a contact is answered."),
                    ("thanks", "A colleague thanks you for a contact."),
                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                    ("safety_again", "A colleague has still not said that they are out. Call, and go there."),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="noticeevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("death", "A citizen has died."),
                    ("death_withdrawn", "A death was recorded by mistake and is withdrawn."),
                    ("contact", "Somebody outside the team is standing with a citizen."),
                    ("glass", "Somebody has broken the glass to see a citizen."),
                    ("enquiry", "Another unit asks about a citizen."),
                    ("enquiry_answered", "An enquiry has been answered."),
                    ("sighting", "A partner has seen a citizen."),
                    ("tip", "A partner has seen somebody. Who is it?"),
                    ("lookout", "Another unit asks you to look out for a citizen."),
                    ("lookout_over", "A citizen whom you looked out for has been met, or is sought no more."),
                    ("handed_over", "You have a citizen on your list whom you did not have before."),
                    ("question", "A colleague asks about a contact."),
                    ("answer", "A question about a contact is answered."),
                    ("thanks", "A colleague thanks you for a contact."),
                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                    ("safety_again", "A colleague has still not said that they are out. Call, and go there."),
                ],
                max_length=20,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noteaddition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_noteadditionevent" ("answers_id", "citizen_id", "id", "kind", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."answers_id", NEW."citizen_id", NEW."id", NEW."kind", NEW."line_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="de44e2851ad13dd2d92b2653e011f8e65408fef7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_572bf",
                    table="cases_noteaddition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noteaddition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_noteadditionevent" ("answers_id", "citizen_id", "id", "kind", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."answers_id", NEW."citizen_id", NEW."id", NEW."kind", NEW."line_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="62a83129e23f4019a36956c08110efe488a3f4dc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d2a92",
                    table="cases_noteaddition",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="noteaddition",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["addition", "question", "answer", "thanks"])),
                name="addition_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noteaddition",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), ("kind", "thanks"), _connector="OR"),
                name="addition_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="noteaddition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answers__isnull", False), ("kind", "answer")),
                    models.Q(models.Q(("kind", "answer"), _negated=True), ("answers__isnull", True)),
                    _connector="OR",
                ),
                name="addition_answers_a_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="noteaddition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "thanks")), fields=("line", "written_by"), name="addition_thanks_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="noteaddition",
            constraint=models.UniqueConstraint(fields=("id", "line"), name="addition_of_line"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "death",
                            "death_withdrawn",
                            "contact",
                            "glass",
                            "enquiry",
                            "enquiry_answered",
                            "sighting",
                            "tip",
                            "lookout",
                            "lookout_over",
                            "handed_over",
                            "question",
                            "answer",
                            "thanks",
                            "safety",
                            "safety_again",
                        ],
                    )
                ),
                name="notice_kind_known",
            ),
        ),
        run_file(
            SQL,
            "0026_note_talk.sql",
            "DROP TRIGGER addition_tell ON cases_noteaddition; DROP FUNCTION addition_tell();"
            " ALTER TABLE cases_noteaddition DROP CONSTRAINT addition_answers_same_line",
        ),
    ]
