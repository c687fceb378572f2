"""Signing in with an OpenID provider: to accounts that exist, by an address that it vouches for.

allauth's provider, held to more: the signature is always checked, a nonce is sent and asked back, the issuer is the one
that was configured, answers are limited in time and size. docs/decisions/0042.
"""

import time
from typing import Any, NoReturn

import requests
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.deferred import jwt  # loaded when a token is first read: it is heavy
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string

from commonground.foundation.design.doors import viewer_of
from commonground.ground.partners import actions, queries, rules
from commonground.ground.partners.rules import Trouble

CONNECT, READ, WHOLE = 3, 5, 10  # seconds
LARGEST = 1_000_000  # bytes
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]  # keys that only the provider has
LEEWAY = 30  # seconds by which clocks may differ
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)


class WorkAccountAdapter(DefaultSocialAccountAdapter):
    """What allauth asks about work accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_requests_session(self) -> requests.Session:
        return _Patient()

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> OpenIDConnectProvider:
        """The one of the settings; its issuer is part of its name, so that another one's people are others."""
        ours = _told()
        app = SocialApp(
            provider="openid_connect",
            provider_id=ours.issuer,
            name=ours.name,
            client_id=ours.client_id,
            secret=ours.client_secret,
            settings={"server_url": ours.issuer, "oauth_pkce_enabled": True, "fetch_userinfo": False},
        )
        return WorkProvider(request, app=app)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The provider has spoken: whether it was asked, whom it may sign in, and to which account."""
        ours, claims = _told(), sociallogin.claims
        if not sociallogin.state.get("nonce") or claims.get("nonce") != sociallogin.state["nonce"]:
            refuse(request, Trouble.NOT_FOR_US)
        trouble = rules.trouble_with(claims, domains=ours.domains, trusts_email=ours.trusts_email)
        if trouble is not None:
            refuse(request, trouble)
        if not sociallogin.is_existing:
            self._link(request, sociallogin, str(claims["email"]))
        if rules.passed_second_factor(claims):
            record_authentication(request, sociallogin.user, "mfa", type="work")

    def _link(self, request: HttpRequest, sociallogin: SocialLogin, email: str) -> None:
        uid, provider = sociallogin.account.uid, sociallogin.account.provider
        account = queries.account_with_address(email)
        if account is None:
            refuse(request, Trouble.UNKNOWN)
        if queries.is_linked_to_another(account, provider=provider, uid=uid):
            refuse(request, Trouble.SOMEBODY_ELSE)
        actions.link_work_account(account=account, provider=provider, uid=uid, by=viewer_of(request))
        sociallogin.lookup()

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: OpenIDConnectProvider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        if exception is not None:
            refuse(request, Trouble.LATE if isinstance(exception, requests.RequestException) else Trouble.WRONG)
        began = (extra_context or {}).get("state") is not None
        refuse(request, Trouble.CANCELLED if began or error == AuthError.CANCELLED else Trouble.STALE)


class WorkProvider(OpenIDConnectProvider):
    def get_oauth2_adapter(self, request: HttpRequest) -> "WorkClient":
        return WorkClient(request, self.app.provider_id)

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Where to go afterwards, and a nonce. Scopes and parameters are ours, whatever the address says."""
        asked = super().get_redirect_from_request_kwargs(request)
        nonce = get_random_string(32)
        kept = {"next_url": asked["next_url"]} if "next_url" in asked else {}
        return {**kept, "process": "login", "nonce": nonce, "auth_params": {"nonce": nonce}}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}  # nothing of the person is kept but the provider's name for them


