"""What stands in the TOML files of a pack, one table an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Place:
    """What the example is: its name and colour, and the code of the area it covers.

    `boundaries` are GeoJSON files of the pack itself, for a place of one's own.
    """

    slug: str
    name: str
    colour: str
    root: str
    boundaries: Sequence[str] = ()


@dataclass(frozen=True)
class PublishedEntry:
    """Published files that may be loaded as well: paths within the folder that `--data` names.

    `kind` is "boundaries" or a kind of evidence, as after `commonground import`.
    """

    kind: str
    paths: Sequence[str]


@dataclass(frozen=True)
class AreaEntry:
    """An area. `within` is the slug of the one it lies in, `tile` its column and row on a map of squares.

    `sets` are the areas it was drawn up with ("ward-2025"); left out, those of its kind. Not every area has a code.
    """

    slug: str
    name: str
    type: str
    code: str = ""
    within: str = ""
    sets: Sequence[str] = ()
    aliases: Sequence[str] = ()
    formerly: Sequence[str] = ()
    tile: Sequence[int] = ()
    source: str = ""

    @property
    def key(self) -> str:
        """How maps and figures refer to it."""
        return self.code or self.slug


@dataclass(frozen=True)
class UnnamedEntry:
    """Areas of which a source says how many there are and not what they are called; `{n}` is the number of each."""

    slug: str
    name: str
    type: str
    within: str
    numbers: Sequence[int]
    sets: Sequence[str] = ()
    source: str = ""

    def areas(self) -> Sequence[AreaEntry]:
        """One area a number, so that what is not known is counted and can be placed later."""
        return [
            AreaEntry(
                slug=self.slug.format(n=number),
                name=self.name.format(n=number),
                type=self.type,
                within=self.within,
                sets=self.sets,
            )
            for number in self.numbers
        ]


@dataclass(frozen=True)
class NeighboursEntry:
    """A dated set of areas that one area is compared with, nearest first. All by code."""

    of: str
    label: str
    valid_from: date
    areas: Sequence[str]


@dataclass(frozen=True)
class LocalityEntry:
    """An area of a footprint and its parts. One part of the same name is that area itself.

    At the finest level the parts are codes (slugs where areas have none); at a higher `level` they are names of areas
    of the level below it.
    """

    name: str
    parts: Sequence[str]
    level: str = ""


@dataclass(frozen=True)
class VersionEntry:
    """A footprint as drawn at one time. `not_known` is what the sources do not say.

    `base` is the set it is put together from, where it is not the one of the footprint; `asked`: heads are asked what
    they think of a draft that groups schools.
    """

    label: str
    status: str
    source: str
    localities: Sequence[LocalityEntry]
    base: str = ""
    valid_from: date | None = None
    not_known: str = ""
    asked: bool = False

    @property
    def note(self) -> str:
        """Source and gaps, as people read them beside the version."""
        return f"Source: {self.source}" + (f" Not known: {self.not_known}" if self.not_known else "")


@dataclass(frozen=True)
class FootprintEntry:
    """A way of dividing the area `root` (a code) into areas put together from those of the set `base`.

    `levels` names its tiers, the largest areas first: name, plural, type. How many there are is data (P3).
    """

    slug: str
    name: str
    description: str
    root: str
    base: str
    levels: Sequence[Mapping[str, str]]
    versions: Sequence[VersionEntry]


@dataclass(frozen=True)
class OrganisationEntry:
    """A real public body with the paper that names it, or an invented one."""

    slug: str
    name: str
    sector: str
    source: str = ""
    is_invented: bool = False


@dataclass(frozen=True)
class PersonEntry:
    """Somebody invented, who holds one role. `area` is the slug of the place they hold it for."""

    name: str
    email: str
    role: str
    organisation: str
    area: str = ""


@dataclass(frozen=True)
class DatasetEntry:
    """A file of figures, the dataset of the catalogue it belongs to, and what it was carried from."""

    slug: str
    figures: str
    source: str
    label: str
    vintage: str = ""


@dataclass(frozen=True)
class SchoolsSource:
    """Where the schools of schools.csv are told of, and on which day."""

    source: str
    as_at: date


@dataclass(frozen=True)
class CommentEntry:
    """What an invented head says of a version that groups schools, and the answer, if there is one."""

    footprint: str
    version: str
    school: str
    said_by: str
    wish: str
    text: str = ""
    rather_with: str = ""
    outcome: str = ""
    answer: str = ""
