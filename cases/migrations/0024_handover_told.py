from pathlib import Path

from django.conf import settings
from django.db import migrations, models

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Whoever receives a citizen is told."""

    dependencies = [
        ("accounts", "0010_leaves"),
        ("cases", "0023_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_kind_known",
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
                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                    ("safety_again", "A colleague has still not said that they are out. Call, and go there."),
                ],
                max_length=20,
            ),
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
                            "safety",
                            "safety_again",
                        ],
                    )
                ),
                name="notice_kind_known",
            ),
        ),
        run_file(SQL, "0024_handover_told.sql", "DROP FUNCTION handover_tell(uuid)"),
    ]
