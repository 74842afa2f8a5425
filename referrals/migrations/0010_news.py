import uuid
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"
#: Before there was a choice.
AS_BEFORE = """
UPDATE {table} SET tell_way = CASE WHEN door = 'public' THEN 'code' ELSE 'phone' END WHERE from_unit_id IS NULL
"""


class Migration(migrations.Migration):
    """The sender is told by the way that they chose; what is to go by e-mail is written down until it is promised."""

    dependencies = [
        ("accounts", "0002_rules"),
        ("referrals", "0009_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="News",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("seen", "Seen"),
                            ("step", "Something has become of it"),
                            ("word", "A word was written"),
                            ("back", "Nobody has looked at it in time"),
                        ],
                        max_length=4,
                    ),
                ),
                ("is_acute", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("posted_at", models.DateTimeField(help_text="Since when nothing is left to be promised.", null=True)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        help_text="Under which the outbox has it. None: nobody was to be told any more.",
                        max_length=120,
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="referral",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="referral",
            name="update_update",
        ),
        migrations.AddField(
            model_name="receipt",
            name="email",
            field=models.BinaryField(max_length=400, null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="tell_way",
            field=models.CharField(
                choices=[
                    ("here", "In the app"),
                    ("email", "Also by e-mail"),
                    ("code", "By the receipt code"),
                    ("code_email", "By the receipt code, and by e-mail that there is news"),
                    ("phone", "By telephone"),
                ],
                db_default="here",
                default="here",
                max_length=10,
                verbose_name="how they are told",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="tell_way",
            field=models.CharField(
                choices=[
                    ("here", "In the app"),
                    ("email", "Also by e-mail"),
                    ("code", "By the receipt code"),
                    ("code_email", "By the receipt code, and by e-mail that there is news"),
                    ("phone", "By telephone"),
                ],
                db_default="here",
                default="here",
                max_length=10,
                verbose_name="how they are told",
            ),
        ),
        migrations.RunSQL(AS_BEFORE.format(table="referrals_referral"), migrations.RunSQL.noop),
        migrations.RunSQL(AS_BEFORE.format(table="referrals_referralevent"), migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "referrals_referralevent" ("basis", "born_on", "born_year", "came_back_at", "consent_on", "cpr", "cpr_digest", "door", "family_name", "first_word_at", "from_unit_id", "given_name", "handled_at", "happened", "headline", "id", "is_acute", "is_protected", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "received_at", "residence", "seen_at", "seen_by_id", "sender", "sender_name", "sender_phone", "sent_at", "sent_by_id", "sex", "tell_way", "to_unit_id", "told_unit_id", "unit_id", "version", "whereabouts", "wish", "written_at", "written_by_id") VALUES (NEW."basis", NEW."born_on", NEW."born_year", NEW."came_back_at", NEW."consent_on", NEW."cpr", NEW."cpr_digest", NEW."door", NEW."family_name", NEW."first_word_at", NEW."from_unit_id", NEW."given_name", NEW."handled_at", NEW."happened", NEW."headline", NEW."id", NEW."is_acute", NEW."is_protected", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."previous_id", NEW."received_at", NEW."residence", NEW."seen_at", NEW."seen_by_id", NEW."sender", NEW."sender_name", NEW."sender_phone", NEW."sent_at", NEW."sent_by_id", NEW."sex", NEW."tell_way", NEW."to_unit_id", NEW."told_unit_id", NEW."unit_id", NEW."version", NEW."whereabouts", NEW."wish", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="09f6cb02e4bdac1b1b6a6be5fac4bb4a71a3aa95",
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
                    func='INSERT INTO "referrals_referralevent" ("basis", "born_on", "born_year", "came_back_at", "consent_on", "cpr", "cpr_digest", "door", "family_name", "first_word_at", "from_unit_id", "given_name", "handled_at", "happened", "headline", "id", "is_acute", "is_protected", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "received_at", "residence", "seen_at", "seen_by_id", "sender", "sender_name", "sender_phone", "sent_at", "sent_by_id", "sex", "tell_way", "to_unit_id", "told_unit_id", "unit_id", "version", "whereabouts", "wish", "written_at", "written_by_id") VALUES (NEW."basis", NEW."born_on", NEW."born_year", NEW."came_back_at", NEW."consent_on", NEW."cpr", NEW."cpr_digest", NEW."door", NEW."family_name", NEW."first_word_at", NEW."from_unit_id", NEW."given_name", NEW."handled_at", NEW."happened", NEW."headline", NEW."id", NEW."is_acute", NEW."is_protected", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."previous_id", NEW."received_at", NEW."residence", NEW."seen_at", NEW."seen_by_id", NEW."sender", NEW."sender_name", NEW."sender_phone", NEW."sent_at", NEW."sent_by_id", NEW."sex", NEW."tell_way", NEW."to_unit_id", NEW."told_unit_id", NEW."unit_id", NEW."version", NEW."whereabouts", NEW."wish", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="4dcf31caa1df1dfbc3e3ba9506b04a095396ac04",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_223e7",
                    table="referrals_referral",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("tell_way__in", ["here", "email", "code", "code_email", "phone"])),
                name="referral_told_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_unit__isnull", False), ("tell_way", "here")),
                    models.Q(("from_unit__isnull", False), ("tell_way", "email"), ("unit", models.F("from_unit"))),
                    models.Q(("from_unit__isnull", True), ("tell_way__in", frozenset(["code", "code_email"]))),
                    models.Q(
                        ("from_unit__isnull", True), ("tell_way", "phone"), models.Q(("door", "public"), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="referral_told_by_a_way_there_is",
            ),
        ),
        migrations.AddField(
            model_name="news",
            name="message",
            field=models.ForeignKey(
                help_text="The word that waits for this e-mail.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="referrals.message",
            ),
        ),
        migrations.AddField(
            model_name="news",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.referral"
            ),
        ),
        migrations.AddField(
            model_name="news",
            name="user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="news",
            index=models.Index(condition=models.Q(("posted_at__isnull", True)), fields=["at"], name="news_unposted"),
        ),
        migrations.AddIndex(
            model_name="news",
            index=models.Index(condition=models.Q(("key", ""), _negated=True), fields=["key"], name="news_under_key"),
        ),
        migrations.AddIndex(
            model_name="news",
            index=models.Index(
                condition=models.Q(("posted_at__isnull", False)), fields=["posted_at"], name="news_posted"
            ),
        ),
        migrations.AddConstraint(
            model_name="news",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__in", ["seen", "step", "word", "back"])), name="news_change_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="news",
            constraint=models.CheckConstraint(
                condition=models.Q(("posted_at__isnull", False), ("key", ""), _connector="OR"),
                name="news_promised_under_a_key",
            ),
        ),
        run_file(SQL, "0010_news.sql"),
    ]
