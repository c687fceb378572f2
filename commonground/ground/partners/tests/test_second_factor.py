"""A second factor: who needs one, what they may do without it, and how it is set up, used and lost."""

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from commonground.foundation.audit.models import AuditContent, AuditEvent
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import operator
from commonground.foundation.post import actions as post
from commonground.ground.partners import actions, queries
from commonground.ground.partners.adapter.second_factor import SecondFactorAdapter
from commonground.ground.partners.tests.conftest import NOW
from commonground.ground.partners.tests.people import (
    SECRET,
    code,
    kinds_of_factor,
    practitioner,
    real,
    role,
    sign_in,
    signed_in,
    with_app,
)

pytestmark = pytest.mark.django_db


def recorded() -> list[str]:
    return list(AuditEvent.objects.order_by("position").values_list("verb", flat=True))


def test_somebody_whose_role_needs_a_second_factor_gets_to_the_page_that_sets_one_up_and_nowhere_else():
    client = signed_in(practitioner())
    for address in ("/", "/people/", "/people/me/", "/places/", "/evidence/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/second-factor/"), address
    assert "Set up a second factor" in client.get("/sign-in/second-factor/").content.decode()


def test_a_form_or_fragment_sent_before_the_second_factor_is_not_taken():
    client = signed_in(practitioner())
    assert client.post("/people/me/sessions/end-others/").status_code == 302
    answer = client.get("/people/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/sign-in/second-factor/")


def test_the_role_gives_its_permissions_only_in_a_session_that_passed_the_second_factor():
    account = practitioner()
    assert not queries.viewer_for(account, session="s", now=NOW).may("partners.read")
    assert queries.viewer_for(account, session="s", now=NOW, proven=True).may("partners.read")


def test_invented_people_are_exempt_in_a_demonstration_only(settings):
    account = practitioner()
    account.is_invented = True
    assert queries.viewer_for(account, session="s", now=NOW).may("partners.read")
    settings.COMMONGROUND_DEMO = False
    assert not queries.viewer_for(account, session="s", now=NOW).may("partners.read")


def test_a_role_that_needs_none_is_not_held_up():
    client = signed_in(real(held=role("analyst", "partners.read")))
    assert client.get("/people/").status_code == 200


