"""How fresh datasets and indicators are, who answers for them, and what is due (E2, E15, E19)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import (
    Audience,
    Care,
    Dataset,
    Fingerprint,
    Indicator,
    Release,
    ReleaseSeries,
    Theme,
)
from commonground.ground.evidence.queries.catalogue import as_definition
from commonground.ground.evidence.rules.freshness import OVERDUE_FIRST, Freshness, Promise, State, freshness
from commonground.ground.evidence.rules.indicators import Definition


@dataclass(frozen=True)
class Newest:
    """The newest figures of an indicator, as its newest release with any says."""

    release_number: int
    first_period: str
    last_period: str
    until: date
    said_due_on: date | None


@dataclass(frozen=True)
class Catalogued:
    """An indicator and the newest of its figures; None where no figures are loaded."""

    about: Definition
    newest: Newest | None


@dataclass(frozen=True)
class Index:
    """The whole catalogue in the order of themes, as of one fingerprint; releases with figures, the newest first."""

    entries: Sequence[Catalogued]
    datasets: Mapping[str, Dataset]
    themes: Mapping[str, Theme]
    audiences: Mapping[str, Audience]
    releases: Sequence[Release]

    def of_dataset(self, slug: str) -> list[Catalogued]:
        return [entry for entry in self.entries if entry.about.dataset == slug]


@dataclass(frozen=True)
class Entry:
    """An indicator as lists show it."""

    about: Definition
    dataset: Dataset
    newest: Newest | None
    freshness: Freshness
    care: Care | None

    @property
    def period_label(self) -> str:
        return self.about.period(self.newest.last_period).label if self.newest else ""


@dataclass(frozen=True)
class Facts:
    """All that is said of an indicator besides its figures: what took its place, what it took the place of."""

    entry: Entry
    replacement: Definition | None
    replaces: Sequence[Definition]
    themes: Mapping[str, Theme]
    audiences: Mapping[str, Audience]


@dataclass(frozen=True)
class DatasetStanding:
    """A dataset, how fresh it is, and who answers for it. `measured` of its indicators have figures."""

    dataset: Dataset
    entries: Sequence[Entry]
    freshness: Freshness
    care: Care | None

    @property
    def measured(self) -> int:
        return sum(entry.newest is not None for entry in self.entries)

    @property
    def late(self) -> list[Entry]:
        """Its indicators that need somebody, where they have days of their own."""
        return [entry for entry in self.entries if entry.freshness.needs_somebody]


def index() -> Index:
    """The catalogue with the newest figures of each indicator. One query; four more where it has changed."""
    value = Fingerprint.objects.values_list("value", flat=True).first()
    return index_of(value or "")


@lru_cache(maxsize=2)
def index_of(fingerprint: str) -> Index:
    """What is published only, remembered as long as neither releases nor catalogue change."""
    newest: dict[str, Newest] = {}
    releases: dict[UUID, Release] = {}
    for row in ReleaseSeries.objects.select_related("release").order_by("release__number"):
        held = Newest(row.release.number, row.first_period, row.last_period, row.until, row.said_due_on)
        releases[row.release.pk] = row.release
        slug = row.indicator_id  # later releases after earlier; one that stops short leaves what reached further
        if slug not in newest or held.until >= newest[slug].until:
            newest[slug] = held
    listed = list(Indicator.objects.select_related("theme", "dataset"))
    return Index(
        entries=[Catalogued(as_definition(row), newest.get(row.pk)) for row in listed],
        datasets={row.pk: row for row in Dataset.objects.all()},
        themes={row.theme_id: row.theme for row in listed},
        audiences={row.pk: row for row in Audience.objects.all()},
        releases=sorted(releases.values(), key=lambda one: (one.made_at, one.pk), reverse=True),
    )


def entries(viewer: Viewer) -> list[Entry]:
    """Every indicator with its freshness on the viewer's day, in the order of themes. Two queries."""
    held = index()
    cares = _cares()
    return [_entry(one, held.datasets[one.about.dataset], cares, viewer.today) for one in held.entries]


