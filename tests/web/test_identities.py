"""Signing in by an identity provider: who it is, what the groups give, and every answer that is not to be believed."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import NOW
from tests.database import as_owner, refused, sql
from tests.personas import MAENDENES_HJEM, Persona, workplace
from tests.web import identity_provider
from tests.web.identity_provider import CLIENT, SECRET, Provider
from tests.web.passkeys import Phone, add, browser, sign_in_with
from tests.web.signing_in import code, give_app, give_password, is_in, sign_in
from udsatte.accounts import actions
from udsatte.accounts.choices import Role, Source
from udsatte.accounts.models import Identity, Membership, User
from udsatte.web.accounts.identities import REASONS

TWO = "https://refeds.org/profile/mfa"
START, ANSWER, BIND, UNBIND = "identity_start", "identity_answer", "identity_bind", "identity_unbind"
KIRSTINE = {
    "sub": "kirstine-at-work",
    "name": "Kirstine Testsen",
    "email": "kirstine@example.org",
    "groups": ["team", "everybody"],
    "acr": TWO,
}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with identity_provider.running() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider, settings: Settings, anna: Persona) -> Provider:
    """Set up as in production, with one group that gives a place in Anna's unit."""
    running.claims = dict(KIRSTINE)
    running.algorithm, running.signing, running.fault, running.document = "RS256", None, 0, {}
    cache.clear()
    settings.MFA_REQUIRED = True
    settings.DEMO = False
    settings.OIDC_ISSUER = running.issuer
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.OIDC_ACR = [TWO]
    settings.OIDC_LABEL = "kommunen"
    settings.PUBLIC_URL = "http://testserver"
    groups("team=Udsatteteamet:caseworker")
    return running


def groups(text: str) -> None:
    with as_owner():
        call_command("oidc_groups", groups=text, stdout=StringIO())


def come_in(provider: Provider, client: Client | None = None, **query: str) -> Any:
    """From the sign-in page to the provider and back."""
    client = client or Client()
    nobody()
    asked = client.get(reverse(START), query)
    assert asked.status_code == 302, asked.content
    return client.get(provider.authorize(asked.headers["Location"]))


def nobody() -> None:
    """The context ends with a request's transaction; a test is one transaction for all of its requests."""
    sql("SELECT set_config('app.user', '', true)")


def told(answer: Any, reason: str) -> bool:
    """Whether the page says this, as a refusal."""
    return bool(answer.status_code == 403 and str(REASONS[reason]) in answer.content.decode())


def places(user_id: Any) -> list[tuple[str, str, str]]:
    """What is open now."""
    found = Membership.objects.of_user(user_id).open_at(NOW + timedelta(seconds=1))
    return sorted((one.unit.name, one.role, one.source) for one in found.select_related("unit"))


# -- in -----------------------------------------------------------------------------------------------------


def test_somebody_new_comes_in_by_a_group(provider: Provider) -> None:
    client = Client()
    page = client.get(reverse("account_login"), {"next": reverse("account")}).content.decode()
    assert f"{reverse(START)}?next=/konto/" in page
    assert "Log ind med kommunen" in page
    answer = come_in(provider, client, next=reverse("account"))
    assert answer.headers["Location"] == reverse("account")
    assert is_in(client)
    user = User.objects.get(email="kirstine@example.org")
    assert (user.full_name, user.has_usable_password()) == ("Kirstine Testsen", False)
    assert places(user.pk) == [("Udsatteteamet", Role.CASEWORKER, Source.GROUPS)]
    assert Identity.objects.get().subject == "kirstine-at-work"


def test_the_same_person_is_known_again_by_the_subject_whatever_the_e_mail(provider: Provider) -> None:
    come_in(provider)
    provider.claims |= {"email": "another@example.org", "name": "Kirstine Gift"}
    client = Client()
    come_in(provider, client)
    assert is_in(client)
    assert User.objects.filter(identities__isnull=False).count() == 1


