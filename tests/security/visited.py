"""Two pages behind the real middleware: one that shows a child, one that writes. For test_unwritable.py."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from commonground.config.urls import urlpatterns as site
from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import open_to
from commonground.ground.partners.tests.writes import make_sector, register

CHILD, NAME = UUID(int=7), "Zebedee Canary"


@open_to("public")
def child(request: HttpRequest) -> HttpResponse:
    audit.shown(request, [CHILD])
    return HttpResponse(NAME)


@open_to("public")
def write(request: HttpRequest) -> HttpResponse:
    make_sector()
    register(request.POST["token"])
    return HttpResponse(f"{request.POST['token']} is kept")


urlpatterns = [path("child/", child), path("write/", write), *site]
handler500 = "commonground.foundation.design.views.server_error"
