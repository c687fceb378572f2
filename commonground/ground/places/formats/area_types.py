"""The kinds of areas that this version knows, from packs/area_types.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

PACK = Path(__file__).parent.parent / "packs" / "area_types.toml"


@dataclass(frozen=True)
class KnownType:
    """A kind of area and how published files name it; the pack explains each field."""

    slug: str
    name: str
    plural: str
    order: int
    prefixes: tuple[str, ...] = ()
    property: str = ""
    set: str = ""
    name_repeats: bool = False
    is_point: bool = False

    def set_slug(self, year: int | None) -> str:
        """Slug of the set of one year: "ward-2025". Kinds that are not redrawn have one set, named like the kind."""
        return f"{self.slug}-{year}" if self.set and year else self.slug

    def set_name(self, year: int | None) -> str:
        return self.set.format(year=year) if self.set and year else self.plural


def _read(text: str) -> dict[str, KnownType]:
    rows = tomllib.loads(text)["type"]
    return {row["slug"]: KnownType(**{**row, "prefixes": tuple(row["prefixes"])}) for row in rows}


KNOWN_TYPES = _read(PACK.read_text(encoding="utf-8"))
POINTS = frozenset(known.slug for known in KNOWN_TYPES.values() if known.is_point)
_BY_PREFIX = {prefix: known for known in KNOWN_TYPES.values() for prefix in known.prefixes}


def type_of_code(code: str) -> KnownType | None:
    """The kind of area that a code of the Office for National Statistics stands for."""
    return _BY_PREFIX.get(code[:3])
