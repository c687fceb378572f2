"""Gives each request its viewer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries


class ViewerMiddleware:
    """`request.viewer` is read from the database at each request, so a change of rights takes effect at the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()

        def viewer() -> Viewer:
            return queries.viewer_for(request.user, session=request.session.session_key or "", now=now)

        request.viewer = SimpleLazyObject(viewer)  # type: ignore[attr-defined]  # this is where it is set
        return self.get_response(request)
