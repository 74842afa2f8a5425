from django.db import migrations, models


class Migration(migrations.Migration):
    """The morning's e-mail says how many questions wait for an answer, too."""

    dependencies = [("web", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="outboxmessage",
            name="asked",
            field=models.PositiveIntegerField(db_default=0, default=0, help_text="Questions that wait for an answer."),
        ),
    ]
