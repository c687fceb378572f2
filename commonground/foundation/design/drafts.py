"""Drafts of long forms, kept on the server: they survive a lost session and leave nothing in the browser.

A page that offers drafts puts `<c-draft :draft=draft />` into its form, where `draft` comes from `load`. The hidden
token says, signed, whose draft of which form it is: whoever holds it may write that one draft, even when the session
was lost in the meantime, and may read nothing. Drafts are not activity and are not audited.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, QueryDict

from commonground.foundation.design.models import Draft
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import Viewer

FIELD = "draft-token"
SALT = "commonground.design.drafts"
LONGEST = 256 * 1024
NEVER_KEPT = frozenset({FIELD, "csrfmiddlewaretoken"})


@dataclass(frozen=True)
class OpenDraft:
    """A form being filled in: which form, what was kept of it, and when (None: nothing yet)."""

    form: str
    token: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    saved_at: datetime | None = None

    @property
    def data(self) -> QueryDict | None:
        """What to bind the form to, or None where there is nothing to bring back."""
        if not self.fields:
            return None
        found = QueryDict(mutable=True)
        for name, values in self.fields.items():
            found.setlist(name, values)
        return found


def load(form: str, *, by: Viewer, address: str) -> OpenDraft:
    """The viewer's draft of `form` (a key such as "places.footprint/7-districts"). `address` is the form's page."""
    token = signing.dumps([str(by.id), form, address], salt=SALT, compress=True)
    kept = Draft.objects.filter(account=by.id, form=form).first()
    if kept is None:
        return OpenDraft(form=form, token=token)
    return OpenDraft(form=form, token=token, fields=kept.fields, saved_at=kept.saved_at)


def save(token: str, posted: QueryDict, *, now: datetime) -> str:
    """Keep what was posted as the token's draft; answer the form's address. Raises Invalid for a wrong token."""
    account, form, address = _read(token)
    kept = {name: values for name, values in posted.lists() if name not in NEVER_KEPT and "password" not in name}
    if sum(len(value) for values in kept.values() for value in values) > LONGEST:
        raise Invalid("This draft is too long to keep. Shorten the text, or send the form.")
    Draft.objects.update_or_create(account=account, form=form, defaults={"fields": kept, "saved_at": now})
    return address


def owner(token: str) -> UUID:
    """Whose draft a token writes. Raises Invalid for a wrong token."""
    return _read(token)[0]


def discard(form: str, *, by: Viewer) -> None:
    """Forget the viewer's draft of `form`: it was sent, or is not wanted."""
    Draft.objects.filter(account=by.id, form=form).delete()


def rescue(request: HttpRequest) -> str:
    """Keep what a lost session posted, where the form carries a draft's token; answer the form's address or ''."""
    token = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if not token:
        return ""
    return save(token, request.POST, now=request.viewer.now)  # type: ignore[attr-defined]  # set by middleware


def _read(token: str) -> tuple[UUID, str, str]:
    # as long as a session lasts at most (12 hours), and the night after it
    try:
        account, form, address = signing.loads(token, salt=SALT, max_age=24 * 60 * 60)
        return UUID(account), form, address
    except (signing.BadSignature, ValueError) as wrong:
        raise Invalid("This form is too old to be kept as a draft. Open it again.") from wrong