def test_two_factors_there_are_two_factors_here(provider: Provider) -> None:
    client = Client()
    assert come_in(provider, client).headers["Location"] == reverse("today")
    assert is_in(client)
    asked = parse_qs(urlsplit(Client().get(reverse(START)).headers["Location"]).query)
    assert asked["acr_values"] == [TWO]


def test_where_it_asks_for_one_factor_ours_is_the_second(provider: Provider, settings: Settings) -> None:
    settings.OIDC_ACR = []
    del provider.claims["acr"]
    client = Client()
    come_in(provider, client)
    assert client.get(reverse("account")).headers["Location"] == reverse("mfa_choose")
    give_app(
        Persona("kirstine", User.objects.get(email="kirstine@example.org"), Membership.objects.latest("starts_at"))
    )
    another = Client()
    assert come_in(provider, another).headers["Location"] == reverse("mfa_authenticate")
    assert another.post(reverse("mfa_authenticate"), {"code": code()}).headers["Location"] == reverse("today")
    assert is_in(another)


def test_the_session_gets_a_new_number(provider: Provider) -> None:
    client = Client()
    asked = client.get(reverse(START))
    before = client.cookies["sessionid"].value
    client.get(provider.authorize(asked.headers["Location"]))
    assert client.cookies["sessionid"].value != before


def test_nobody_is_sent_to_another_site_afterwards(provider: Provider) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert come_in(provider, next=elsewhere).headers["Location"] == reverse("today")


def test_what_is_asked_is_new_each_time_and_names_nobody(provider: Provider) -> None:
    addresses = [Client().get(reverse(START)).headers["Location"] for _ in range(2)]
    asked = [parse_qs(urlsplit(one).query) for one in addresses]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert asked[0]["code_challenge_method"] == ["S256"]
    assert asked[0]["redirect_uri"] == ["http://testserver/konto/organisation/svar/"]
    assert SECRET not in str(addresses)


def test_nothing_that_the_provider_said_is_kept_but_who_it_is(provider: Provider) -> None:
    provider.claims["groups"] = ["team", "a group that says much"]
    client = Client()
    come_in(provider, client)
    assert "a group that says much" not in json.dumps(dict(client.session.items()))
    with as_owner():
        kept = str(sql("SELECT value FROM udsatte_cache")) + str(sql("SELECT * FROM accounts_identity"))
    assert "a group that says much" not in kept
    assert "kirstine@example.org" not in kept


# -- groups -------------------------------------------------------------------------------------------------


def test_the_groups_of_today_count_and_others_end(provider: Provider, clock: time_machine.Traveller) -> None:
    home = workplace(MAENDENES_HJEM)
    groups(f"team=Udsatteteamet:caseworker;home={home.organisation.name}/{home.name}:referrer")
    come_in(provider)
    user = User.objects.get(email="kirstine@example.org")
    clock.shift(timedelta(seconds=1))
    provider.claims["groups"] = ["home"]
    client = Client()
    come_in(provider, client)
    assert places(user.pk) == [("Mændenes Hjem", Role.REFERRER, Source.GROUPS)]
    clock.shift(timedelta(seconds=1))
    provider.claims["groups"] = []
    come_in(provider)
    assert client.get(reverse("today")).status_code == 403


def test_another_role_in_the_same_unit_takes_the_place_of_the_first(
    provider: Provider, clock: time_machine.Traveller
) -> None:
    come_in(provider)
    groups("heads=Udsatteteamet:coordinator;team=Udsatteteamet:caseworker")
    clock.shift(timedelta(seconds=1))
    provider.claims["groups"] = ["team", "heads"]
    come_in(provider)
    user = User.objects.get(email="kirstine@example.org")
    assert places(user.pk) == [("Udsatteteamet", Role.COORDINATOR, Source.GROUPS)]


def test_what_somebody_gave_by_hand_is_never_touched(provider: Provider, anna: Persona) -> None:
    bind(provider, anna, Client())
    groups("team=Udsatteteamet:coordinator")
    for theirs in (["team"], []):
        provider.claims["groups"] = theirs
        come_in(provider)
        assert places(anna.user.pk) == [("Udsatteteamet", Role.CASEWORKER, Source.HAND)]


