"""What an indicator is: definition, formula, unit, and how its values are written."""

from dataclasses import dataclass, field

from commonground.foundation.analysis.definitions import Definition as Formula
from commonground.foundation.analysis.definitions import Method, Polarity
from commonground.foundation.analysis.rates import rounded
from commonground.foundation.kernel.periods import Period

POLARITY_SENTENCES = {
    Polarity.LOW: "Lower is better.",
    Polarity.HIGH: "Higher is better.",
    Polarity.CONTEXT: "Neither high nor low is good in itself.",
}

METHOD_SENTENCES = {
    Method.COUNT: "A count. The count of a larger area is the sum of its parts.",
    Method.PROPORTION: "A percentage: numerator ÷ denominator × 100. Larger areas are worked out from summed counts.",
    Method.RATE: "A rate: numerator ÷ denominator × {multiplier}. Larger areas are worked out from summed counts.",
    Method.RATIO: "One sum ÷ another × {multiplier}. Larger areas are worked out from summed counts.",
    Method.WEIGHTED_MEAN: "An average. That of a larger area counts each part as often as its denominator says.",
    Method.PUBLISHED: "Shown only as published; it cannot be put together from parts.",
}


@dataclass(frozen=True)
class MadeFrom:
    """Counts that other indicators give, in the period so many years away.

    Where `where` is named, the numerator counts only in areas in which that indicator `equals` the number given;
    elsewhere it is nought.
    """

    numerator: str = ""
    denominator: str = ""
    numerator_years: int = 0
    denominator_years: int = 0
    where: str = ""
    equals: float | None = None

    def __bool__(self) -> bool:
        return bool(self.numerator or self.denominator)


@dataclass(frozen=True)
class Reported:
    """An audience by its slug, and how often it is told (E12)."""

    to: str
    every: str


@dataclass(frozen=True)
class Definition:
    """An indicator as rooms and pages see it. `slug` is its stable short name.

    `shares_out` says which indicators tell how the counts of a split small area are shared among its parts: 1 is taken
    first; nought is never taken. `aliases` are other names that people look for; `also_themes` further headings.
    `discontinued_since` is a year or month, with `discontinued_why` and perhaps the indicator it is `replaced_by`.
    `suppress_below` is its dataset's: counts from 1 up to, not including, this are not shown; nought where figures are
    safe as they were published.
    """

    slug: str
    name: str
    short_name: str
    definition: str
    theme: str
    dataset: str
    unit: str
    method: Method
    polarity: Polarity
    period_kind: str
    multiplier: float = 1.0
    decimals: int = 0
    numerator: str = ""
    denominator: str = ""
    reference: str = ""
    caveat: str = ""
    theme_name: str = ""
    page: str = ""
    order: int = 0
    is_headline: bool = False
    made_from: MadeFrom = field(default_factory=MadeFrom)
    shares_out: int = 0
    frequency: str = ""
    reported: tuple[Reported, ...] = ()
    aliases: tuple[str, ...] = ()
    also_themes: tuple[str, ...] = ()
    discontinued_since: str = ""
    discontinued_why: str = ""
    replaced_by: str = ""
    supplier: str = ""
    on_place_page: bool = True
    suppress_below: int = 0

    @property
    def is_discontinued(self) -> bool:
        return bool(self.discontinued_since)

    @property
    def themes(self) -> tuple[str, ...]:
        """Every heading it stands under, its own first."""
        return (self.theme, *self.also_themes)

    @property
    def formula(self) -> Formula:
        """What `analysis` needs to compute with it."""
        return Formula(self.slug, self.method, self.multiplier, self.polarity)

    def period(self, slug: str) -> Period:
        """The period a slug means for this indicator: year to 31 March 2024, mid-2024. Raises Invalid."""
        return Period.parse(slug, self.period_kind)

    @property
    def polarity_sentence(self) -> str:
        return POLARITY_SENTENCES[self.polarity]

    @property
    def measured(self) -> str:
        """The short name, and per how many it is: “Referral rate, per 10,000 children”."""
        return f"{self.short_name}, {self.unit}" if self.unit.startswith("per ") else self.short_name

    @property
    def method_sentence(self) -> str:
        return METHOD_SENTENCES[self.method].format(multiplier=number(self.multiplier))

    def text(self, value: float) -> str:
        """A value as written on a page, with its sign of per cent but without other units: 25.8%, 168,481."""
        return number(value, self.decimals) + ("%" if self.unit == "%" else "")

    def long_text(self, value: float) -> str:
        """A value with its unit in words: 518.3 per 10,000 children."""
        return self.text(value) if self.unit == "%" else f"{self.text(value)} {self.unit}".rstrip()


def number(value: float, decimals: int = 0) -> str:
    """Rounded half away from nought, with commas: 1234.5 → 1,235."""
    return f"{rounded(value, decimals):,}"
