"""The Local Authority Interactive Tool: its items into the catalogue, its figures as one release (E14)."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.catalogue import OWN_PACKS, load_catalogue
from commonground.ground.evidence.actions.imports import register_comparators, registrar
from commonground.ground.evidence.actions.releases import Publication, contents_of, keep_as_it_is, record_release
from commonground.ground.evidence.formats import lait as formats
from commonground.ground.evidence.formats.lait import LongFile, WrittenRows
from commonground.ground.evidence.formats.locating import FoundArea
from commonground.ground.evidence.models import Dataset, Indicator, Release, Theme
from commonground.ground.evidence.rules import lait as rules
from commonground.ground.evidence.rules.catalogue import Catalogue, IndicatorEntry, ThemeEntry
from commonground.ground.evidence.rules.lait import DATASET, Authority, Item
from commonground.ground.places import actions as place_actions
from commonground.ground.places import queries as places

Progress = Callable[[int, int, str], None]
AUTHORITIES = OWN_PACKS / "lait" / "authorities.toml"
STEPS = 4
LAST = 900  # where themes and items that no pack orders stand


@dataclass(frozen=True)
class Taken:
    """What the import of the tool did, and what it left out and why."""

    publication: Publication
    rows: int
    released: int
    gaps: int
    items: int
    new_items: int
    unread: Sequence[tuple[str, str, int]]  # item, years as written, rows
    ended: Sequence[str]  # authorities that are no more, and what took their place, in words
    recoded: Sequence[str]  # authorities whose code changed on the same ground, in words
    odd: Sequence[tuple[str, float, int]]
    without_rows: Sequence[str]  # items of the dictionary that the file does not hold

    def as_plain(self) -> dict[str, Any]:
        """For the result of a job."""
        plain = {name: value for name, value in asdict(self).items() if name != "publication"}
        release = self.publication.release
        return {**plain, "release": release.number, "is_new": self.publication.is_new, "sha256": release.sha256}


@dataclass(frozen=True)
class _Plan:
    """What every item of the file becomes."""

    entries: Sequence[IndicatorEntry]
    themes: Sequence[ThemeEntry]
    indicators: Mapping[str, str]  # item → indicator
    percentages: Sequence[str]
    said: Mapping[str, date]  # indicator → last day by which the next figures are due
    without_rows: Sequence[str]


def import_lait(
    *, path: Path, dictionary: Path, by: Viewer, dry_run: bool = False, progress: Progress = lambda *_: None
) -> Taken:
    """Read the long file with its dictionary and publish it as one release; items become indicators.

    An indicator of a pack that names an item keeps its own words. Raises NotFound for a path that is not there,
    Invalid naming rows, items or numbers that cannot be read, Refused; then nothing has changed.
    """
    access.check_can_import(by)
    for one in (path, dictionary):
        if not one.is_file():
            raise NotFound(f"There is no file {one}.")
    progress(0, STEPS, "Reading the dictionary")
    items = rules.merged(formats.read_dictionary(dictionary))
    progress(1, STEPS, f"Reading {path.name}")
    file = formats.open_long_file(path)
    authorities = _authorities(file)
    plan = _plan(items, file)
    dataset = Dataset.objects.get(pk=DATASET)
    draft = _draft(dataset, file, plan, by)
    with storage.workplace() as folder:
        progress(2, STEPS, "Checking figures")
        target = folder / "observations.parquet"
        done = formats.write_observations(
            file, target, indicators=plan.indicators, percentages=plan.percentages, authorities=authorities,
            vintage=dataset.vintage,
        )  # fmt: skip
        if done.problems:
            raise Invalid(f"{len(done.problems)} problems in {path.name}. Nothing was changed.", list(done.problems))
        progress(3, STEPS, "Writing the release")
        if draft._state.adding and not dry_run:
            keep_as_it_is(draft, target)
    if dry_run:
        return _taken(Publication(draft, draft._state.adding), file, plan, done, authorities)
    publication = _publish(draft=draft, plan=plan, file=file, authorities=authorities, by=by)
    return _taken(publication, file, plan, done, authorities)


@audit.atomic()
def _publish(
    *, draft: Release, plan: _Plan, file: LongFile, authorities: Mapping[int, Authority], by: Viewer
) -> Publication:
    """The catalogue first: a release names its indicators. The same again changes nothing."""
    load_catalogue(catalogue=Catalogue(themes=tuple(plan.themes), indicators=tuple(plan.entries)), by=by)
    if not draft._state.adding:
        return Publication(draft, is_new=False)
    _register(authorities, by)
    return record_release(release=draft, files=[file.source], held=contents_of(draft), said=plan.said, by=by)


def _register(authorities: Mapping[int, Authority], by: Viewer) -> None:
    """Authorities, regions and England as areas; those that are no more with what took their place."""
    register_comparators(
        areas=[FoundArea(one.code, one.name, one.level, one.within) for one in authorities.values()], by=by
    )
    known = {area.key for area in places.areas_by_key(one.code for one in authorities.values()).values()}
    rows = [
        (one.code, authorities[number].code, one.until)
        for one in authorities.values()
        if one.until
        for number in one.successors
        if {one.code, authorities[number].code} <= known
    ]
    place_actions.register_successions(rows=rows, by=registrar(by))


def _authorities(file: LongFile) -> dict[int, Authority]:
    """What the numbers of the file stand for, with the authorities that took the place of any.

    Raises Invalid for a number, or a name for it, that we do not know.
    """
    known = formats.read_authorities(AUTHORITIES.read_text(encoding="utf-8"))
    problems = []
    for number, name in sorted(file.numbers.items()):
        if number not in known:
            what = f"{number} ({name}) is the number of no authority that we know."
            problems.append(Problem(what, do="Add it to packs/lait/authorities.toml.", column="LA Number"))
        elif name.casefold() not in (known[number].named.casefold(), known[number].name.casefold()):
            what = f"{number} is {known[number].named}, but the file says {name}."
            problems.append(Problem(what, do="Check the number with the publisher.", column="LA Number"))
    if problems:
        raise Invalid(f"Authorities of {file.source.name} cannot be told. Nothing was changed.", problems)
    successors = {later for number in file.numbers for later in known[number].successors}
    return {number: known[number] for number in sorted({*file.numbers, *successors})}


def _plan(items: Mapping[str, Item], file: LongFile) -> _Plan:
    """Raises Invalid where the file holds an item that the dictionary does not explain, or reads a year otherwise."""
    named, themes = _already_named(), _Themes()
    taken = set(Indicator.objects.exclude(dataset=DATASET).values_list("name", flat=True))
    taken |= {row.name for row in named.values()}
    problems: list[Problem] = []
    entries: list[IndicatorEntry] = []
    indicators: dict[str, str] = {}
    for order, short in enumerate(sorted(file.years), LAST):
        if short not in items:
            problems.append(
                Problem(f"item {short} is not in the dictionary.", do="Use the dictionary of the same day.")
            )
            continue
        item, kind = items[short], rules.kind_of(items[short], file.years[short].values())
        if short in named:
            indicators[short] = named[short].pk
            if named[short].period_kind != kind.value:
                what = (
                    f"{named[short].pk} divides time by {named[short].period_kind}, but item {short} by {kind.value}."
                )
                problems.append(Problem(what, do="Mend the pack that names the item."))
            continue
        name = rules.name_of(item, taken)
        taken.add(name)
        for one in (item, *item.also):
            themes.find(one.topic)
        entry = rules.entry(item, kind, slug=rules.slug_of(short), name=name, order=order, themes=themes.by_topic)
        entries.append(entry)
        indicators[short] = entry.about.slug
    problems += _alike(entries)
    if problems:
        raise Invalid("The items of the tool cannot be told. Nothing was changed.", problems)
    return _Plan(
        entries=entries,
        themes=themes.new,
        indicators=indicators,
        percentages=_percentages(entries),
        said={slug: due for short, slug in indicators.items() if (due := items[short].next_due_on)},
        without_rows=sorted(set(items) - set(file.years)),
    )


def _already_named() -> dict[str, Indicator]:
    """Items that an indicator of a pack is read from."""
    rows = Indicator.objects.filter(dataset=DATASET).exclude(slug__startswith="lait-")
    return {source["value"][0]: row for row in rows for source in row.sources if source.get("value")}


def _percentages(entries: Sequence[IndicatorEntry]) -> list[str]:
    held = Indicator.objects.filter(dataset=DATASET, unit="%").values_list("slug", flat=True)
    return sorted({*held, *(entry.about.slug for entry in entries if entry.about.unit == "%")})


def _alike(entries: Sequence[IndicatorEntry]) -> list[Problem]:
    slugs = [entry.about.slug for entry in entries]
    twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    return [Problem(f"two items would both be called {slug}.", do="Name one of them in a pack.") for slug in twice]


class _Themes:
    """Topics of the tool as themes of the catalogue: by name or other name, or new ones at the end."""

    def __init__(self) -> None:
        self.by_topic: dict[str, str] = {}
        self.new: list[ThemeEntry] = []
        held = list(Theme.objects.all())
        self._known = {name.casefold(): row.pk for row in held for name in (row.name, *row.aliases)}

    def find(self, topic: str) -> None:
        if topic in self.by_topic:
            return
        slug = self._known.get(topic.casefold())
        if slug is None:
            slug = rules.slug_of(topic).removeprefix("lait-")
            self.new.append(ThemeEntry(slug, topic, LAST + len(self.new)))
        self.by_topic[topic] = slug


def _draft(dataset: Dataset, file: LongFile, plan: _Plan, by: Viewer) -> Release:
    """The same file read in the same way is the same release."""
    how = [file.source.sha256, sorted(plan.indicators.items())]
    identity = hashlib.sha256(json.dumps([dataset.pk, how]).encode()).hexdigest()
    there = Release.objects.filter(dataset=dataset, identity=identity).first()
    return there or Release(
        dataset=dataset, identity=identity, label=file.source.name, vintage=dataset.vintage,
        made_at=by.now, made_by=by.label, made_by_id=by.id,
    )  # fmt: skip


def _taken(
    publication: Publication, file: LongFile, plan: _Plan, done: WrittenRows, authorities: Mapping[int, Authority]
) -> Taken:
    ended = [
        f"{one.named} ({one.code}) was no more from {one.until:%-d %B %Y}: "
        + ", ".join(f"{authorities[number].name} ({authorities[number].code})" for number in one.successors)
        for one in authorities.values()
        if one.until
    ]
    recoded = [
        f"{one.name} is {one.code} since {one.since:%-d %B %Y}, before {one.formerly}: the same ground, "
        f"all years under {one.code}"
        for one in authorities.values()
        if one.since
    ]
    return Taken(
        publication=publication, rows=file.source.rows, released=done.rows, gaps=done.gaps, items=len(plan.indicators),
        new_items=len(plan.entries), unread=sorted(file.unread), ended=ended, recoded=recoded, odd=done.odd,
        without_rows=plan.without_rows,
    )  # fmt: skip
