"""Reading a pack whole, with one message that lists everything that is wrong with it."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.showcase.formats.entries import (
    AreaEntry,
    DatasetEntry,
    FootprintEntry,
    LocalityEntry,
    NeighboursEntry,
    OrganisationEntry,
    PersonEntry,
    Place,
    PublishedEntry,
    VersionEntry,
)

PACKS = Path(__file__).parent.parent / "packs"
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Pack:
    """An example place as read. Its figures are read when they are asked for."""

    folder: Path
    place: Place
    areas: Sequence[AreaEntry]
    neighbours: Sequence[NeighboursEntry]
    footprints: Sequence[FootprintEntry]
    organisations: Sequence[OrganisationEntry]
    people: Sequence[PersonEntry]
    datasets: Sequence[DatasetEntry]
    sources: Mapping[str, str]  # layout of the catalogue → published file
    published: Sequence[PublishedEntry]

    @property
    def codes(self) -> dict[str, str]:
        """Slug of each official area → its code."""
        return {area.slug: area.code for area in self.areas}


def names() -> list[str]:
    """The example places there are."""
    return sorted(path.parent.name for path in PACKS.glob("*/place.toml"))


def read_pack(name: str) -> Pack:
    """The pack of that name. Raises NotFound naming those there are, and Invalid listing every problem."""
    if name not in names():
        raise NotFound(f"There is no example place {name!r}. There are: {', '.join(names())}.")
    return read_folder(PACKS / name)


def read_folder(folder: Path) -> Pack:
    """The pack in a folder. Raises Invalid listing every problem."""
    reader = _Reader(folder)
    areas, people, series = (
        reader.document("areas.toml"),
        reader.document("people.toml"),
        reader.document("series.toml"),
    )
    held = reader.document("place.toml")
    published = held.pop("published", ())
    place = reader.entry(Place, "place.toml", held)
    pack: dict[str, Any] = {
        "areas": reader.entries(AreaEntry, "areas.toml", areas.get("area", ())),
        "neighbours": reader.entries(NeighboursEntry, "areas.toml", areas.get("neighbours", ())),
        "footprints": reader.footprints(reader.document("footprints.toml").get("footprint", ())),
        "organisations": reader.entries(OrganisationEntry, "people.toml", people.get("organisation", ())),
        "people": reader.entries(PersonEntry, "people.toml", people.get("person", ())),
        "datasets": reader.entries(DatasetEntry, "series.toml", series.get("dataset", ())),
        "published": reader.entries(PublishedEntry, "place.toml", published),
        "sources": {str(one.get("layout")): str(one.get("file")) for one in series.get("source", ())},
    }
    if place is None or reader.problems:
        raise Invalid(f"The pack {folder.name} cannot be read. Nothing was changed.", reader.problems)
    return Pack(folder=folder, place=place, **pack)


@dataclass
class _Reader:
    """Reads the files of a pack and collects what is wrong."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def document(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(Problem("is missing.", where=name, do="Add it to the pack."))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(Problem(f"is not TOML: {error}", where=name))
        return {}

    def footprints(self, tables: Iterable[Mapping[str, Any]]) -> list[FootprintEntry]:
        """Footprints with their versions and the localities of each."""
        opened = []
        for table in tables:
            versions = [
                {**version, "localities": self.entries(LocalityEntry, "footprints.toml", version.get("localities", ()))}
                for version in table.get("version", ())
            ]
            rest = {key: value for key, value in table.items() if key != "version"}
            opened.append({**rest, "versions": self.entries(VersionEntry, "footprints.toml", versions)})
        return self.entries(FootprintEntry, "footprints.toml", opened)

    def entries(self, kind: type[Entry], name: str, tables: Iterable[Mapping[str, Any]]) -> list[Entry]:
        found = [self.entry(kind, f"{name}, {kind.__name__} {at}", values) for at, values in enumerate(tables, start=1)]
        return [entry for entry in found if entry is not None]

    def entry(self, kind: type[Entry], where: str, values: Mapping[str, Any]) -> Entry | None:
        """One entry; every key must be a field and every field without a default a key."""
        unknown = sorted(values.keys() - {one.name for one in fields(kind)})  # type: ignore[arg-type]  # dataclasses only
        if unknown:
            self.problems.append(Problem(f"{', '.join(unknown)} is not known.", where=where, do="Take it out."))
            return None
        try:
            return kind(**values)
        except TypeError as error:
            self.problems.append(Problem(f"is not complete: {error}", where=where))
            return None
