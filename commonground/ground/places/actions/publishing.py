"""Propose, publish and withdraw versions of a footprint."""

from collections.abc import Mapping
from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, queries, rules
from commonground.ground.places.actions.draft_areas import settle
from commonground.ground.places.actions.drawing import draw_version
from commonground.ground.places.actions.fingerprint import renew_fingerprint
from commonground.ground.places.models import FootprintVersion
from commonground.ground.places.rules import VERSION_MOVES, Status


@audit.atomic()
def propose_version(*, version: FootprintVersion, based_on: int, by: Viewer) -> None:
    """Show a draft to everybody as a proposal. From now on its areas stay as they are.

    Raises Invalid, naming each area, where the version is not complete.
    """
    access.check_can_draft(by)
    check_move(VERSION_MOVES, Status(version.status), Status.PROPOSED)
    _check_complete(version)
    settle(version)
    draw_version(version)
    change(version, based_on=based_on, status=Status.PROPOSED.value, proposed_at=by.now, proposed_by=by.label)
    renew_fingerprint()
    audit.record("footprint version proposed", by=by, about=version)


@audit.atomic()
def publish_version(*, version: FootprintVersion, valid_from: date, based_on: int, by: Viewer) -> None:
    """Put a version in force from a day; the one in force until then is superseded from that day (P14).

    Raises Refused for those who drew it, Invalid where it is not complete or would begin before the one it
    replaces or a head's comment waits for its answer, Conflict where somebody changed it since `based_on`.
    """
    access.check_can_publish(by, version)
    check_move(VERSION_MOVES, Status(version.status), Status.PUBLISHED)
    _check_complete(version)
    _check_answered(version)
    _supersede(version, from_day=valid_from)
    if version.is_draft:
        settle(version)
        draw_version(version)
    facts: Mapping[str, object] = {"valid_from": valid_from, "published_at": by.now, "published_by": by.label}
    change(version, based_on=based_on, status=Status.PUBLISHED.value, **facts)
    renew_fingerprint()
    audit.record("footprint version published", by=by, about=version, details={"from": valid_from})


@audit.atomic()
def withdraw(*, version: FootprintVersion, based_on: int, by: Viewer) -> None:
    """End a draft or a proposal that will not happen. Nothing is deleted."""
    access.check_can_draft(by)
    check_move(VERSION_MOVES, Status(version.status), Status.WITHDRAWN)
    change(version, based_on=based_on, status=Status.WITHDRAWN.value, withdrawn_at=by.now, withdrawn_by=by.label)
    audit.record("footprint version withdrawn", by=by, about=version)


def _supersede(version: FootprintVersion, *, from_day: date) -> None:
    former = queries.published_version(version.footprint)
    if former is None:
        return
    rules.check_starts_after(starts_on=from_day, former_starts_on=former.valid_from, former=former.label)
    change(former, based_on=former.version, status=Status.SUPERSEDED.value, valid_until=from_day)


def _check_answered(version: FootprintVersion) -> None:
    """What heads have said is answered before a map is put in force, one way or the other (002:133)."""
    waiting = queries.open_comments(version)
    if waiting:
        problems = [
            Problem("has said something that is not answered.", do="Answer it.", where=comment.school.name)
            for comment in waiting
        ]
        raise Invalid("Not every comment is answered.", problems)


def _check_complete(version: FootprintVersion) -> None:
    problems = queries.problems_of(version)
    if problems:
        raise Invalid("This version is not complete.", problems)
