"""How the word for each entry stands, for whoever keeps it: what is due, what is stale, what was never vouched for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Count, F, Q

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models import Service, ServiceQuerySet
from commonground.ground.directory.models.assurance import kept_by
from commonground.ground.directory.queries.words import PACKS
from commonground.ground.directory.rules import assurance
from commonground.ground.directory.rules.assurance import Word

NOBODY = "-"  # in place of an owner: entries that nobody answers for


@cache
def assurance_policy() -> assurance.Policy:
    """How long words and links hold. Read once a process."""
    return assurance.read_policy((PACKS / "assurance.toml").read_text(encoding="utf-8"))


def word_of(service: Service, *, today: date) -> Word:
    return assurance.word_of(service.assured_on, policy=assurance_policy(), today=today)


def entries_kept(viewer: Viewer) -> ServiceQuerySet:
    """Entries that the viewer keeps and that people are shown."""
    return Service.objects.offered().filter(kept_by(viewer, ""))


def whose_word(word: Word, *, today: date) -> Q:
    """Entries whose word stands so."""
    policy = assurance_policy()
    stale, due = policy.stale_before(today), policy.due_before(today)
    return {
        Word.NEVER: Q(assured_on=None),
        Word.STALE: Q(assured_on__lt=stale),
        Word.DUE: Q(assured_on__gte=stale, assured_on__lt=due),
        Word.GOOD: Q(assured_on__gte=due),
    }[word]


def to_vouch_for(viewer: Viewer, *, word: Word | None, owner: str = "") -> ServiceQuerySet:
    """Entries whose word stands so, or all that are not good; the longest without a word first."""
    today = viewer.today
    rows = entries_kept(viewer).select_related("provider", "owner")
    rows = rows.filter(whose_word(word, today=today)) if word else rows.exclude(whose_word(Word.GOOD, today=today))
    if owner:
        rows = rows.filter(owner=None) if owner == NOBODY else rows.filter(owner__slug=owner)
    return rows.order_by(F("assured_on").asc(nulls_first=True), "name", "pk")


@dataclass(frozen=True)
class OwnersCount:
    """How many entries of one owner stand how. `slug` is "-" where nobody answers for them."""

    slug: str
    name: str
    never: int
    stale: int
    due: int
    good: int

    @property
    def total(self) -> int:
        return self.never + self.stale + self.due + self.good


def counts_by_owner(viewer: Viewer) -> Sequence[OwnersCount]:
    """The owner with most to do first. One query."""
    said: dict[str, Any] = {word.value: Count("pk", filter=whose_word(word, today=viewer.today)) for word in Word}
    rows: Any = entries_kept(viewer).order_by().values("owner__slug", "owner__name").annotate(**said)
    counted = [
        OwnersCount(
            row["owner__slug"] or NOBODY, row["owner__name"] or "Nobody", *(row[word.value] for word in Word)
        )
        for row in rows
    ]  # fmt: skip
    return sorted(counted, key=lambda one: (-(one.never + one.stale), -one.due, one.name))
