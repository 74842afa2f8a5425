from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Units are told of what is due: the waiting list, and fourteen days."""

    dependencies = [
        ("accounts", "0002_rules"),
        ("cases", "0007_referral_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_is_about_a_citizen",
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
                    ("question", "A colleague asks about a contact."),
                    ("answer", "A question about a contact is answered."),
                    ("thanks", "A colleague thanks you for a contact."),
                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                    ("safety_again", "A colleague has still not said that they are out. Call, and go there."),
                    ("referral", "A referral has come."),
                    ("referral_step", "Something has become of a referral."),
                    ("referral_word", "Somebody has written to you about a referral."),
                    ("referral_back", "Nobody has looked at a referral in time."),
                    ("referral_review", "Somebody on the waiting list is to be looked at again."),
                    ("deadline", "A deadline of fourteen days runs out."),
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
                    ("question", "A colleague asks about a contact."),
                    ("answer", "A question about a contact is answered."),
                    ("thanks", "A colleague thanks you for a contact."),
                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                    ("safety_again", "A colleague has still not said that they are out. Call, and go there."),
                    ("referral", "A referral has come."),
                    ("referral_step", "Something has become of a referral."),
                    ("referral_word", "Somebody has written to you about a referral."),
                    ("referral_back", "Nobody has looked at a referral in time."),
                    ("referral_review", "Somebody on the waiting list is to be looked at again."),
                    ("deadline", "A deadline of fourteen days runs out."),
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
                            "question",
                            "answer",
                            "thanks",
                            "safety",
                            "safety_again",
                            "referral",
                            "referral_step",
                            "referral_word",
                            "referral_back",
                            "referral_review",
                            "deadline",
                        ],
                    )
                ),
                name="notice_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "enquiry_answered",
                            "tip",
                            "safety",
                            "safety_again",
                            "referral",
                            "referral_step",
                            "referral_word",
                            "referral_back",
                            "referral_review",
                            "deadline",
                        ),
                    ),
                    ("citizen__isnull", False),
                    _connector="XOR",
                ),
                name="notice_is_about_a_citizen",
            ),
        ),
    ]
