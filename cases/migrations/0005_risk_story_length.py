from django.conf import settings
from django.db import migrations, models

import cases.models.citizens


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0004_same_contact"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="riskstory",
            constraint=models.CheckConstraint(
                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("text"), 5000)), name="risk_story_length"
            ),
        ),
    ]
