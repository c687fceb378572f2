"""Whom services take, tried on a child who is described without a name (S12). Nothing of the description is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.directory.models import Attribute, Service, ServiceArea, ServiceQuerySet
from commonground.ground.directory.queries.finding import Help, as_help, with_details
from commonground.ground.directory.queries.needs import needs
from commonground.ground.directory.queries.words import Word, levels, words_of
from commonground.ground.directory.rules import eligibility as rules
from commonground.ground.directory.rules.eligibility import Criterion, Described, Judgement, Kind, Outcome
from commonground.ground.directory.rules.words import Kind as Offered
from commonground.ground.directory.rules.words import Route
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

SHOWN = 40  # of each outcome; the others are counted


@dataclass(frozen=True)
class Family:
    """A child as described: `of` for the rules, `about` what help is looked for, `area` where they live."""

    of: Described
    about: frozenset[str] = frozenset()
    area: "Area | None" = None


@dataclass(frozen=True)
class Fit:
    """One service held against a description."""

    help: Help
    judgement: Judgement


@dataclass(frozen=True)
class Fits:
    """Services of one outcome: the first of them, and how many there are."""

    outcome: Outcome
    shown: Sequence[Fit]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class Named:
    """An area that a service names."""

    id: UUID
    name: str


@dataclass(frozen=True)
class _Ground:
    """How areas stand to where somebody lives: those that hold it, and those that share only a part of it."""

    holding: frozenset[str] = frozenset()
    partly: frozenset[str] = field(default_factory=frozenset)


def send() -> dict[str, Word]:
    """Special educational needs and disability, by code."""
    return words_of("send.toml")


def routes() -> dict[str, str]:
    """How somebody comes to a service, as a description says it."""
    return {one.value: one.label for one in Route}


def code_names() -> dict[str, str]:
    """Words for every code that a criterion may have."""
    listed = {**needs(), **levels(), **send()}
    return {code: word.name for code, word in listed.items()} | routes()


def who_it_takes(service: Service) -> list[str]:
    """The criteria of a service beyond its ages and areas, a sentence each."""
    names = code_names()
    return [rules.in_words(one, names) for one in rules.from_plain(service.eligibility)]


def fit(slug: str, family: Family, *, on: date) -> Fit:
    """One service held against a description. Raises NotFound. Four queries."""
    row = with_details(Service.objects.offered().select_related("provider").filter(slug=slug)).first()
    if row is None:
        raise NotFound("There is no such service in the directory.")
    named = _named_areas([row.pk])
    return Fit(as_help(row), _judged(row, named.get(row.pk, ()), family, _ground(family.area, on)))


def fits(family: Family, *, on: date) -> list[Fits]:
    """Every service for what is looked for, by outcome, the best first. Six queries, however many services.

    Training is for those who work with families, so it fits no child.
    """
    rows = _about(Service.objects.offered().exclude(kind=Offered.TRAINING), family.about)
    named, ground = _named_areas(None), _ground(family.area, on)
    judged: dict[Outcome, list[tuple[UUID, Judgement]]] = defaultdict(list)
    for row in rows.only("pk", "name", "eligibility", "minimum_age", "maximum_age").order_by("name", "pk"):
        found = _judged(row, named.get(row.pk, ()), family, ground)
        judged[found.outcome].append((row.pk, found))
    first = {key: judgement for held in judged.values() for key, judgement in held[:SHOWN]}
    whole = with_details(Service.objects.filter(pk__in=first).select_related("provider")).order_by("name", "pk")
    shown = [Fit(as_help(row), first[row.pk]) for row in whole]
    return [
        Fits(outcome, [one for one in shown if one.judgement.outcome is outcome], len(judged[outcome]))
        for outcome in Outcome
    ]


def _about(rows: ServiceQuerySet, codes: Iterable[str]) -> ServiceQuerySet:
    wanted = list(codes)
    if not wanted:
        return rows
    return rows.filter(Exists(Attribute.objects.filter(service=OuterRef("pk"), term__code__in=wanted)))


def _named_areas(services: Iterable[UUID] | None) -> Mapping[UUID, list[Named]]:
    """Areas that services name, of the site's own. One query."""
    rows = ServiceArea.objects.exclude(area=None).order_by("position")
    if services is not None:
        rows = rows.filter(service__in=list(services))
    found: dict[UUID, list[Named]] = defaultdict(list)
    for service, area, name in rows.values_list("service_id", "area_id", "area__name"):
        if area is not None:
            found[service].append(Named(area, str(name)))
    return found


def _ground(area: "Area | None", on: date) -> _Ground:
    if area is None:
        return _Ground()
    near = places.reach(area, on=on)
    holding = {area.pk, *near.around}
    return _Ground(_texts(holding), _texts((near.inside | near.crossing) - holding))


def _texts(ids: Iterable[UUID]) -> frozenset[str]:
    return frozenset(str(one) for one in ids)


def _judged(row: Any, named: Sequence[Named], family: Family, ground: _Ground) -> Judgement:
    """By the ages and areas of the entry, and by its criteria.

    Somebody who is known to live in a county is not shut out of a service for one of its districts: that is asked.
    """
    criteria = [*_of_entry(row, named), *rules.from_plain(row.eligibility)]
    codes = {str(one.id) for one in named}
    is_part = bool(codes & ground.partly) and not codes & ground.holding
    of = replace(family.of, areas=frozenset() if is_part else ground.holding)
    return rules.judge(criteria, of, names=code_names() | {str(one.id): one.name for one in named})


def _of_entry(row: Any, named: Sequence[Named]) -> list[Criterion]:
    """What the entry says of ages and areas, as criteria."""
    found = []
    if row.minimum_age is not None or row.maximum_age is not None:
        found.append(Criterion(Kind.AGE, youngest=_years(row.minimum_age), oldest=_years(row.maximum_age)))
    if named:
        found.append(Criterion(Kind.AREA, codes=_texts(one.id for one in named)))
    return found


def _years(age: Decimal | None) -> int | None:
    """Whole years: who is four and a half is four."""
    return None if age is None else int(age)