def test_an_app_is_set_up_by_typing_its_code_and_counts_at_once():
    client = signed_in(practitioner())
    page = client.get("/sign-in/second-factor/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
    assert "data:image/svg+xml;base64," in page
    client.post("/sign-in/second-factor/app/", {"code": "000000"})
    assert client.get("/people/").status_code == 302
    with_this_secret(client, secret)
    assert client.get("/people/").status_code == 200


def with_this_secret(client: Client, secret: str) -> None:
    answer = client.post("/sign-in/second-factor/app/", {"code": code(secret=secret)})
    assert answer["Location"] == "/sign-in/second-factor/codes/", answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_way_of_signing_in_that_was_added_is_on_record_and_its_owner_told_by_mail():
    client = signed_in(practitioner())
    page = client.get("/sign-in/second-factor/app/").content.decode()
    with_this_secret(client, re.search(r"<code>([A-Z2-7]+)</code>", page).group(1))
    assert "way of signing in changed" in recorded()
    post.send_due(now=timezone.now())
    assert [one.to for one in mail.outbox] == [["pat.practitioner@example.org"]]
    assert "If it was not you" in mail.outbox[0].body


def test_signing_in_asks_for_the_code_after_the_password():
    account = with_app(practitioner())
    client = Client()
    assert sign_in(client, account)["Location"] == "/sign-in/code/"
    assert client.get("/people/")["Location"].startswith("/sign-in/?next=")  # not signed in yet
    assert client.post("/sign-in/code/", {"code": code()}).status_code == 302
    assert client.get("/people/").status_code == 200
    assert account.sign_ins.get().method == "password and app code"


def test_a_code_works_once():
    account = with_app(practitioner())
    shown = code()
    first, second = Client(), Client()
    sign_in(first, account)
    sign_in(second, account)
    assert first.post("/sign-in/code/", {"code": shown}).status_code == 302
    answer = second.post("/sign-in/code/", {"code": shown})
    assert "That did not work" in answer.content.decode()
    assert second.get("/people/").status_code == 302


def test_a_code_of_the_half_minute_before_the_last_does_not_work():
    account = with_app(practitioner())
    client = Client()
    sign_in(client, account)
    assert "That did not work" in client.post("/sign-in/code/", {"code": code(time.time() - 90)}).content.decode()


def test_codes_cannot_be_guessed_for_long():
    account = with_app(practitioner())
    client = Client()
    sign_in(client, account)
    for guess in range(5):
        client.post("/sign-in/code/", {"code": f"{guess:06}"})
    answer = client.post("/sign-in/code/", {"code": code()})  # the right one, too late
    assert answer.status_code == 200
    assert client.get("/people/").status_code == 302
    assert recorded().count("sign-in failed") == 5


def test_a_recovery_code_signs_in_once():
    account = with_app(practitioner())
    client = signed_in(account, proven=True)
    client.post("/sign-in/again/", {"password": "correct horse battery staple"})
    client.post("/sign-in/second-factor/codes/new/")
    page = client.get("/sign-in/second-factor/codes/").content.decode()
    first, *others = re.findall(r"<code>(\d{8})</code>", page)
    assert len(others) == 9
    for expected in (302, 200):
        visitor = Client()
        sign_in(visitor, account)
        assert visitor.post("/sign-in/code/", {"code": first}).status_code == expected


def test_secrets_are_not_readable_in_the_database():
    account = with_app(practitioner())
    kept = str(Authenticator.objects.get(user=account).data)
    assert SECRET not in kept
    assert SecondFactorAdapter().decrypt(Authenticator.objects.get(user=account).data["secret"]) == SECRET


def test_secrets_outlive_a_change_of_the_secret_key_where_the_old_one_is_named(settings):
    kept = SecondFactorAdapter().encrypt(SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 8, [settings.SECRET_KEY]
    assert SecondFactorAdapter().decrypt(kept) == SECRET
    renewed = SecondFactorAdapter().renew(kept)
    settings.SECRET_KEY_FALLBACKS = []
    assert SecondFactorAdapter().decrypt(renewed) == SECRET
    with pytest.raises(Invalid, match="reset your second factor"):
        SecondFactorAdapter().decrypt(kept)


def test_the_command_line_encrypts_every_secret_anew(settings):
    account = with_app(practitioner())
    before = Authenticator.objects.get(user=account).data["secret"]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 8, [settings.SECRET_KEY]
    assert actions.renew_secrets(by=operator(NOW, permissions=frozenset({"partners.grant"}))) == 1
    settings.SECRET_KEY_FALLBACKS = []
    kept = Authenticator.objects.get(user=account).data["secret"]
    assert kept != before
    assert SecondFactorAdapter().decrypt(kept) == SECRET


def test_setting_up_needs_the_password_again_where_there_is_a_factor_already():
    client = signed_in(with_app(practitioner()), proven=True)
    with time_machine.travel(time.time() + 6 * 60):
        assert client.get("/sign-in/second-factor/passkeys/add/")["Location"].startswith("/sign-in/again/")


def test_the_first_set_up_right_after_signing_in_does_not_ask_twice_and_later_does():
    client = signed_in(practitioner())
    assert client.get("/sign-in/second-factor/app/").status_code == 200
    with time_machine.travel(time.time() + 6 * 60):
        assert client.get("/sign-in/second-factor/app/")["Location"].startswith("/sign-in/again/")


def test_the_password_asked_again_works_with_the_one_address_of_the_account():
    account = practitioner()
    client = signed_in(account)
    answer = client.post("/sign-in/again/?next=/sign-in/second-factor/", {"password": "correct horse battery staple"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/second-factor/")


def test_a_session_of_before_the_factor_was_set_up_is_asked_for_it():
    account = practitioner()
    client = signed_in(account)
    with_app(account)
    answer = client.get("/people/")
    assert answer["Location"] == "/sign-in/again/code/?next=%2Fpeople%2F"
    answer = client.post(answer["Location"], {"code": code()})
    assert answer["Location"] == "/people/"
    assert client.get("/people/").status_code == 200


def test_passkeys_are_asked_of_the_browser_with_the_holder_checked():
    client = signed_in(practitioner())
    page = client.get("/sign-in/second-factor/passkeys/add/").content.decode()
    assert '"userVerification": "required"' in page
    assert '"residentKey": "required"' in page
    asked = client.get("/sign-in/passkey/", headers={"accept": "application/json"}).json
    assert asked


@pytest.mark.parametrize("sent", ["", "nonsense", "{}", "[]", '{"id": "x"}', '{"type": "public-key", "response": {}}'])
def test_a_forged_passkey_is_refused_without_falling_over(sent):
    client = signed_in(practitioner())
    assert client.post("/sign-in/second-factor/passkeys/add/", {"credential": sent}).status_code == 200
    assert Client().post("/sign-in/passkey/", {"credential": sent}).status_code in (200, 302)
    assert not Authenticator.objects.exists()


def test_no_secret_reaches_the_audit():
    account = with_app(practitioner())
    client = signed_in(account, proven=True)
    client.get("/people/")
    told = "".join(AuditContent.objects.values_list("body", flat=True))
    assert SECRET not in told
    assert "correct horse" not in told
    assert kinds_of_factor(account) == {"totp"}
