import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import udsatte.operations


class Migration(migrations.Migration):
    """What every page stands on: keys against saving twice, mail to be sent, the morning's mail, PINs."""

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("accounts", "__first__"),
    ]

    operations = [
        udsatte.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="DigestChoice",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_mail", models.BooleanField(verbose_name="e-mail in the morning when something is due")),
                        ("chosen_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Pin",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("hash", models.CharField(help_text="Argon2, as of passwords.", max_length=128)),
                        ("chosen_at", models.DateTimeField()),
                        (
                            "wrong",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="Tries since it was last right, or locked anew."
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="IdempotencyKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("key", models.UUIDField()),
                        ("action", models.CharField(max_length=40)),
                        ("result", models.UUIDField(help_text="The row that the first submission made.", null=True)),
                        ("claimed_at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "key"), name="idempotency_key_once_a_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutboxMessage",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "key",
                            models.CharField(
                                help_text="Of its effect: the same key is sent once.", max_length=120, unique=True
                            ),
                        ),
                        ("channel", models.CharField(choices=[("email", "E-mail")], default="email", max_length=10)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("digest", "Today's follow-ups"),
                                    ("invitation", "The link with which somebody chooses a password"),
                                    ("safety", "A colleague has not said that they are out"),
                                    ("safety_again", "The same, some time later"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "day_on",
                            models.DateField(
                                blank=True, help_text="The day in Copenhagen that it speaks of.", null=True
                            ),
                        ),
                        ("due", models.PositiveIntegerField(default=0, help_text="Follow-ups due on that day.")),
                        (
                            "overdue",
                            models.PositiveIntegerField(default=0, help_text="Follow-ups due before that day."),
                        ),
                        ("posted_at", models.DateTimeField()),
                        (
                            "try_at",
                            models.DateTimeField(help_text="Not before; claiming it moves this on to the next try."),
                        ),
                        (
                            "expires_at",
                            models.DateTimeField(blank=True, help_text="From then on nobody wants it.", null=True),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("sent", "Sent"),
                                    ("expired", "Too late to be of use"),
                                    ("withdrawn", "Nothing left to say"),
                                    ("shut_out", "The person has left"),
                                    ("given_up", "Refused by the mail server, or tried too often"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        (
                            "claimed_at",
                            models.DateTimeField(blank=True, help_text="When the last attempt began.", null=True),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, help_text="When its state became final.", null=True),
                        ),
                        (
                            "last_error",
                            models.CharField(
                                blank=True, help_text="The kind of the last failure, never its text.", max_length=80
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["try_at", "id"],
                                name="message_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("settled_at__isnull", False)),
                                fields=["settled_at"],
                                name="message_settled",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["email"])), name="message_channel_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["digest", "invitation", "safety", "safety_again"])),
                                name="message_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "sent", "expired", "withdrawn", "shut_out", "given_up"])
                                ),
                                name="message_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key", ""), _negated=True), name="message_key_said"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at__isnull", True), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True), ("settled_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="message_waits_or_is_settled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent"), _negated=True),
                                    models.Q(("attempts__gt", 0), ("claimed_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_sent_only_after_its_claim",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
