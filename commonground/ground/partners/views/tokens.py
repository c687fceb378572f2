"""Tokens of the API: one's own, and those that an administrator looks after."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.partners import access, actions, queries
from commonground.ground.partners.forms import TokenForm
from commonground.ground.partners.views.showing import show

TOKENS_A_PAGE = 50


@open_to("signed in")
def my_tokens(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    shown = {"tokens": queries.my_tokens(viewer), "may_make": bool(access.organisations_for_tokens(viewer))}
    return render(request, "partners/my_tokens.html", shown)


@needs(access.HOLD)
@never_cache
def make_token(request: HttpRequest) -> HttpResponse:
    """The token is shown once, on the answer to the form: it is kept nowhere."""
    viewer = viewer_of(request)
    start_with = {"days": queries.token_policy().usual_days, "scopes": [queries.scopes_offered()[0].slug]}
    choices = queries.organisations_for_tokens(viewer)
    if len(choices) == 1:
        start_with["organisation"] = choices[0].pk
    form = TokenForm(request.POST or None, viewer=viewer, initial=start_with)
    if form.is_valid() and (done := submit(form, actions.make_token, by=viewer, **form.cleaned_data)):
        shown = {"token": done.value.token, "text": done.value.text, "site": request.build_absolute_uri("/")}
        return render(request, "partners/made_token.html", shown)
    return render(request, "partners/make_token.html", {"form": form})


@open_to("signed in")
def end_token(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """By its owner, or by who looks after the accounts of its organisation."""
    viewer = viewer_of(request)
    token = queries.token(viewer, token_id)
    is_own = token.account_id == viewer.id
    if not is_own:
        show(request, [token.account_id])
    if request.method == "POST":
        actions.end_token(token=token, by=viewer)
        messages.success(request, f"The token “{token.name}” has ended. Programs that send it are refused from now on.")
        return redirect("partners:my-tokens" if is_own else "partners:tokens")
    return render(request, "partners/end_token.html", {"token": token, "is_own": is_own})


@needs("partners.look-after", "partners.look-after-own")
def tokens(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = Paginator(queries.tokens_of_others(viewer), TOKENS_A_PAGE).get_page(request.GET.get("page"))
    show(request, [token.account_id for token in page])
    return render(request, "partners/tokens.html", {"page": page, "tokens": queries.listed_tokens(page, viewer)})
