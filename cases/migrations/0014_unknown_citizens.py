import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Somebody whose name nobody knows: what the citizen is called, and features."""

    dependencies = [
        ("cases", "0013_identifiers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="citizen",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citizen",
            name="update_update",
        ),
        migrations.AddField(
            model_name="citizen",
            name="features",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="What one knows somebody by: build, clothes, a dog, a tattoo, what is spoken.",
                max_length=300,
                verbose_name="features",
            ),
        ),
        migrations.AddField(
            model_name="citizen",
            name="is_unknown",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Unidentified: what stands as the given name is what the citizen is called, an alias as well.",
                verbose_name="nobody knows the name yet",
            ),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="features",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="What one knows somebody by: build, clothes, a dog, a tattoo, what is spoken.",
                max_length=300,
                verbose_name="features",
            ),
        ),
        migrations.AddField(
            model_name="citizenevent",
            name="is_unknown",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Unidentified: what stands as the given name is what the citizen is called, an alias as well.",
                verbose_name="nobody knows the name yet",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizen",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_citizenevent" ("acting_municipality", "birth_on", "birth_year", "death_id", "died_on", "digital_post_exempt", "family_name", "features", "given_name", "home_municipality", "id", "interpreter", "is_anonymous", "is_protected", "is_unknown", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."acting_municipality", NEW."birth_on", NEW."birth_year", NEW."death_id", NEW."died_on", NEW."digital_post_exempt", NEW."family_name", NEW."features", NEW."given_name", NEW."home_municipality", NEW."id", NEW."interpreter", NEW."is_anonymous", NEW."is_protected", NEW."is_unknown", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                    hash="878acf239358ab807b7e491d7a3b3e08cbe69b1a",
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
                    func='INSERT INTO "cases_citizenevent" ("acting_municipality", "birth_on", "birth_year", "death_id", "died_on", "digital_post_exempt", "family_name", "features", "given_name", "home_municipality", "id", "interpreter", "is_anonymous", "is_protected", "is_unknown", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."acting_municipality", NEW."birth_on", NEW."birth_year", NEW."death_id", NEW."died_on", NEW."digital_post_exempt", NEW."family_name", NEW."features", NEW."given_name", NEW."home_municipality", NEW."id", NEW."interpreter", NEW."is_anonymous", NEW."is_protected", NEW."is_unknown", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                    hash="9341f07f027e4eaf82ecc73f608e538b20a06e85",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ddbdd",
                    table="cases_citizen",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="citizen",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_unknown", False), models.Q(("birth_on__isnull", True), ("family_name", "")), _connector="OR"
                ),
                name="citizen_unknown_has_no_name_or_birth_date",
            ),
        ),
    ]
