"""Django's own error pages in our look, the place's colour, drafts, and the living page of components."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.design import drafts, error_pages, rules
from commonground.foundation.design.doors import open_to, viewer_of


@open_to("public")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_pages.answer(
        request,
        403,
        "This form is no longer valid: it was open too long, or your browser does not accept cookies. "
        "Go back, load the page again and send the form once more. Nothing was saved.",
    )


@open_to("public")
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_pages.answer(request, 400, "Nothing was saved. Go back and try again.")


@open_to("public")
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_pages.answer(request, 403, "You may not see this page or do this.")


@open_to("public")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_pages.answer(request, 404, "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: whatever failed may fail again in what surrounds the page."""
    return error_pages.answer(None, 500, "This is our fault, not yours. What you last sent was not saved.")


@open_to("public")
def colour(request: HttpRequest, hexadecimal: str) -> HttpResponse:
    """The place's own colour as a stylesheet: the policy allows no style in the page itself."""
    rules.check_place_colour(hexadecimal)
    return HttpResponse(
        f":root {{ --place-colour: #{hexadecimal}; }}\n",
        content_type="text/css",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


@require_POST
@open_to("signed in")
def draft(request: HttpRequest) -> HttpResponse:
    """Keep a form as a draft: by its button, or by itself while somebody types."""
    now = viewer_of(request).now
    back = drafts.save(request.POST.get(drafts.FIELD, ""), request.POST, now=now)
    if request.headers.get("HX-Request") == "true":
        return render(request, "design/draft_state.html", {"saved_at": now})
    messages.success(request, "Your draft is saved. Nothing has been sent.")
    return redirect(back)


@require_POST
@open_to("signed in")
def discard_draft(request: HttpRequest) -> HttpResponse:
    back = drafts.discard_by_token(request.POST.get(drafts.FIELD, ""), by=viewer_of(request))
    messages.success(request, "Your draft is discarded.")
    return redirect(back)
