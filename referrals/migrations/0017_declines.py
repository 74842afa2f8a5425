from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Finding quickly who was told no."""

    dependencies = [
        ("accounts", "0002_rules"),
        ("referrals", "0016_chain"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="handling",
            index=models.Index(
                condition=models.Q(("status", "declined")),
                fields=["unit", "-status_at", "-referral"],
                name="handling_declined",
            ),
        ),
        migrations.AddIndex(
            model_name="handling",
            index=models.Index(
                condition=models.Q(("status", "declined")),
                fields=["told_unit", "-status_at", "-referral"],
                name="handling_declined_of",
            ),
        ),
    ]