def test_what_a_group_gave_ends_a_month_after_the_last_sign_in_there(
    provider: Provider, clock: time_machine.Traveller
) -> None:
    come_in(provider)
    place = Membership.objects.get(source=Source.GROUPS)
    assert place.ends_at == NOW + timedelta(days=30)
    clock.shift(timedelta(days=10))
    come_in(provider)
    place.refresh_from_db()
    assert place.ends_at == NOW + timedelta(days=40)
    clock.shift(timedelta(days=31))
    come_in(provider)
    assert Membership.objects.filter(source=Source.GROUPS).count() == 2


def test_a_place_by_hand_that_begins_later_is_not_in_the_way(provider: Provider, anna: Persona) -> None:
    come_in(provider)
    user = User.objects.get(email="kirstine@example.org")
    with as_owner():
        Membership.objects.filter(user=user).delete()
        actions.invite_user(
            email=user.email, full_name="", unit=anna.unit, role=Role.COORDINATOR, at=NOW + timedelta(days=3)
        )
    come_in(provider)
    assert Membership.objects.get(user=user, source=Source.GROUPS).ends_at == NOW + timedelta(days=3)


def test_a_closed_unit_is_given_to_nobody(provider: Provider, anna: Persona) -> None:
    with as_owner():
        type(anna.unit).objects.filter(pk=anna.unit.pk).update(closed_on=NOW.date())
    assert told(come_in(provider), "unknown")


def test_the_history_says_that_a_group_gave_it(provider: Provider) -> None:
    come_in(provider)
    with as_owner():
        rows = sql("SELECT source, pgh_label FROM accounts_membershipevent WHERE source = 'groups'")
    assert rows == [("groups", "insert")]


@pytest.mark.parametrize(
    "wrong",
    [
        "team",
        "team=Nowhere:caseworker",
        "team=Udsatteteamet:janitor",
        "=Udsatteteamet:caseworker",
        "team=Udsatteteamet:caseworker+health",
        "team=Udsatteteamet:caseworker;team=Udsatteteamet:manager",
    ],
)
def test_a_wrong_list_of_groups_is_named_and_the_old_one_stays(provider: Provider, wrong: str) -> None:
    with pytest.raises(CommandError):
        groups(wrong)
    client = Client()
    come_in(provider, client)
    assert is_in(client)


# -- not in -------------------------------------------------------------------------------------------------


@pytest.fixture
def out(provider: Provider) -> Callable[[str], None]:
    """Coming in now is refused with this reason, without a session, a person or a fault."""

    def check(reason: str) -> None:
        client = Client()
        assert told(come_in(provider, client), reason)
        assert not is_in(client)
        assert "_auth_user_id" not in client.session
        assert not Identity.objects.exists()

    return check


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"aud": "another-application"}, "forged"),
        ({"aud": [CLIENT, "another-application"]}, "forged"),
        ({"aud": [CLIENT, "another-application"], "azp": "another-application"}, "forged"),
        ({"azp": "another-application"}, "forged"),
        ({"aud": None}, "forged"),
        ({"iss": "https://evil.example"}, "forged"),
        ({"iss": None}, "forged"),
        ({"exp": int(NOW.timestamp()) - 61}, "late"),
        ({"exp": None}, "forged"),
        ({"exp": "tomorrow"}, "forged"),
        ({"iat": int(NOW.timestamp()) + 120}, "late"),
        ({"nbf": int(NOW.timestamp()) + 120}, "late"),
        ({"nonce": "another"}, "forged"),
        ({"nonce": None}, "forged"),
        ({"nonce": "æ"}, "forged"),
        ({"sub": None}, "forged"),
        ({"sub": ""}, "forged"),
        ({"sub": 7}, "forged"),
        ({"sub": "x" * 256}, "forged"),
        ({"acr": None}, "acr"),
        ({"acr": "urn:one-factor"}, "acr"),
        ({"acr": [TWO]}, "acr"),
        ({"groups": []}, "unknown"),
        ({"groups": None}, "unknown"),
        ({"groups": "everybody"}, "unknown"),
        ({"groups": [{"team": 1}, 7, None]}, "unknown"),
        ({"groups": ["Team", "team "]}, "unknown"),
        ({"email": None}, "nameless"),
        ({"name": None}, "nameless"),
        ({"name": "\x00"}, "nameless"),
        ({"email": "x" * 300 + "@example.org"}, "nameless"),
    ],
    ids=str,
)
def test_an_answer_that_does_not_fit(
    provider: Provider, out: Callable[[str], None], claims: dict[str, Any], reason: str
) -> None:
    provider.claims |= claims
    out(reason)


