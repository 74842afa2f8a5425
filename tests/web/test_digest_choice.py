"""The morning e-mail is one's own choice."""

from datetime import datetime

from django.test import Client
from django.urls import reverse

from tests.personas import Persona
from udsatte.web.models import DigestChoice


def test_it_is_on_until_one_turns_it_off_and_on_again(anna: Persona, at: datetime) -> None:
    client = Client()
    client.force_login(anna.user)
    url = reverse("digest_choose")
    for wanted, said in (("off", "Du får ingen e-mail"), ("on", "Du får en e-mail")):
        assert said in client.post(url, {"wanted": wanted}, follow=True).content.decode()
        assert DigestChoice.objects.wanted_by(anna.user.pk) is (wanted == "on")


def test_nobody_chooses_for_somebody_else(anna: Persona, bo: Persona, at: datetime) -> None:
    client = Client()
    client.force_login(anna.user)
    client.post(reverse("digest_choose"), {"wanted": "off", "user": bo.user.pk})
    assert DigestChoice.objects.wanted_by(bo.user.pk)


def test_what_is_no_answer_is_not_found(anna: Persona, at: datetime) -> None:
    client = Client()
    client.force_login(anna.user)
    assert client.post(reverse("digest_choose"), {"wanted": "perhaps"}).status_code == 404


def test_who_has_no_follow_ups_is_asked_nothing(mette: Persona, anna: Persona, at: datetime) -> None:
    for who, asked in ((mette, False), (anna, True)):
        client = Client()
        client.force_login(who.user)
        assert (reverse("digest_choose") in client.get(reverse("account")).content.decode()) is asked
