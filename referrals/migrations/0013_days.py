from pathlib import Path

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """On which day somebody was admitted, is discharged or released, or did not come."""

    dependencies = [
        ("accounts", "0002_rules"),
        ("referrals", "0012_draft_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="referral",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="referral",
            name="update_update",
        ),
        migrations.AddField(
            model_name="referral",
            name="happens_on",
            field=models.DateField(
                blank=True,
                help_text="Of an admission, a discharge, a release, or of not turning up.",
                null=True,
                verbose_name="on which day",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="happens_on",
            field=models.DateField(
                blank=True,
                help_text="Of an admission, a discharge, a release, or of not turning up.",
                null=True,
                verbose_name="on which day",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(
                    ("handled_at__isnull", True), ("happens_on__isnull", False), ("sent_at__isnull", False)
                ),
                fields=["to_unit", "happens_on", "id"],
                name="referral_happens",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "referrals_referralevent" ("basis", "born_on", "born_year", "came_back_at", "consent_on", "cpr", "cpr_digest", "door", "family_name", "first_word_at", "from_unit_id", "given_name", "handled_at", "happened", "happens_on", "headline", "id", "is_acute", "is_protected", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "received_at", "residence", "seen_at", "seen_by_id", "sender", "sender_name", "sender_phone", "sent_at", "sent_by_id", "sex", "tell_way", "to_unit_id", "told_unit_id", "unit_id", "version", "whereabouts", "wish", "written_at", "written_by_id") VALUES (NEW."basis", NEW."born_on", NEW."born_year", NEW."came_back_at", NEW."consent_on", NEW."cpr", NEW."cpr_digest", NEW."door", NEW."family_name", NEW."first_word_at", NEW."from_unit_id", NEW."given_name", NEW."handled_at", NEW."happened", NEW."happens_on", NEW."headline", NEW."id", NEW."is_acute", NEW."is_protected", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."previous_id", NEW."received_at", NEW."residence", NEW."seen_at", NEW."seen_by_id", NEW."sender", NEW."sender_name", NEW."sender_phone", NEW."sent_at", NEW."sent_by_id", NEW."sex", NEW."tell_way", NEW."to_unit_id", NEW."told_unit_id", NEW."unit_id", NEW."version", NEW."whereabouts", NEW."wish", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="4cd02c97c1563fa6479ccb4b22759274fe2c6479",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a74c8",
                    table="referrals_referral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "referrals_referralevent" ("basis", "born_on", "born_year", "came_back_at", "consent_on", "cpr", "cpr_digest", "door", "family_name", "first_word_at", "from_unit_id", "given_name", "handled_at", "happened", "happens_on", "headline", "id", "is_acute", "is_protected", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "received_at", "residence", "seen_at", "seen_by_id", "sender", "sender_name", "sender_phone", "sent_at", "sent_by_id", "sex", "tell_way", "to_unit_id", "told_unit_id", "unit_id", "version", "whereabouts", "wish", "written_at", "written_by_id") VALUES (NEW."basis", NEW."born_on", NEW."born_year", NEW."came_back_at", NEW."consent_on", NEW."cpr", NEW."cpr_digest", NEW."door", NEW."family_name", NEW."first_word_at", NEW."from_unit_id", NEW."given_name", NEW."handled_at", NEW."happened", NEW."happens_on", NEW."headline", NEW."id", NEW."is_acute", NEW."is_protected", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."previous_id", NEW."received_at", NEW."residence", NEW."seen_at", NEW."seen_by_id", NEW."sender", NEW."sender_name", NEW."sender_phone", NEW."sent_at", NEW."sent_by_id", NEW."sex", NEW."tell_way", NEW."to_unit_id", NEW."told_unit_id", NEW."unit_id", NEW."version", NEW."whereabouts", NEW."wish", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="a4c11b7084c00c987716cd3f4f05e00df026b815",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_223e7",
                    table="referrals_referral",
                    when="AFTER",
                ),
            ),
        ),
        run_file(SQL, "0013_days.sql"),
    ]