def test_clocks_may_differ_by_a_minute(provider: Provider) -> None:
    provider.claims |= {"exp": int(NOW.timestamp()) - 30, "iat": int(NOW.timestamp()) + 30}
    client = Client()
    come_in(provider, client)
    assert is_in(client)


def test_a_signature_of_another_key(provider: Provider, out: Callable[[str], None]) -> None:
    provider.signing = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    out("forged")


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_signature_with_a_secret_that_everybody_knows(provider: Provider, out: Callable[[str], None]) -> None:
    provider.algorithm, provider.signing = "HS256", SECRET
    out("forged")


def test_no_signature(provider: Provider, out: Callable[[str], None]) -> None:
    provider.algorithm = "none"
    out("forged")


def test_a_new_key_is_fetched_when_it_is_first_seen(provider: Provider) -> None:
    come_in(provider)
    provider.renew()
    client = Client()
    come_in(provider, client)
    assert is_in(client)
    provider.asked.clear()
    provider.kid = "made up"
    for _attempt in range(3):
        come_in(provider)
    assert provider.asked.count("/keys") <= 1


def test_a_provider_that_calls_itself_another(provider: Provider) -> None:
    provider.document = {"issuer": "https://evil.example"}
    assert told(Client().get(reverse(START)), "forged")


@pytest.mark.parametrize("fault", [500, 302, 404])
def test_a_provider_that_is_away(provider: Provider, fault: int) -> None:
    provider.fault = fault
    assert told(Client().get(reverse(START)), "unreachable")


def test_a_provider_that_nobody_answers_for(provider: Provider, settings: Settings) -> None:
    settings.OIDC_ISSUER = "http://localhost:9"
    assert told(Client().get(reverse(START)), "unreachable")


def test_whoever_stops_there_is_told_so(provider: Provider) -> None:
    client = Client()
    asked = parse_qs(urlsplit(client.get(reverse(START)).headers["Location"]).query)
    query = {"error": "access_denied", "error_description": "<b>no</b>", "state": asked["state"][0]}
    answer = client.get(reverse(ANSWER), query)
    assert told(answer, "denied")
    assert "<b>no</b>" not in answer.content.decode()


def test_an_answer_counts_once(provider: Provider) -> None:
    client = Client()
    back = provider.authorize(client.get(reverse(START)).headers["Location"])
    client.get(back)
    client.post(reverse("account_logout"))
    assert told(client.get(back), "state")
    assert not is_in(client)


def test_an_answer_counts_in_the_browser_that_asked(provider: Provider) -> None:
    attackers, victims = Client(), Client()
    back = provider.authorize(attackers.get(reverse(START)).headers["Location"])
    victims.get(reverse(START))
    assert told(victims.get(back), "state")
    assert not is_in(victims)


@pytest.mark.parametrize("query", [{}, {"state": ""}, {"state": "\x00"}, {"code": "x"}, {"state": "æ", "code": "x"}])
def test_an_answer_that_nobody_asked_for(provider: Provider, query: dict[str, str]) -> None:
    client = Client()
    assert told(client.get(reverse(ANSWER), query), "state")
    client.get(reverse(START))
    assert told(client.get(reverse(ANSWER), query), "state")


