"""Directories of others and what became of each reading."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from commonground.ground.directory.models import Feed, FeedRun

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
        "bad": [{"place": one.place, "name": one.name, "problems": one.problems} for one in listed],
    }


def was_read(name: str, sha256: str) -> bool:
    """Whether a feed was read last from exactly this."""
    last = FeedRun.objects.filter(feed__name=name).order_by("-started_at", "-id").first()
    return last is not None and last.sha256 == sha256
