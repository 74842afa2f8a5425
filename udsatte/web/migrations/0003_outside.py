import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A message may go to somebody without a sign-in, at a sealed address; and it may say how much news there is."""

    dependencies = [
        ("web", "0002_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="outboxmessage",
            name="message_kind_known",
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="news",
            field=models.PositiveIntegerField(db_default=0, default=0, help_text="Referrals of which there is news."),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="outside",
            field=models.BinaryField(
                blank=True, help_text="Sealed: the address of somebody without a sign-in.", max_length=400, null=True
            ),
        ),
        migrations.AlterField(
            model_name="outboxmessage",
            name="kind",
            field=models.CharField(
                choices=[
                    ("digest", "Today's follow-ups"),
                    ("invitation", "The link with which somebody chooses a password"),
                    ("safety", "A colleague has not said that they are out"),
                    ("safety_again", "The same, some time later"),
                    ("referral_news", "News of referrals that the person has sent"),
                    ("receipt_news", "News for somebody who asks by a receipt code"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="outboxmessage",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["digest", "invitation", "safety", "safety_again", "referral_news", "receipt_news"])
                ),
                name="message_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outside__isnull", True), ("recipient__isnull", False)),
                    models.Q(("outside__isnull", False), ("recipient__isnull", True), ("state", "waiting")),
                    models.Q(
                        ("outside__isnull", True),
                        ("recipient__isnull", True),
                        models.Q(("state", "waiting"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="message_to_a_colleague_or_outside_until_settled",
            ),
        ),
    ]
