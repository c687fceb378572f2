"""Clusters held against another map of the same place."""

from dataclasses import dataclass
from functools import cached_property

from commonground.ground.places import rules
from commonground.ground.places.models import FootprintLevel, FootprintVersion
from commonground.ground.places.queries.comparing import wholes_of_parts
from commonground.ground.places.queries.footprints import finest_level
from commonground.ground.places.rules import ClusterAlignment


@dataclass(frozen=True)
class AlignmentPage:
    """A version that groups schools, another map, and how they meet. `schools`: (cluster, school, area), by cluster."""

    version: FootprintVersion
    other: FootprintVersion
    level: FootprintLevel
    clusters: list[ClusterAlignment]
    schools: list[tuple[str, str, str]]

    @cached_property
    def crossing(self) -> list[ClusterAlignment]:
        return [one for one in self.clusters if not one.is_whole]

    @property
    def in_words(self) -> str:
        """“4 of 6 clusters lie wholly in one locality (66.7%); 35 of 38 schools …”."""
        found = rules.alignment_shares(self.clusters)
        if found is None:
            return "No school is placed in a cluster yet."
        whole, in_main = found
        count, schools = len(self.clusters), sum(one.schools for one in self.clusters)
        noun = self.level.name.lower()
        lie = "cluster lies" if count == 1 else "clusters lie"
        return (
            f"{count - len(self.crossing)} of {count} {lie} wholly in one {noun} ({_percent(whole)}). "
            f"{round(in_main * schools)} of {schools} schools are in the main {noun} of their cluster "
            f"({_percent(in_main)})."
        )


def alignment(
    version: FootprintVersion, other: FootprintVersion, *, level: FootprintLevel | None = None
) -> AlignmentPage:
    """Hold the clusters of a version against a level (by default the finest) of another. Three queries.

    A school lies in the areas that hold it: by its district, ward or small area, whichever the other map is made of.
    """
    rows = version.memberships.filter(level=finest_level(version.footprint)).select_related("part", "whole")
    schools = {row.part.key: row for row in rows.order_by("part__name")}
    clusters = {key: row.whole.name for key, row in schools.items()}
    [areas] = wholes_of_parts((other, level))
    listed = sorted((row.whole.name, row.part.name, areas.get(key, rules.NOWHERE)) for key, row in schools.items())
    return AlignmentPage(
        version=version,
        other=other,
        level=level or finest_level(other.footprint),
        clusters=rules.alignment(clusters, areas),
        schools=sorted(listed, key=lambda row: (rules.natural_order(row[0]), row[1])),
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0") + "%"
