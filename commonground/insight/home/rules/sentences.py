"""What the page of a place says in words: which figures stand out, what moved, and the sentences of it.

Rules choose and phrase; the figures, their intervals and their comparison come from evidence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.analysis.definitions import Method
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition

CHILDREN = "children-0-17"
AGE_BANDS = ("children-0-4", "children-5-10", "children-11-15", "children-16-17")
DEPRIVATION = "imd-2019-score"
DIFFERENT = frozenset({Outcome.BETTER, Outcome.WORSE, Outcome.LOWER, Outcome.HIGHER})
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = ("", "", "second ", "third ", "fourth ", "fifth ")


@dataclass(frozen=True)
class Movement:
    """One figure in two periods that follow each other."""

    before: Figure
    now: Figure

    @property
    def change(self) -> float:
        return (self.now.value or 0) - (self.before.value or 0)


def distance(one: float | None, other: float | None) -> float:
    """How far two values that cannot be below nought are apart, from 0 (equal) to 1 (one of them is nought).

    |a - b| ÷ (a + b): the same for a percentage and for a rate per 10,000, so figures of different units can be ranked.
    """
    if one is None or other is None or one + other == 0:
        return 0.0
    return abs(one - other) / abs(one + other)


def most_unlike(figures: Iterable[Figure], *, count: int = 2) -> list[Figure]:
    """The figures furthest from England's among those whose interval excludes it, furthest first.

    One a theme as long as there are themes left, because two measures of one thing would say it twice. Ties go by
    name, so that a page says the same each time.
    """
    different = [figure for figure in figures if figure.outcome in DIFFERENT and figure.england is not None]
    ordered = sorted(different, key=lambda figure: (-distance(figure.value, figure.england), figure.indicator))
    themes = [figure.about.theme for figure in ordered]
    first_of_theme = [figure for at, figure in enumerate(ordered) if figure.about.theme not in themes[:at]]
    others = [figure for figure in ordered if figure not in first_of_theme]
    return [*first_of_theme, *others][:count]


def clear_movements(series: Mapping[str, Sequence[Figure]]) -> list[Movement]:
    """What changed between the last two periods of each series beyond its own uncertainty, furthest first.

    A change is clear where the intervals of the two periods do not overlap. Series are ordered by period.
    """
    pairs = [Movement(figures[-2], figures[-1]) for figures in series.values() if len(figures) > 1]
    clear = [pair for pair in pairs if _apart(pair.before, pair.now)]
    return sorted(clear, key=lambda pair: (-distance(pair.before.value, pair.now.value), pair.now.indicator))


def _apart(one: Figure, other: Figure) -> bool:
    if one.lower is None or one.upper is None or other.lower is None or other.upper is None:
        return False
    return one.upper < other.lower or other.upper < one.lower


def children_sentence(name: str, here: Figure | None, *, root_name: str = "", root: Figure | None = None) -> str:
    """How many children; with the share of the whole place unless this is the whole place."""
    if here is None:
        return f"How many children live in {name} is not known here yet."
    if here.value is None:
        return f"How many children live in {name} is {here.text}."
    start = f"{name} has {here.text} children and young people aged 0 to 17 ({here.period_label})"
    if root is None or not root.value or root.area_key == here.area_key:
        return f"{start}."
    return f"{start}, {100 * here.value / root.value:.0f}% of the {root.text} in {root_name}."


@dataclass(frozen=True)
class Place:
    """Where a value stands among those of its kind: 1 is the highest of `of`; `kind` is what they are called."""

    rank: int
    of: int
    kind: str


def deprivation_sentence(name: str, score: Figure | None, *, place: Place | None = None) -> str:
    """How deprived, against England and among the other areas of its map. A higher score is more deprived."""
    if score is None or score.value is None:
        return f"How deprived {name} is is not known here yet."
    edition = score.period_label
    if score.england is None:
        return f"Its average deprivation score is {score.text} ({edition})."
    word = "more" if score.value > score.england else "less"
    england = score.about.text(score.england)
    compared = (
        f"it is {word} deprived than England as a whole: "
        f"its average score is {score.text}, England's {england} ({edition})"
    )
    if score.text == england:
        compared = f"it is as deprived as England as a whole, with an average score of {score.text} ({edition})"
    return f"On average {compared}.{rank_words(place)}"


def rank_words(place: Place | None) -> str:
    """Where it stands, from whichever end is nearer."""
    if place is None or place.of < 2:
        return ""
    from_bottom = place.of - place.rank + 1
    end, at = ("most", place.rank) if place.rank <= from_bottom else ("least", from_bottom)
    ordinal = ORDINALS[at] if at < len(ORDINALS) else f"{at}th "
    return f" It is the {ordinal}{end} deprived of the {counted(place.of)} {place.kind}."


def unlike_sentence(figures: Sequence[Figure]) -> str:
    """The figures most unlike England, each with both values."""
    if not figures:
        return "No figure with an interval is clearly different from England's."
    listed = [_against_england(figure) for figure in figures]
    start = "Most unlike England" if len(figures) > 1 else "Most unlike England is one figure"
    return f"{start}: {' and '.join(listed)}."


def _against_england(figure: Figure) -> str:
    england = figure.about.text(figure.england or 0)
    return f"{lower_first(figure.about.name)}, {figure.long_text} against {england} ({figure.period_label})"


def movement_sentence(movements: Sequence[Movement], *, periods: int) -> str:
    """What moved most between the last two periods. `periods` is the longest series there is."""
    if periods < 2:
        return "There is one period of each figure, so what moved cannot be said."
    if not movements:
        return "No figure moved clearly since the period before."
    move = movements[0]
    way = "up" if move.change > 0 else "down"
    return (
        f"Moved most: {lower_first(move.now.about.name)}, {way} from {move.before.text} to {move.now.long_text} "
        f"since the {move.before.period_label}."
    )


def together_sentence(whole: Figure, parts: Iterable[Figure]) -> str:
    """What the parts of a count come to, and how much of the whole is in none of them: nothing is lost between maps."""
    values = [part.value for part in parts]
    if whole.value is None or None in values:
        return ""
    together = sum(value for value in values if value is not None)
    return f"Together {whole.about.text(together)}; not placed {whole.about.text(whole.value - together)}."


def lower_first(text: str) -> str:
    """For a name in mid-sentence; an abbreviation keeps its capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def counted(number: int) -> str:
    """Up to ten in words, as plain English has it."""
    return SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else str(number)


def is_mappable(about: Definition) -> bool:
    """Whether a map may colour areas by it: counts make large areas look like much need."""
    return about.method is not Method.COUNT


def default_figure(figures: Iterable[Figure]) -> str:
    """The indicator a map shows when nobody chose: the deprivation score, or else the first headline it may colour."""
    mappable = [figure.about for figure in figures if is_mappable(figure.about)]
    headlines = [about for about in mappable if about.is_headline]
    slugs = [about.slug for about in (*headlines, *mappable)]
    return DEPRIVATION if DEPRIVATION in slugs else next(iter(slugs), "")