def standings(viewer: Viewer) -> list[DatasetStanding]:
    """Every dataset, those that need somebody first. Two queries."""
    held, cares = index(), _cares()
    found = [_standing(dataset, held, cares, viewer.today) for dataset in held.datasets.values()]
    return sorted(found, key=lambda one: (OVERDUE_FIRST.index(one.freshness.state), one.dataset.name))


def standing(slug: str, viewer: Viewer) -> DatasetStanding:
    """One dataset. Two queries. Raises NotFound."""
    held = index()
    if slug not in held.datasets:
        raise NotFound(f"There is no dataset ‘{slug}’. The list of sources names them.")
    return _standing(held.datasets[slug], held, _cares(), viewer.today)


def entry(slug: str, viewer: Viewer) -> Facts:
    """One indicator. Two queries. Raises NotFound."""
    return facts(slug, index(), on=viewer.today)


def facts(slug: str, held: Index, *, on: date) -> Facts:
    """One indicator on a day. One query. Raises NotFound."""
    found = {one.about.slug: one for one in held.entries}
    if slug not in found:
        raise NotFound(f"There is no indicator ‘{slug}’. `commonground indicators` and the evidence page list them.")
    one = found[slug]
    instead = found.get(one.about.replaced_by)
    return Facts(
        entry=_entry(one, held.datasets[one.about.dataset], _cares(), on),
        replacement=instead.about if instead else None,
        replaces=[other.about for other in held.entries if other.about.replaced_by == slug],
        themes=held.themes,
        audiences=held.audiences,
    )


def chapters() -> list[Care]:
    """Chapters that are kept elsewhere, by the day they are due. One query."""
    return [care for care in all_cares() if care.chapter]


def all_cares() -> list[Care]:
    """Everything that somebody answers for, with what it is. One query."""
    held = Care.objects.select_related("dataset", "indicator", "team__organisation", "person")
    return list(held.order_by("review_on", "chapter"))


def _cares() -> dict[str, Care]:
    """What is in somebody's care by "dataset …", "indicator …" or "chapter …". One query."""
    return {key_of(care): care for care in all_cares()}


def key_of(care: Care) -> str:
    if care.dataset_id:
        return f"dataset {care.dataset_id}"
    return f"indicator {care.indicator_id}" if care.indicator_id else f"chapter {care.chapter}"


def _entry(one: Catalogued, dataset: Dataset, cares: Mapping[str, Care], today: date) -> Entry:
    about, newest = one.about, one.newest
    care = cares.get(f"dataset {dataset.pk}")
    fresh = freshness(
        promise_of(dataset),
        until=newest.until if newest else None,
        said=newest.said_due_on if newest else None,
        expected=_expected(care, newest.release_number if newest else 0),
        today=today,
    )
    if about.is_discontinued:
        fresh = Freshness(State.RETIRED)
    return Entry(about, dataset, newest, fresh, cares.get(f"indicator {about.slug}") or care)


def _standing(dataset: Dataset, held: Index, cares: Mapping[str, Care], today: date) -> DatasetStanding:
    listed = [_entry(one, dataset, cares, today) for one in held.of_dataset(dataset.pk)]
    return DatasetStanding(dataset, listed, _of_dataset(dataset, listed, today), cares.get(f"dataset {dataset.pk}"))


def _of_dataset(dataset: Dataset, listed: Iterable[Entry], today: date) -> Freshness:
    """By its newest period; where its indicators have days of their own, by the earliest of these."""
    measured = [entry for entry in listed if entry.newest and entry.freshness.state is not State.RETIRED]
    if not measured:
        return freshness(promise_of(dataset), until=None, today=today)
    own = [entry.freshness for entry in measured if entry.newest and entry.newest.said_due_on]
    if own:
        return min(own, key=lambda one: (OVERDUE_FIRST.index(one.state), one.due_on or date.max))
    return max(
        (entry for entry in measured), key=lambda entry: entry.newest.until if entry.newest else date.min
    ).freshness


def _expected(care: Care | None, newest_release: int) -> date | None:
    """The day that somebody has set, as long as nothing newer has been loaded since."""
    if care is None or care.expected_on is None or newest_release > (care.expected_after or 0):
        return None
    return care.expected_on


def promise_of(dataset: Dataset) -> Promise:
    return Promise(dataset.refresh_months, dataset.lag_months, dataset.grace_days)
