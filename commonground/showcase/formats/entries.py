"""What stands in the TOML files of a pack, one table an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Place:
    """What the example is: its name and colour, and the code of the area it covers."""

    slug: str
    name: str
    colour: str
    root: str


@dataclass(frozen=True)
class PublishedEntry:
    """Published files that may be loaded as well: paths within the folder that `--data` names.

    `kind` is "boundaries" or a kind of evidence, as after `commonground import`.
    """

    kind: str
    paths: Sequence[str]


@dataclass(frozen=True)
class AreaEntry:
    """An official area. `within` is the slug of the one it lies in, `tile` its column and row on a map of squares."""

    slug: str
    code: str
    name: str
    type: str
    within: str = ""
    aliases: Sequence[str] = ()
    formerly: Sequence[str] = ()
    tile: Sequence[int] = ()


@dataclass(frozen=True)
class NeighboursEntry:
    """A dated set of areas that one area is compared with, nearest first. All by code."""

    of: str
    label: str
    valid_from: date
    areas: Sequence[str]


@dataclass(frozen=True)
class LocalityEntry:
    """An area of a footprint and the codes of its parts. One part of the same name is that area itself."""

    name: str
    parts: Sequence[str]


@dataclass(frozen=True)
class VersionEntry:
    """A footprint as drawn at one time. `not_known` is what the sources do not say."""

    label: str
    status: str
    source: str
    localities: Sequence[LocalityEntry]
    valid_from: date | None = None
    not_known: str = ""

    @property
    def note(self) -> str:
        """Source and gaps, as people read them beside the version."""
        return f"Source: {self.source}" + (f" Not known: {self.not_known}" if self.not_known else "")


@dataclass(frozen=True)
class FootprintEntry:
    """A way of dividing the area `root` (a code) into areas put together from those of the set `base`.

    `level` names its one tier: name, plural, type.
    """

    slug: str
    name: str
    description: str
    root: str
    base: str
    level: Mapping[str, str]
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