def test_an_answer_that_took_too_long(provider: Provider, clock: time_machine.Traveller) -> None:
    client = Client()
    back = provider.authorize(client.get(reverse(START)).headers["Location"])
    clock.shift(timedelta(minutes=11))
    assert told(client.get(back), "state")


def test_a_code_of_ones_own_choice(provider: Provider) -> None:
    client = Client()
    asked = parse_qs(urlsplit(client.get(reverse(START)).headers["Location"]).query)
    for wrong in ("", "made up", "\x00"):
        asked = parse_qs(urlsplit(client.get(reverse(START)).headers["Location"]).query)
        assert told(client.get(reverse(ANSWER), {"state": asked["state"][0], "code": wrong}), "forged")


def test_a_code_that_was_given_to_another_browser(provider: Provider) -> None:
    """PKCE: a code that was caught on its way is worth nothing without what the asker alone knows."""
    victim, thief = Client(), Client()
    caught = parse_qs(urlsplit(provider.authorize(victim.get(reverse(START)).headers["Location"])).query)["code"][0]
    state = parse_qs(urlsplit(thief.get(reverse(START)).headers["Location"]).query)["state"][0]
    assert told(thief.get(reverse(ANSWER), {"state": state, "code": caught}), "forged")


def test_an_e_mail_that_somebody_here_has_matches_nobody(provider: Provider, anna: Persona) -> None:
    provider.claims["email"] = "ANNA@example.org "
    client = Client()
    assert told(come_in(provider, client), "taken")
    assert not is_in(client)
    assert not Identity.objects.exists()


@pytest.mark.parametrize("said", [False, "false"])
def test_an_e_mail_that_the_provider_has_not_verified_makes_nobody(provider: Provider, said: Any) -> None:
    """Else somebody takes a colleague's before she is invited, and gets her place with the invitation."""
    provider.claims |= {"email_verified": said}
    assert told(come_in(provider), "nameless")
    provider.claims |= {"email_verified": True}
    assert come_in(provider).status_code == 302


def test_another_subject_with_the_same_e_mail_is_another_person(provider: Provider) -> None:
    come_in(provider)
    provider.claims["sub"] = "somebody-who-got-the-address-later"
    client = Client()
    assert told(come_in(provider, client), "taken")
    assert not is_in(client)


def test_a_person_who_is_shut_out_stays_out_and_is_given_nothing(provider: Provider) -> None:
    come_in(provider)
    user = User.objects.get(email="kirstine@example.org")
    with as_owner():
        actions.disable_user(user_id=user.pk)
        Membership.objects.filter(user=user).delete()
    client = Client()
    assert come_in(provider, client).headers["Location"] == reverse("account_inactive")
    assert not is_in(client)
    assert not Membership.objects.filter(user=user).exists()


def test_a_strong_sign_in_there_does_not_excuse_a_weak_one_here(provider: Provider, anna: Persona) -> None:
    """The password alone still wants our second step, also in a browser where the provider asked for two."""
    give_password(anna)
    give_app(anna)
    client = Client()
    bind(provider, anna, client)
    sign_in(client, anna)
    client.post(reverse("account_logout"))
    assert sign_in(client, anna).headers["Location"] == reverse("mfa_authenticate")


def test_without_a_provider_there_is_nothing(client: Client, anna: Persona, signed_in: Any) -> None:
    assert client.get(reverse(START)).status_code == 404
    assert client.get(reverse(ANSWER)).status_code == 404
    assert signed_in(anna).post(reverse(BIND)).status_code == 404
    assert reverse(START) not in client.get(reverse("account_login")).content.decode()


def test_asking_without_end_is_stopped_and_keeps_no_colleague_out(provider: Provider) -> None:
    mine = Client()
    come_in(provider, mine)
    mine.post(reverse("account_logout"))
    for _attempt in range(121):
        last = Client().get(reverse(START))
    assert last.status_code == 429
    come_in(provider, mine)
    assert is_in(mine)


