"""Django's own error pages in our look, the place's colour, drafts, and the living page of components."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.design import drafts, error_pages, rules, specimens
from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.errors import NotFound

EXAMPLES = {
    400: "Nothing was saved. Go back and try again.",
    401: "This token is not known here, or has ended. Make a new one on your page of tokens.",
    403: "Only the chair of this group may approve its minutes.",
    404: "There is nothing at this address.",
    409: "Somebody else changed Mid Nottinghamshire while you were editing it. Nothing of yours was saved.",
    422: "The file cannot be taken: two cells are wrong. Nothing was loaded.",
    429: "Nothing was done. Wait a few minutes, then try again.",
    500: "This is our fault, not yours. What you last sent was not saved.",
    503: "We cannot read or keep anything at the moment. What you last sent was not saved.",
}


@open_to("public")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_pages.answer(
        request,
        403,
        "This form is no longer valid: it was open too long, or your browser does not accept cookies. "
        "Go back, load the page again and send the form once more. Nothing was saved.",
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Perhaps before any middleware: a forged host comes no further. So nothing of the request is looked at."""
    return error_pages.answer(None, 400, "Nothing was saved. Go back and try again.")


@open_to("public")
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_pages.answer(request, 403, "You may not see this page or do this.")


@open_to("public")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_pages.answer(request, 404, "There is nothing at this address.")


@open_to("public")
def too_often(request: HttpRequest) -> HttpResponse:
    response = error_pages.answer(request, 429, "Nothing was done. Wait a few minutes, then try again.")
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: whatever failed may fail again in what surrounds the page."""
    sentence = "This is our fault, not yours. What you last sent was not saved."
    if request.path.startswith(error_pages.OF_PROGRAMS):
        return error_pages.problem(500, sentence)
    return error_pages.answer(None, 500, sentence)


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


@open_to("public")
def living(request: HttpRequest) -> HttpResponse:
    """The components by group."""
    errors = error_pages.HEADINGS.items()
    return render(request, "design/living.html", {"groups": _groups(""), "errors": errors})


@open_to("public")
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Every component of a group, in each of its states, with its markup."""
    if slug not in specimens.GROUPS:
        raise NotFound
    title, shown = specimens.of_group(slug)
    context = {"group_title": title, "groups": _groups(slug), "specimens": shown}
    return render(request, "design/living.html", {**specimens.content(), **context})


def _groups(current: str) -> list[dict[str, object]]:
    return [
        {"slug": slug, "title": title, "specimens": specimens.of_group(slug)[1], "current": slug == current}
        for slug, (title, _) in specimens.GROUPS.items()
    ]


@open_to("public")
def example(request: HttpRequest) -> HttpResponse:
    """A form of all kinds of fields: wrong input comes back as typed; whoever is signed in may keep a draft."""
    viewer = viewer_of(request)
    draft = None if viewer.is_public else drafts.load("design.example", by=viewer, address=request.path)
    if request.method == "POST":
        form = specimens.ExampleForm(request.POST, request.FILES)
        if form.is_valid():
            if draft:
                drafts.discard(draft.form, by=viewer)
            messages.success(request, "The form is complete. Nothing was kept.")
            return redirect("design:example")
    else:
        form = specimens.ExampleForm()
        form = draft.fill(form) if draft else form
    return render(request, "design/example.html", {"form": form, "draft": draft})


@open_to("public")
def error(request: HttpRequest, status: int) -> HttpResponse:
    """An error page as it looks, answered with 200 because nothing is wrong."""
    if status not in error_pages.HEADINGS:
        raise NotFound
    response = error_pages.answer(request, status, EXAMPLES[status], specimens.wrongs())
    response.status_code = 200
    return response
