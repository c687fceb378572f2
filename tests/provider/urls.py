"""The provider's own addresses, and a sign-in that believes whoever names themselves."""

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.html import format_html

FORM = """<!doctype html><html lang="en"><title>Provider</title><form method="post">
<label>Who are you? <input name="who"></label><button>Go on</button></form>"""


def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(format_html(FORM))
    login(request, get_user_model().objects.get(username=request.POST["who"]))
    return redirect(request.GET["next"])


urlpatterns = [path("login/", sign_in), path("", include("oauth2_provider.urls", namespace="oauth2_provider"))]