# -- one's own account --------------------------------------------------------------------------------------


def bind(provider: Provider, who: Persona, client: Client) -> Any:
    """Anna connects her account, signed in with both steps a moment ago."""
    give_password(who)
    if not Authenticator.objects.filter(user_id=who.user.pk).exists():
        give_app(who)
    sign_in(client, who)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    asked = client.post(reverse(BIND))
    return client.get(provider.authorize(asked.headers["Location"]))


def test_a_person_with_an_account_connects_it(provider: Provider, anna: Persona) -> None:
    client = Client()
    assert bind(provider, anna, client).headers["Location"] == reverse("account")
    assert Identity.objects.get().user_id == anna.user.pk
    other = Client()
    come_in(provider, other)
    assert other.session["_auth_user_id"] == str(anna.user.pk)
    assert client.post(reverse(UNBIND)).headers["Location"] == reverse("account")
    assert not Identity.objects.exists()


def test_one_sign_in_there_is_one_person_here(provider: Provider, anna: Persona) -> None:
    come_in(provider)
    client = Client()
    assert told(bind(provider, anna, client), "other")
    provider.claims["sub"] = "anna-at-work"
    back = provider.authorize(client.post(reverse(BIND)).headers["Location"])
    assert client.get(back).headers["Location"] == reverse("account")
    provider.claims["sub"] = "anna-elsewhere"
    back = provider.authorize(client.post(reverse(BIND)).headers["Location"])
    assert told(client.get(back), "another")


def test_connecting_is_posted_and_wants_to_know_that_it_is_still_you(
    provider: Provider, anna: Persona, clock: time_machine.Traveller
) -> None:
    client = Client()
    bind(provider, anna, client)
    assert client.get(reverse(BIND)).status_code == 405
    clock.shift(timedelta(minutes=16))
    assert client.post(reverse(BIND)).headers["Location"].startswith(reverse("account_reauthenticate"))


def test_what_one_person_asked_is_not_answered_for_the_next_on_the_same_pc(
    provider: Provider, anna: Persona, bo: Persona
) -> None:
    client = Client()
    bind(provider, anna, client)
    client.post(reverse(UNBIND))
    back = provider.authorize(client.post(reverse(BIND)).headers["Location"])
    client.post(reverse("account_logout"))
    assert told(client.get(back), "state")
    assert not Identity.objects.exists()


def test_disconnecting_ends_what_the_groups_gave(
    provider: Provider, anna: Persona, clock: time_machine.Traveller
) -> None:
    home = workplace(MAENDENES_HJEM)
    groups(f"team={home.organisation.name}/{home.name}:referrer")
    client = Client()
    bind(provider, anna, client)
    come_in(provider)
    assert len(places(anna.user.pk)) == 2
    clock.shift(timedelta(seconds=1))
    client.post(reverse(UNBIND))
    assert places(anna.user.pk) == [("Udsatteteamet", Role.CASEWORKER, Source.HAND)]


def test_nobody_gives_away_her_only_place_with_the_connection(provider: Provider, anna: Persona) -> None:
    """Without a place she comes to no page on which she could connect again."""
    client = Client()
    bind(provider, anna, client)
    with as_owner():
        Membership.objects.filter(user=anna.user).update(source=Source.GROUPS, ends_at=NOW + timedelta(days=30))
    client.post(reverse(UNBIND))
    assert Identity.objects.exists()
    assert places(anna.user.pk) == [("Udsatteteamet", Role.CASEWORKER, Source.GROUPS)]


def test_the_only_way_in_stays_and_takes_no_passkey_beside_it(provider: Provider) -> None:
    client = browser()
    come_in_here(provider, client)
    client.post(reverse(UNBIND))
    assert Identity.objects.exists()
    assert reverse("account_change_password") not in client.get(reverse("account")).content.decode()
    # A passkey of such a person opens nothing alone: whoever is out of the municipality's directory is out here.
    phone = Phone()
    add(client, phone)
    other = browser()
    sign_in_with(other, phone)
    assert not is_in(other)


