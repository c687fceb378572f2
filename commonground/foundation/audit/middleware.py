"""No page about a person leaves before it is on record; no refusal goes unrecorded."""

from collections.abc import Callable, Iterable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from commonground.foundation.audit import actions
from commonground.foundation.kernel.errors import NotFound, Refused


class ShownPersonsMiddleware:
    """Stands innermost. Renders to bytes while `audit.shown` collects, writes the audit, then lets the page go.

    What it raises itself becomes a page through `request.page_for_error`, which the error pages' middleware sets.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        seen = actions.Seen()
        request.audit_seen = seen  # type: ignore[attr-defined]  # read by actions.shown
        response = self.get_response(request)
        if seen.is_used and isinstance(response, StreamingHttpResponse):
            response = _whole(response)
        try:
            actions.write_shown(request)
        except (Refused, NotFound, actions.Unwritable) as problem:
            return _with_what_to_close(self._instead(request, problem), response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The view raised: nothing it meant to show is shown. A refusal is recorded; its page is drawn further out."""
        request.audit_seen.clear()  # type: ignore[attr-defined]  # set above
        return self._note_refusal(request, exception)

    def _instead(self, request: HttpRequest, problem: Exception) -> HttpResponse:
        draw = cast(Callable[[Exception], HttpResponse], request.page_for_error)  # type: ignore[attr-defined]  # drawn by design
        return self._note_refusal(request, problem) or draw(problem)

    def _note_refusal(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """None, or the page that says that even the refusal could not be recorded."""
        if not isinstance(exception, Refused | PermissionDenied):
            return None
        try:
            actions.refused(request, what=f"{request.method} {request.path}", sentence=str(exception))
        except actions.Unwritable as problem:
            draw = cast(Callable[[Exception], HttpResponse], request.page_for_error)  # type: ignore[attr-defined]  # as above
            return draw(problem)
        return None


def _whole(response: StreamingHttpResponse) -> HttpResponse:
    """The same answer with its bytes at hand: who is shown is known only when all of it is rendered."""
    body = b"".join(cast(Iterable[bytes], response.streaming_content))
    whole = HttpResponse(body, status=response.status_code)
    for name, value in response.items():
        whole[name] = value
    whole.cookies = response.cookies
    return _with_what_to_close(whole, response)


def _with_what_to_close(response: HttpResponse, dropped: HttpResponseBase) -> HttpResponse:
    """Files that the dropped answer holds are closed when the request ends; closing it here would end it now."""
    response._resource_closers.extend(dropped._resource_closers)  # type: ignore[attr-defined]  # not in the stubs
    return response
