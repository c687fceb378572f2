"""Signing in with a work account. Not imported by the other pages: it brings heavy libraries."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commonground.foundation.kernel.errors import NotFound


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A page that goes on to the provider by itself: a form may post to this site only, so no answer to one may lead
    elsewhere."""
    address = _provider(request).redirect_from_request(request)["Location"]
    return render(request, "partners/work_account_begin.html", {"address": address})


@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """From the provider, with a code or an error."""
    answer: HttpResponse = OAuth2CallbackView.adapter_view(_provider(request).get_oauth2_adapter(request))(request)
    return answer


def _provider(request: HttpRequest) -> OpenIDConnectProvider:
    if settings.COMMONGROUND_OIDC is None:
        raise NotFound
    return get_adapter().get_provider(request, provider=settings.COMMONGROUND_OIDC.issuer)
