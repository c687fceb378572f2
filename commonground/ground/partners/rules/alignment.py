"""Whether a team works in whole localities of a map (P13: services that follow the locality map)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

Ground = frozenset[str]


class Fit(Enum):
    """How the areas of a team meet the localities of a map."""

    ALIGNED = "aligned"
    CROSSES = "crosses"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            Fit.ALIGNED: "Aligned",
            Fit.CROSSES: "Cuts through a locality",
            Fit.OUTSIDE: "Reaches outside",
            Fit.UNKNOWN: "Area not known",
        }[self]


@dataclass(frozen=True)
class LocalityGround:
    """A locality and the base areas it is formed of."""

    name: str
    parts: frozenset[str]


@dataclass(frozen=True)
class Meeting:
    """How one team meets a map: the localities it covers wholly, and those it covers in part."""

    fit: Fit
    whole: Sequence[str]
    cut: Sequence[str]


def meet(
    covered: Collection[str],
    localities: Sequence[LocalityGround],
    *,
    within: Mapping[str, Ground],
    tilings: Mapping[str, Iterable[Ground]],
) -> Meeting:
    """How the areas that a team covers meet the localities.

    `covered`: ids of the areas as recorded. `within`: every area → all areas inside it, itself too. `tilings`: a base
    area → sets of smaller areas each of which fills it (all its wards of 2025), so that a team that covers all wards
    of a district covers the district.
    """
    ground = frozenset().union(*(within.get(area, frozenset({area})) for area in covered))
    if not ground:
        return Meeting(Fit.UNKNOWN, [], [])
    whole = [one.name for one in localities if all(_is_covered(part, ground, tilings) for part in one.parts)]
    touched = [one.name for one in localities if _inside(one, within) & ground]
    cut = [name for name in touched if name not in whole]
    everything = frozenset().union(*(_inside(one, within) for one in localities))
    if any(not _inside_of(area, within) & everything for area in covered) or not touched:
        return Meeting(Fit.OUTSIDE, whole, cut)
    return Meeting(Fit.CROSSES if cut else Fit.ALIGNED, whole, cut)


def percent_aligned(fits: Collection[Fit]) -> int | None:
    """Whole per cent of the teams whose areas are known; None where none is known."""
    known = [fit for fit in fits if fit is not Fit.UNKNOWN]
    if not known:
        return None
    return (200 * sum(fit is Fit.ALIGNED for fit in known) + len(known)) // (2 * len(known))


def _is_covered(part: str, ground: Ground, tilings: Mapping[str, Iterable[Ground]]) -> bool:
    return part in ground or any(tiles and tiles <= ground for tiles in tilings.get(part, ()))


def _inside(locality: LocalityGround, within: Mapping[str, Ground]) -> Ground:
    return locality.parts.union(*(within.get(part, frozenset({part})) for part in locality.parts))


def _inside_of(area: str, within: Mapping[str, Ground]) -> Ground:
    return within.get(area, frozenset({area}))