class WorkClient(OpenIDConnectOAuth2Adapter):
    """Speaks to the provider. Whatever goes wrong with that is a page that says what to do."""

    client_class: type[OAuth2Client] = OAuth2Client

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_openid_config"):
            provider = self.get_provider()
            found = self._ask(provider.wk_server_url(provider.app.settings["server_url"]))
            if not all(isinstance(found.get(name), str) for name in NEEDED):
                refuse(self.request, Trouble.WRONG)
            if found["issuer"].rstrip("/") != provider.app.settings["server_url"]:
                refuse(self.request, Trouble.NOT_FOR_US)
            self._openid_config = found
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("work_account_back"))

    def get_access_token_data(self, request: HttpRequest, app: SocialApp, client: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            found: dict[str, Any] = super().get_access_token_data(request, app, client, **kwargs)
            return {"access_token": str(found["access_token"]), "id_token": str(found["id_token"])}
        except requests.exceptions.JSONDecodeError as wrong:
            refuse(request, Trouble.WRONG, wrong)
        except requests.RequestException as late:
            refuse(request, Trouble.LATE, late)
        except (OAuth2Error, *UNREADABLE) as wrong:
            refuse(request, Trouble.WRONG, wrong)

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        claims = self._claims(app, kwargs["response"]["id_token"])
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        return login

    def _claims(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Signed by the issuer, for us, just now. The key is looked for by its id; one alone needs none."""
        try:
            keys = jwt.PyJWKSet.from_dict(self._ask(self.openid_config["jwks_uri"])).keys
            wanted = jwt.get_unverified_header(id_token).get("kid")
            fitting = [key for key in keys if key.key_id == wanted] or (keys if len(keys) == 1 and not wanted else [])
            if not fitting:
                refuse(self.request, Trouble.FORGED)
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=fitting[0].key,
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except jwt.ExpiredSignatureError as wrong:
            refuse(self.request, Trouble.EXPIRED, wrong)
        except (jwt.InvalidAudienceError, jwt.InvalidIssuerError) as wrong:
            refuse(self.request, Trouble.NOT_FOR_US, wrong)
        except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError, jwt.InvalidKeyError) as wrong:
            refuse(self.request, Trouble.FORGED, wrong)
        except (jwt.PyJWTError, *UNREADABLE) as wrong:
            refuse(self.request, Trouble.WRONG, wrong)
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != app.client_id:
            refuse(self.request, Trouble.NOT_FOR_US)
        return claims

    def _ask(self, address: str) -> dict[str, Any]:
        """What the provider publishes at an address, as an object of JSON."""
        try:
            answer = _Patient().get(address)
            answer.raise_for_status()
            found = answer.json()
        except (requests.exceptions.JSONDecodeError, requests.HTTPError) as wrong:
            refuse(self.request, Trouble.WRONG, wrong)
        except requests.RequestException as late:
            refuse(self.request, Trouble.LATE, late)
        if not isinstance(found, dict):
            refuse(self.request, Trouble.WRONG)
        return found


class _Patient(requests.Session):
    """Waits, but not long; reads, but not much; goes where it was sent and no further."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs |= {"timeout": (CONNECT, READ), "stream": True, "allow_redirects": False}
        until, body = time.monotonic() + WHOLE, b""
        with super().request(*args, **kwargs) as answer:
            for part in answer.iter_content(16_384):
                body += part
                if len(body) > LARGEST or time.monotonic() > until:
                    raise requests.Timeout(f"{answer.url} answers too much or too slowly")
            answer._content = body
        return answer


def _told() -> Any:
    """What the site is told of its provider; the pages are not found where there is none."""
    return settings.COMMONGROUND_OIDC


def refuse(request: HttpRequest, trouble: Trouble, cause: Exception | None = None) -> NoReturn:
    """Record that it did not work, and answer with a page that says what to do. Nobody is signed in."""
    actions.note_failed_sign_in(email="", because=f"work account: {trouble}", by=viewer_of(request))
    shown = {"sentence": rules.SENTENCES_OF_WORK[trouble], "name": _told().name}
    status = 502 if trouble in rules.OF_THE_PROVIDER else 403
    answer = render(request, "partners/work_account_trouble.html", shown, status=status)
    raise ImmediateHttpResponse(answer) from cause
