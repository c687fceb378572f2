"""A small site whose pages go wrong in every way there is."""

import errno

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Problem, Refused

# As config composes them, by name: a room imports nothing from above.
SITE = "commonground.config.urls"
handler400 = "commonground.foundation.design.views.bad_request"
handler403 = "commonground.foundation.design.views.refused"
handler404 = "commonground.foundation.design.views.not_found"
handler500 = "commonground.foundation.design.views.server_error"
TEXTS = {"text": "plain"}


def _failing(make: object) -> object:
    def view(request: HttpRequest) -> HttpResponse:
        raise make(TEXTS["text"])

    return view


WAYS = {
    "refused": (403, Refused),
    "not-found": (404, NotFound),
    "conflict": (409, lambda text: Conflict(text, theirs={text: text}, yours={text: text, "Until": None})),
    "invalid": (422, lambda text: Invalid(text, [Problem(text, text, text)])),
    "bad": (400, SuspiciousOperation),
    "denied": (403, PermissionDenied),
    "gone": (404, Http404),
    "broken": (500, RuntimeError),
    "locked": (503, OperationalError),
    "full": (503, lambda text: OSError(errno.ENOSPC, text)),
    "missing-file": (500, lambda text: FileNotFoundError(errno.ENOENT, text)),
}
urlpatterns = [*(path(f"fail/{name}/", _failing(make)) for name, (_, make) in WAYS.items()), path("", include(SITE))]
