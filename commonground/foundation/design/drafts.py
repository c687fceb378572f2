"""Drafts of long forms, kept on the server: they survive a lost session and leave nothing in the browser.

A page that offers drafts:

    draft = drafts.load("places.footprint/7", by=request.viewer, address=request.path)
    form = EditorForm(request.POST) if request.method == "POST" else draft.fill(EditorForm())
    …
    drafts.discard(draft.form, by=request.viewer)        # once the form went through

and in its template `<c-form :form="form" :draft="draft">`. The hidden token says, signed, whose draft of which form it
is: whoever holds it may write that one draft, even when the session was lost in the meantime, and may read nothing.
Drafts are not activity and are not audited.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.core import signing
from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from commonground.foundation.design.models import Draft
from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer

AnyForm = TypeVar("AnyForm", bound=Form)
FIELD = "draft-token"
SALT = "commonground.design.drafts"
LONGEST = 256 * 1024
OLDEST = timedelta(days=14)  # a form left open over a holiday still loses nothing
NEVER_KEPT = frozenset({FIELD, "csrfmiddlewaretoken"})


@dataclass(frozen=True)
class OpenDraft:
    """A form being filled in: which form, what was kept of it, and when (None: nothing yet)."""

    form: str
    token: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    saved_at: datetime | None = None

    def fill(self, form: AnyForm) -> AnyForm:
        """Put what was kept into a form that was not sent yet; it is shown as typed, without complaints."""
        kept = QueryDict(mutable=True)
        for name, values in self.fields.items():
            kept.setlist(name, values)
        for name, field_ in form.fields.items():
            key = form.add_prefix(name)
            if not field_.widget.value_omitted_from_data(kept, MultiValueDict(), key):
                form.initial[name] = field_.widget.value_from_datadict(kept, MultiValueDict(), key)
        return form


def load(form: str, *, by: Viewer, address: str) -> OpenDraft:
    """The viewer's draft of `form` (a key such as "places.footprint/7-districts"). `address` is the form's page."""
    account = _account(by)
    token = signing.dumps([str(account), form, address], salt=SALT, compress=True)
    kept = Draft.objects.filter(account=account, form=form).first()
    if kept is None:
        return OpenDraft(form=form, token=token)
    return OpenDraft(form=form, token=token, fields=kept.fields, saved_at=kept.saved_at)


def save(token: str, posted: QueryDict, *, now: datetime) -> str:
    """Keep what was posted as the token's draft; answer the form's address. Raises Invalid for a wrong token."""
    account, form, address = _read(token)
    kept = {name: _kept(values) for name, values in posted.lists() if _may_be_kept(name)}
    if sum(len(value) for values in kept.values() for value in values) > LONGEST:
        raise Invalid("This draft is too long to keep. Shorten the text, or send the form.")
    Draft.objects.update_or_create(account=account, form=form, defaults={"fields": kept, "saved_at": now})
    return address


def discard(form: str, *, by: Viewer) -> None:
    """Forget the viewer's draft of `form`: it was sent, or is not wanted."""
    Draft.objects.filter(account=_account(by), form=form).delete()


def discard_by_token(token: str, *, by: Viewer) -> str:
    """Forget the viewer's own draft that the token names; answer the form's address. Raises Invalid."""
    _, form, address = _read(token)
    discard(form, by=by)
    return address


def rescue(request: HttpRequest) -> str:
    """Keep what a lost session posted, where the form carries a draft's token; answer the form's address or ''."""
    token = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if not token:
        return ""
    return save(token, request.POST, now=request.viewer.now)  # type: ignore[attr-defined]  # set by middleware


def _may_be_kept(name: str) -> bool:
    return name not in NEVER_KEPT and "password" not in name


def _kept(values: list[str]) -> list[str]:
    """PostgreSQL has no place for the character NUL in JSON; no form accepts it either."""
    return [value.replace("\x00", "") for value in values]


def _account(viewer: Viewer) -> UUID:
    if viewer.id is None:
        raise Refused("Sign in to keep a draft.")
    return viewer.id


def _read(token: str) -> tuple[UUID, str, str]:
    try:
        account, form, address = signing.loads(token, salt=SALT, max_age=OLDEST)
        return UUID(account), form, address
    except (signing.BadSignature, ValueError) as wrong:
        raise Invalid("This form is too old to be kept as a draft. Open it again.") from wrong
