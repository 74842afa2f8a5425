import datetime
from pathlib import Path

from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """A line's copies are its header's, and broken glass always has an end."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0003_services"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(fields=("id", "unit", "by", "at", "medium"), name="contact_as_copied"),
        ),
        run_file(
            SQL,
            "0004_same_contact.sql",
            """
            ALTER TABLE cases_contactline DROP CONSTRAINT line_contact_same;
            ALTER TABLE cases_contactline ADD CONSTRAINT line_contact_same FOREIGN KEY (contact_id, unit_id)
              REFERENCES cases_contact (id, unit_id) DEFERRABLE INITIALLY DEFERRED;
            """,
        ),
        migrations.RemoveConstraint(model_name="contact", name="contact_of_unit"),
        migrations.RemoveConstraint(model_name="ground", name="ground_glass_is_personal_reasoned_and_short"),
        migrations.AddConstraint(
            model_name="ground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "glass"), _negated=True),
                    models.Q(
                        ("user__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                        ("ends_at__isnull", False),
                        (
                            "ends_at__lte",
                            models.expressions.CombinedExpression(
                                models.F("starts_at"), "+", models.Value(datetime.timedelta(days=1))
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="ground_glass_is_personal_reasoned_and_short",
            ),
        ),
    ]
