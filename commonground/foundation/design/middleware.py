"""Turns what rooms raise into pages, so that doors have no try/except."""

import errno
from collections.abc import Callable
from functools import partial

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from commonground.foundation.design import error_pages
from commonground.foundation.kernel.errors import PersonFacing

DISK_TROUBLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


class ErrorPagesMiddleware:
    """Refused 403, NotFound 404, Conflict 409, Invalid 422; no database or disk 503. The rest is Django's 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # what a middleware further in raises after the view does not pass process_exception: it draws with this
        request.page_for_error = partial(self.process_exception, request)  # type: ignore[attr-defined]  # read by audit
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django for whatever a view raised."""
        if isinstance(exception, PersonFacing):
            return error_pages.page_for(exception, request)
        if isinstance(exception, OperationalError | InterfaceError) or _disk_is_full(exception):
            return error_pages.out_of_order(request)
        return None


def _disk_is_full(exception: Exception) -> bool:
    return isinstance(exception, OSError) and exception.errno in DISK_TROUBLE
