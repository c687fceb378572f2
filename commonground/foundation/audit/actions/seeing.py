"""Record what was seen, taken out or refused: before the first byte leaves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DatabaseError, models
from django.http import HttpRequest

from commonground.foundation.audit.actions.recording import atomic, is_open, record
from commonground.foundation.audit.actions.writing import Unwritable
from commonground.foundation.kernel.viewer import Viewer

Recheck = Callable[[], object]


@dataclass
class Seen:
    """What a page is about to show; the middleware opens one for each request and closes it before it sends."""

    persons: set[UUID] = field(default_factory=set)
    rechecks: list[Recheck] = field(default_factory=list)
    what: list[str] = field(default_factory=list)
    is_used: bool = False
    is_sent: bool = False

    def clear(self) -> None:
        """Nothing of it is shown after all."""
        self.persons.clear()
        self.rechecks.clear()
        self.what.clear()
        self.is_used = False


def shown(request: HttpRequest, persons: Iterable[UUID], *, recheck: Recheck | None = None, what: str = "") -> None:
    """Say which persons the page of this request shows. Call it as often as needed, also while rendering.

    When the page is rendered, one transaction calls each `recheck` (it raises Refused or NotFound where the viewer
    may no longer see this) and writes one event; only then is the page sent. `what` says in words what was shown
    ("search", "list of open referrals"). An empty list counts: a search that found nobody is recorded too.
    """
    seen = _seen_of(request)
    if seen.is_sent:
        raise RuntimeError("audit.shown() was called after the page left; use audit.export() before streaming")
    seen.is_used = True
    seen.persons.update(persons)
    if recheck is not None:
        seen.rechecks.append(recheck)
    if what and what not in seen.what:
        seen.what.append(what)


def write_shown(request: HttpRequest) -> None:
    """Re-check access and write what `shown` collected. Raises Refused, NotFound, Unwritable: nothing is sent."""
    seen = _seen_of(request)
    seen.is_sent = True
    if not seen.is_used:
        return
    with _alone():
        for recheck in seen.rechecks:
            recheck()
        details = {"path": request.path, "method": request.method, "what": seen.what}
        record("page shown", by=_viewer_of(request), details=details, persons=seen.persons)


def export(
    who: HttpRequest | Viewer,
    *,
    what: str,
    about: models.Model | None = None,
    details: Mapping[str, object] | None = None,
    persons: Iterable[UUID] = (),
) -> None:
    """Record that something leaves as a file, a print or a feed. Committed when this returns; call it before the
    first byte, streamed or not. Raises Unwritable (503) and RuntimeError inside a transaction that may still fail."""
    if is_open():
        raise RuntimeError("audit.export() must be committed before the first byte: call it outside of audit.atomic()")
    with _alone():
        record("exported", by=_viewer_of(who), about=about, details={"what": what, **(details or {})}, persons=persons)


def refused(who: HttpRequest | Viewer, *, what: str, sentence: str) -> None:
    """Record a refusal, in a transaction of its own."""
    with _alone():
        record("refused", by=_viewer_of(who), details={"what": what, "because": sentence})


@contextmanager
def _alone() -> Iterator[None]:
    """A transaction for the audit alone: whatever the database cannot do, down to the commit, is Unwritable."""
    try:
        with atomic():
            yield
    except Unwritable:
        raise
    except DatabaseError as problem:
        raise Unwritable(type(problem).__name__) from problem


def _viewer_of(who: HttpRequest | Viewer) -> Viewer:
    if isinstance(who, HttpRequest):
        viewer: Viewer = who.viewer  # type: ignore[attr-defined]  # set by config's viewer middleware
        return viewer
    return who


def _seen_of(request: HttpRequest) -> Seen:
    seen: Seen | None = getattr(request, "audit_seen", None)
    if seen is None:
        raise RuntimeError("the audit's middleware is not in place: nothing may be shown")
    return seen
