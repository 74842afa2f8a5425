from django.db import migrations, models


class Migration(migrations.Migration):
    """One reason for a whole list that gives somebody more citizens than there is room for."""

    dependencies = [("cases", "0005_attempts_since")]

    operations = [
        migrations.AddField(
            model_name="importjob",
            name="room_reason",
            field=models.BinaryField(
                help_text="Why lists get more than there is room for, sealed, while it is carried out.", null=True
            ),
        ),
    ]
