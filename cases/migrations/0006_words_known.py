from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0005_risk_story_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="casestatuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_status__in", ["", "open", "closed"]), ("to_status__in", ["open", "closed"])),
                name="case_status_change_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["logged", "imported"])), name="contact_source_known"
            ),
        ),
    ]
