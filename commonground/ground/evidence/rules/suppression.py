"""Which figures may hold small numbers, and what is said where one is not shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonground.ground.evidence.rules.indicators import Definition, number


def thresholds(about: Mapping[str, Definition]) -> dict[str, int]:
    """Indicator → counts from 1 up to, not including, this are not shown; only indicators that have such a rule.

    An indicator that is made from the counts of others follows the strictest rule among them.
    """
    own = {slug: definition.suppress_below for slug, definition in about.items()}
    found = {}
    for slug, definition in about.items():
        made_from = definition.made_from
        behind = (slug, made_from.numerator, made_from.denominator, made_from.where)
        found[slug] = max(own.get(name, 0) for name in behind)
    return {slug: threshold for slug, threshold in found.items() if threshold > 1}


def note(threshold: int) -> str:
    """Why a figure is not shown: two reasons, and never which of the two."""
    few = "1" if threshold == 2 else f"1 to {threshold - 1}"
    return (
        f"Counts from {few} are not shown, because so few people could be recognised; nor are figures from which "
        "such a count could be worked out. Which of the two it is here is not said."
    )


@dataclass(frozen=True)
class Told:
    """What hiding small numbers cost a dataset. All but the threshold are numbers of figures.

    `figures` had a number, `small` of them stand on a small count, and `hidden` are not shown. By the plain rule of
    rows and columns `plain` would not be shown and `plain_open` small counts could still be narrowed down, of which
    `plain_recovered` to the very number. `given_away` were worked out from what had been shown before. `is_best`: it is
    proven that no safe choice loses less.
    """

    threshold: int
    figures: int = 0
    small: int = 0
    hidden: int = 0
    plain: int = 0
    plain_open: int = 0
    plain_recovered: int = 0
    given_away: int = 0
    is_best: bool = True

    @property
    def sentences(self) -> list[str]:
        """For the page of a release."""
        lost, plain = share(self.hidden, self.figures), share(self.plain, self.figures)
        none, given_away = "None of the small counts", []
        if self.given_away:
            none = "None of the other small counts"
            given_away = [
                f"{number(self.given_away)} small counts can be worked out from figures that were published before "
                "this rule or under another. They are hidden here; what is known already cannot be taken back."
            ]
        said = [
            f"Of {number(self.figures)} figures {number(self.hidden)} are not shown ({lost}): {number(self.small)} "
            f"stand on a count under {number(self.threshold)}, {number(self.hidden - self.small)} would have given one "
            "of those away.",
            *given_away,
            f"{none} can be worked out by sums or by comparing maps: an attack by linear programme finds each of them "
            "anywhere from 1 to the least count that is shown.",
            f"The plain rule of rows and columns would hide {number(self.plain)} ({plain}) and leave "
            f"{number(self.plain_open)} small counts open to be narrowed down, {number(self.plain_recovered)} of them "
            "to the very number.",
        ]
        if not self.is_best:
            said.append("A choice that hides less may exist; the time allowed ran out before it was ruled out.")
        return said

    @property
    def rows(self) -> list[tuple[str, int, str, int]]:
        """How it is chosen, figures not shown, their share, small counts left open."""
        return [
            ("By optimisation, over all maps together", self.hidden, share(self.hidden, self.figures), self.given_away),
            ("By the plain rule of rows and columns", self.plain, share(self.plain, self.figures), self.plain_open),
        ]


def share(part: int, whole: int) -> str:
    """3.4%"""
    return f"{number(part / whole * 100, 1)}%" if whole else "0%"
