"""The catalogue as data: themes, datasets with their file layouts, indicators. Read from TOML, checked, explained.

A place may load packs of its own after the product's; see docs/how-to/add-an-indicator.md.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any, TypeVar

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.periods import PeriodKind
from commonground.ground.evidence.rules.freshness import GRACE_DAYS, Frequency
from commonground.ground.evidence.rules.indicators import Definition, MadeFrom, Method, Polarity, Reported
from commonground.ground.evidence.rules.layouts import Layout, Source


@dataclass(frozen=True)
class ThemeEntry:
    slug: str
    name: str
    order: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class AudienceEntry:
    slug: str
    name: str
    order: int = 0


@dataclass(frozen=True)
class DatasetEntry:
    slug: str
    name: str
    publisher: str
    licence: str
    vintage: str
    page: str = ""
    description: str = ""
    kind: str = ""
    layouts: tuple[Layout, ...] = ()
    suppress_below: int = 0
    promise: str = ""
    refresh_months: int | None = None
    lag_months: int = 0
    grace_days: int = GRACE_DAYS


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator and the columns its figures are read from."""

    about: Definition
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    themes: tuple[ThemeEntry, ...] = ()
    audiences: tuple[AudienceEntry, ...] = ()
    datasets: tuple[DatasetEntry, ...] = ()
    indicators: tuple[IndicatorEntry, ...] = ()


Entry = TypeVar("Entry")
NESTED = ("sources", "made_from", "reported")  # tables within the table of an indicator
SINCE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2]))?")  # 2013 or 2013-06


@dataclass
class _Reading:
    """Collects what is wrong, so that a person mends a pack in one go."""

    where: str
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: str, what: str, do: str = "") -> None:
        self.problems.append(Problem(what=what, do=do, where=f"{self.where}, {place}"))

    def make(self, kind: type[Entry], place: str, values: Mapping[str, Any]) -> Entry | None:
        """One entry from one TOML table; every key must be a field and every field without a default a key."""
        known = {item.name for item in fields(kind)}  # type: ignore[arg-type]  # only dataclasses are given
        unknown = sorted(set(values) - known)
        for key in unknown:
            near = get_close_matches(key, known, n=1)
            self.wrong(place, f"‘{key}’ is not known.", f"Did you mean ‘{near[0]}’?" if near else "Take it out.")
        if unknown:
            return None
        try:
            return kind(**values)
        except (TypeError, ValueError) as error:
            self.wrong(place, f"this entry is not complete: {error}", "Fill in what is missing.")
            return None

    def entries(self, kind: type[Entry], name: str, tables: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
        made = (
            self.make(kind, f"{name} {values.get('slug', position)}", values)
            for position, values in enumerate(tables, 1)
        )
        return tuple(entry for entry in made if entry is not None)


def parse(document: Mapping[str, Any], *, where: str) -> Catalogue:
    """The catalogue in a TOML document. `where` names the file in messages. Raises Invalid listing every problem."""
    reading = _Reading(where)
    for key in sorted(set(document) - {"theme", "audience", "dataset", "indicator"}):
        reading.wrong(f"table {key}", "is not known.", "Use theme, audience, dataset and indicator.")
    catalogue = Catalogue(
        themes=reading.entries(ThemeEntry, "theme", map(_lists_to_tuples, document.get("theme", ()))),
        audiences=reading.entries(AudienceEntry, "audience", document.get("audience", ())),
        datasets=tuple(filter(None, (_dataset(reading, values) for values in document.get("dataset", ())))),
        indicators=tuple(filter(None, (_indicator(reading, values) for values in document.get("indicator", ())))),
    )
    _once(reading, "dataset", [entry.slug for entry in catalogue.datasets])
    _once(reading, "indicator", [entry.about.slug for entry in catalogue.indicators])
    if reading.problems:
        raise Invalid("The catalogue cannot be read. Nothing was changed.", reading.problems)
    return catalogue


def merge(catalogues: Sequence[Catalogue]) -> Catalogue:
    """One catalogue of many, in their order."""
    return Catalogue(
        themes=tuple(entry for catalogue in catalogues for entry in catalogue.themes),
        audiences=tuple(entry for catalogue in catalogues for entry in catalogue.audiences),
        datasets=tuple(entry for catalogue in catalogues for entry in catalogue.datasets),
        indicators=tuple(entry for catalogue in catalogues for entry in catalogue.indicators),
    )


def _dataset(reading: _Reading, values: Mapping[str, Any]) -> DatasetEntry | None:
    name = f"dataset {values.get('slug', '')}"
    tables = [_lists_to_tuples(table) for table in values.get("layouts", ())]
    layouts = reading.entries(Layout, f"{name}, layout", tables)
    return reading.make(DatasetEntry, name, {**values, "layouts": layouts})


def _indicator(reading: _Reading, values: Mapping[str, Any]) -> IndicatorEntry | None:
    name = f"indicator {values.get('slug', '')}"
    rest = _lists_to_tuples({key: value for key, value in values.items() if key not in NESTED})
    try:
        rest["method"] = Method(rest.get("method", ""))
        rest["polarity"] = Polarity(rest.get("polarity", ""))
        rest["period_kind"] = PeriodKind(rest.get("period_kind", "")).value
        rest["frequency"] = Frequency(rest["frequency"]).value if "frequency" in rest else ""
    except ValueError as error:
        reading.wrong(name, f"{error}.", "See docs/how-to/add-an-indicator.md for the words allowed.")
        return None
    sources = [_lists_to_tuples(table) for table in values.get("sources", ())]
    made_from = reading.make(MadeFrom, f"{name}, made_from", values.get("made_from", {}))
    reported = reading.entries(Reported, f"{name}, reported", values.get("reported", ()))
    about = reading.make(Definition, name, {**rest, "made_from": made_from or MadeFrom(), "reported": reported})
    if about and not _is_whole(reading, name, about):
        return None
    read_from = reading.entries(Source, f"{name}, source", sources)
    return IndicatorEntry(about, read_from) if about else None


def _is_whole(reading: _Reading, name: str, about: Definition) -> bool:
    """Facts that belong together are both there, and words that must be known are."""
    told = len(reading.problems)
    if bool(about.discontinued_since) != bool(about.discontinued_why):
        reading.wrong(name, "is discontinued without a year or without a reason.", "Say since when, and why.")
    if about.discontinued_since and not SINCE.fullmatch(about.discontinued_since):
        reading.wrong(name, f"‘{about.discontinued_since}’ is no year or month.", "Write 2013 or 2013-06.")
    for one in about.reported:
        if one.every not in set(Frequency):
            words = ", ".join(Frequency)
            reading.wrong(name, f"‘{one.every}’ is not how often it is reported.", f"Use one of: {words}.")
    return len(reading.problems) == told


def _once(reading: _Reading, kind: str, slugs: Sequence[str]) -> None:
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        reading.wrong(f"{kind} {slug}", "stands here more than once.", "Keep one.")


def _lists_to_tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
