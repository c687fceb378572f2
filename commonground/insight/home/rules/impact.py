"""Putting the figures of parts together for areas that exist only on a drawing board."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonground.foundation.analysis.rates import weighted_mean
from commonground.ground.evidence.rules.figures import Figure

NOT_PLACED = ""


@dataclass(frozen=True)
class Group:
    """What an area holds. `weights` are (score, people) of its parts; None stands for a part without a figure."""

    children: float | None
    weights: tuple[tuple[float, float] | None, ...]

    @property
    def score(self) -> float | None:
        """Average deprivation score weighted by people; None where a part has none."""
        known = [one for one in self.weights if one is not None]
        return weighted_mean(known) if len(known) == len(self.weights) else None

    @property
    def children_text(self) -> str:
        return f"{self.children:,.0f}" if self.children is not None else "not known"

    @property
    def score_text(self) -> str:
        return f"{self.score:.1f}" if self.score is not None else "not known"

    @classmethod
    def together(cls, groups: Iterable["Group"]) -> "Group":
        """All that several areas hold."""
        listed = list(groups)
        known = [one.children for one in listed if one.children is not None]
        return cls(
            children=sum(known) if len(known) == len(listed) else None,
            weights=tuple(weight for one in listed for weight in one.weights),
        )


def groups_of(
    placed: Mapping[str, str], children: Mapping[str, Figure], scores: Mapping[str, Figure], *, parts: Iterable[str]
) -> dict[str, Group]:
    """By name of area what its parts hold; what is placed nowhere is held under NOT_PLACED, never dropped."""
    members: dict[str, list[str]] = {}
    for part in parts:
        members.setdefault(placed.get(part, NOT_PLACED), []).append(part)
    return {
        name: Group.together(_of_part(children.get(part), scores.get(part)) for part in held)
        for name, held in members.items()
    }


def _of_part(children: Figure | None, score: Figure | None) -> Group:
    weight = None
    if score is not None and score.value is not None and score.denominator:
        weight = (score.value, score.denominator)
    return Group(children=children.value if children else None, weights=(weight,))
