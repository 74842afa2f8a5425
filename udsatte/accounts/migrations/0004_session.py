import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_duty"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("browser", models.CharField(blank=True, max_length=20)),
                ("system", models.CharField(blank=True, max_length=20)),
                ("signed_in_at", models.DateTimeField(null=True)),
                (
                    "last_used_at",
                    models.DateTimeField(help_text="To within SESSION_NOTED_EVERY: not every request writes it down."),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_in_at__isnull", True), ("user__isnull", True)),
                            models.Q(("signed_in_at__isnull", False), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="session_of_somebody_has_a_beginning",
                    )
                ],
            },
        ),
    ]