def come_in_here(provider: Provider, client: Client) -> None:
    nobody()
    client.get(provider.authorize(client.get(reverse(START)).headers["Location"]).replace("testserver", "localhost"))
    assert is_in(client)


# -- raw SQL ------------------------------------------------------------------------------------------------

WORDS = {
    "for": "enter",
    "subject": "thief",
    "email": "thief@example.org",
    "name": "Tyv Testsen",
    "groups": ["team"],
    "at": NOW.isoformat(),
}


def test_the_application_cannot_say_who_somebody_is_without_its_key(provider: Provider, anna: Persona) -> None:
    assert sql("SELECT current_user") == [("udsatte_web",)]
    for proof in (b"", b"x" * 32, None):
        words = json.dumps(WORDS | {"issuer": provider.issuer})
        with refused():
            sql("SELECT * FROM identity_enter(%s, %s)", words, proof)
    with refused():
        sql("SELECT * FROM identity_enter(%s, sha256('x'))", json.dumps(WORDS | {"issuer": "https://unknown.example"}))
    for table in ("accounts_identityprovider", "accounts_grouprole"):
        with refused():
            sql(f"SELECT * FROM {table}")
        with refused():
            sql(f"DELETE FROM {table}")
    for call in (
        "SELECT identity_memberships(gen_random_uuid(), 'x', ARRAY['team'], now())",
        "SELECT identity_said('{}', 'x', 'enter')",
        "SELECT * FROM identity_wanted('x', ARRAY['team'], now())",
        "INSERT INTO accounts_identity (id) VALUES (gen_random_uuid())",
        "UPDATE accounts_identity SET subject = 'x'",
        "UPDATE accounts_membership SET source = 'hand'",
    ):
        with refused():
            sql(call)


def test_no_person_in_the_context_comes_in_as_another_or_binds_for_another(
    provider: Provider, anna: Persona, bo: Persona
) -> None:
    """Even with the key."""
    said: dict[str, Any] = {"issuer": provider.issuer, "subject": "bo-at-work"}
    with anna.at_work(NOW):
        with refused():
            actions.enter_with_identity(email="x@example.org", name="X", groups=["team"], at=NOW, **said)
        with refused():
            actions.link_identity(user_id=bo.user.pk, **said)
    with refused():
        actions.link_identity(user_id=bo.user.pk, **said)
    with refused():
        actions.unlink_identity(issuer=provider.issuer)
    assert not Identity.objects.exists()


def test_words_that_were_proved_for_one_thing_do_not_prove_another(provider: Provider, anna: Persona) -> None:
    from udsatte.accounts import identities

    said: list[tuple[Any, ...]] = []

    class Listening:
        def __enter__(self) -> "Listening":
            return self

        def __exit__(self, *error: object) -> None:
            """Nothing."""

        def execute(self, statement: str, values: list[Any]) -> None:
            said.append(tuple(values))

        def fetchone(self) -> tuple[str, str]:
            return ("", "")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "cursor", Listening)
        identities.tell("link", issuer=provider.issuer, subject="x", user=str(anna.user.pk))
    words, proof = said[0]
    with refused():
        sql("SELECT * FROM identity_enter(%s, %s)", words, proof)
    with refused():
        sql("SELECT * FROM identity_enter(%s, %s)", words.replace("link", "enter"), proof)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_before_the_owner_has_told_the_database_nobody_comes_in(provider: Provider, settings: Settings) -> None:
    settings.SECRET_KEY = "a new one"
    client = Client()
    assert told(come_in(provider, client), "unset")
    groups("team=Udsatteteamet:caseworker")
    come_in(provider, client)
    assert is_in(client)


def test_the_token_of_the_provider_is_nowhere(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    come_in(provider, client)
    provider.claims["aud"] = "another"
    come_in(provider)
    assert "eyJ" not in caplog.text + json.dumps(dict(client.session.items()))
    assert jwt.__version__
