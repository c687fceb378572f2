"""What could not be taken of a feed: corrected here and taken, or set aside."""

from typing import Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.actions.importing import areas_said, placed
from commonground.ground.directory.actions.keeping import Keeping
from commonground.ground.directory.formats.open_referral.documents import Document, read_json
from commonground.ground.directory.formats.open_referral.sifting import sift
from commonground.ground.directory.models import Quarantined, Service
from commonground.ground.directory.rules.words import Layout, Outcome

NOT_TAKEN = "The record was not taken."


@audit.atomic()
def take_corrected(*, row: Quarantined, based_on: int, text: str, by: Viewer) -> Service:
    """Take a row in as it is written now: one full service of the standard, in JSON.

    The feed goes on to be read: once it says something good of the service itself, that counts. Raises Refused,
    NotFound, Conflict, and Invalid with the place of all that is still wrong.
    """
    _check_can_settle(row, based_on, by)
    try:
        raw = read_json(text.encode(), name="The record")
    except Invalid as wrong:
        raise Invalid(NOT_TAKEN, [_at_text(one) for one in wrong.problems]) from wrong
    service = _taken(row, raw, by)
    _settle(row, based_on, by, outcome=Outcome.TAKEN.value, service=service)
    audit.record("quarantined record taken", by=by, about=service)
    return service


@audit.atomic()
def set_aside(*, row: Quarantined, based_on: int, reason: str, by: Viewer) -> None:
    """Say that a row is not taken, and why. The same is not asked again when the feed is read again."""
    _check_can_settle(row, based_on, by)
    if not reason.strip():
        raise Invalid("Nothing was changed.", [Problem("Say why it is set aside.", column="reason")])
    _settle(row, based_on, by, outcome=Outcome.ASIDE.value, reason=reason.strip())
    audit.record("quarantined record set aside", by=by, about=row)


def _check_can_settle(row: Quarantined, based_on: int, by: Viewer) -> None:
    access.check_can_import(by)
    if row.is_confidential and not by.may("directory.confidential"):
        raise NotFound("There is no such row in quarantine.")
    check_as_seen(row, based_on=based_on, outcome=row.outcome)
    if row.outcome != Outcome.WAITS:
        raise Refused(f"Somebody settled this already: {row.get_outcome_display().lower()}.")
    last = row.run.feed.runs.first()
    if last is not None and last.pk != row.run_id:
        raise Refused(f"{row.run.feed} was read again since. Look at its last reading.")


def _taken(row: Quarantined, raw: Any, by: Viewer) -> Service:
    feed = row.run.feed
    sifted = sift(Document(Layout.SERVICES, services=[("", raw)]))
    keeping = Keeping(feed, by.now, placed(sifted, by), areas_said(sifted, by))
    if sifted.bad:
        raise Invalid(NOT_TAKEN, [_at_text(one) for one in sifted.bad[0].problems])
    (good,) = sifted.good
    held = Service.objects.filter(public_id=good.record.public_id).first()
    if held is not None and held.is_kept_here:
        what = f"{held} is kept here already."
        raise Invalid(NOT_TAKEN, [Problem(what, "Change it on its own page, and set this aside.", column="raw")])
    try:
        return keeping.service(good.record, good.content)[0]
    except Invalid as wrong:
        raise Invalid(NOT_TAKEN, [_at_text(one) for one in wrong.problems]) from wrong


def _settle(row: Quarantined, based_on: int, by: Viewer, **values: Any) -> None:
    change(row, based_on=based_on, settled_at=by.now, settled_by=by.label[:200], **values)


def _at_text(problem: Problem) -> Problem:
    """At the field with the record, which has no field for each of its keys."""
    return Problem(f"{problem.where or 'The record'}: {problem.what}", problem.do, column="raw")
