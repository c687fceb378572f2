"""Directories of others and what became of each reading."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import Feed, FeedRun, Quarantined
from commonground.ground.directory.rules.words import Outcome

SHOWN = 50


def nightly_feeds(on: date) -> QuerySet[Feed]:
    """Feeds that are read every night on a day."""
    return Feed.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), is_nightly=True)


def run_as_plain(run: FeedRun) -> dict[str, Any]:
    """A reading as a command and a job tell it: counts, notes, and the first rows that could not be taken."""
    listed = run.quarantine.all()[:SHOWN]
    return {
        "feed": run.feed.name,
        "layout": run.layout,
        "declared": run.declared,
        "read": run.read,
        "new": run.new,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "quarantined": run.quarantined,
        "gone": run.gone,
        "notes": run.notes,
        "bad": [{"place": one.place, "name": one.name, "problems": problems_shown(one)} for one in listed],
    }


def problems_shown(row: Quarantined) -> list[str]:
    """What is wrong with a row, for anybody: of one that tells where something confidential is, not what it says."""
    return (
        ["It has a confidential place. A keeper of confidential places corrects it."]
        if row.is_confidential
        else row.problems
    )


def feeds() -> QuerySet[Feed]:
    """Every feed with its last reading and how much of that waits in quarantine. One query."""
    last = FeedRun.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
    waits = Quarantined.objects.filter(run=OuterRef("last_run"), outcome=Outcome.WAITS).order_by()
    return Feed.objects.annotate(
        last_run=Subquery(last.values("pk")[:1]),
        last_at=Subquery(last.values("started_at")[:1]),
        last_read=Subquery(last.values("read")[:1]),
        last_declared=Subquery(last.values("declared")[:1]),
        waits=Coalesce(Subquery(waits.values("run").annotate(count=Count("pk")).values("count")), 0),
    )


def feed(feed_id: UUID, *, viewer: Viewer) -> Feed:
    """Raises NotFound, Refused."""
    access.check_can_import(viewer)
    found = Feed.objects.filter(pk=feed_id).first()
    if found is None:
        raise NotFound("No directory of others is read under this address.")
    return found


def runs_of(feed: Feed) -> QuerySet[FeedRun]:
    """Its readings, the newest first."""
    return feed.runs.all()


def quarantine_of(runs: Sequence[FeedRun]) -> QuerySet[Quarantined]:
    """What could not be taken of readings; what waits for somebody first."""
    return (
        Quarantined.objects.filter(run__in=runs)
        .select_related("service")
        .order_by(Case(When(outcome=Outcome.WAITS, then=0), default=1), "place", "pk")
    )


def quarantined(row_id: UUID, *, viewer: Viewer) -> Quarantined:
    """One row. Raises NotFound, also for one that tells where something confidential is, and Refused."""
    access.check_can_import(viewer)
    rows = Quarantined.objects.select_related("run__feed", "service")
    found = rows.filter(pk=row_id).first()
    if found is None or (found.is_confidential and not viewer.may("directory.confidential")):
        raise NotFound("There is no such row in quarantine.")
    return found


def was_read(name: str, sha256: str) -> bool:
    """Whether a feed was read last from exactly this."""
    last = FeedRun.objects.filter(feed__name=name).order_by("-started_at", "-id").first()
    return last is not None and last.sha256 == sha256
