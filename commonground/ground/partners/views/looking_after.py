"""What an administrator does for somebody's account: one page that asks, for each thing to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import access, actions, queries
from commonground.ground.partners.views.showing import show


@dataclass(frozen=True)
class Deed:
    """What is asked, what it does, and what is said when it is done."""

    heading: str
    sentence: str
    button: str
    done: str
    act: Callable[..., Any]
    tone: str = "warning"


DEEDS = {
    "close": Deed(
        "Close the account",
        "It no longer signs in, and whoever is signed in with it is out at the next click. Roles end on their own "
        "dates; what was done stays on record. You can open it again.",
        "Close the account",
        "The account is closed.",
        actions.close_account,
    ),
    "reopen": Deed(
        "Open the account again",
        "It signs in as before, with the roles it still holds.",
        "Open the account",
        "The account is open.",
        actions.reopen_account,
        tone="",
    ),
    "reset-second-factor": Deed(
        "Reset the second factor",
        "First make sure that it is really this person who asks: see them, or call a number that you know. Their app, "
        "passkeys and recovery codes stop working and they are signed out. At the next sign-in, with their password, "
        "they set up a new one.",
        "Reset the second factor",
        "The second factor is reset.",
        actions.reset_second_factor,
    ),
    "unlock": Deed(
        "Unlock the account",
        "Failed passwords and codes so far no longer count. If the person did not make them, somebody else did.",
        "Unlock the account",
        "The account is unlocked.",
        actions.unlock_account,
        tone="",
    ),
    "sign-out": Deed(
        "Sign out everywhere",
        "Every session of this person ends now; they may sign in again.",
        "Sign out everywhere",
        "Every session is ended.",
        actions.sign_out_everywhere,
    ),
}


@needs("partners.look-after", "partners.look-after-own")
def look_after(request: HttpRequest, account_id: UUID, what: str) -> HttpResponse:
    deed, viewer = DEEDS.get(what), viewer_of(request)
    if deed is None:
        raise NotFound
    account = queries.person(viewer, account_id)
    access.check_can_look_after(viewer, account)
    if request.method == "POST":
        deed.act(account=account, by=viewer)
        messages.success(request, deed.done)
        return redirect("partners:person", account_id=account.pk)
    show(request, [account.pk])
    return render(request, "partners/look_after.html", {"account": account, "deed": deed})
