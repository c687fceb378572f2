"""What a figure of one's own is, as somebody defines it in a small form."""

import re
import unicodedata
from dataclasses import dataclass, field

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.evidence.rules.indicators import Definition, Method, Polarity
from commonground.ground.evidence.rules.own.reading import COUNTED

PREFIX = "own-"  # before the short name of everything of one's own: it never meets one of the product's
SLUG_AT_MOST = 60
PER = {1_000.0: "1,000", 10_000.0: "10,000", 100_000.0: "100,000"}
REQUIRED = {
    "name": "Give the figure a name.",
    "definition": "Say what is counted, in a sentence.",
    "unit": "Say what is counted: children, families, referrals.",
    "licence": "Say by what licence or on what basis it may be shown.",
}


@dataclass(frozen=True)
class OwnDefinition:
    """`multiplier` is what a rate is per; `suppress_below` the number under which counts are small."""

    name: str
    definition: str
    unit: str
    licence: str
    theme: str
    method: Method
    polarity: Polarity
    period_kind: str
    multiplier: float = 1.0
    numerator: str = ""
    denominator: str = ""
    caveat: str = ""
    suppress_below: int = 0
    is_invented: bool = field(default=False, kw_only=True)

    def checked(self) -> "OwnDefinition":
        """Itself. Raises Invalid naming each field that is missing or does not fit the others."""
        problems = [Problem(do, column=name) for name, do in REQUIRED.items() if not getattr(self, name).strip()]
        if self.method not in COUNTED:
            problems.append(Problem("A figure of your own is a count, a percentage or a rate.", column="method"))
        if self.method is not Method.COUNT and not self.denominator.strip():
            problems.append(Problem("Say what it is out of: pupils on roll, families seen.", column="denominator"))
        if self.method is Method.RATE and self.multiplier not in PER:
            problems.append(Problem(f"Say what the rate is for: {', '.join(PER.values())}.", column="multiplier"))
        if problems:
            raise Invalid("The figure was not kept.", problems)
        return self

    @property
    def slug(self) -> str:
        ascii_name = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().casefold()
        return PREFIX + re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:SLUG_AT_MOST].strip("-")

    @property
    def times(self) -> float:
        """What numerator ÷ denominator is multiplied by."""
        return {Method.COUNT: 1.0, Method.PROPORTION: 100.0}.get(self.method, self.multiplier)

    @property
    def shown_unit(self) -> str:
        if self.method is Method.PROPORTION:
            return "%"
        return f"per {PER[self.multiplier]} {self.unit}" if self.method is Method.RATE else self.unit

    @property
    def decimals(self) -> int:
        return 0 if self.method is Method.COUNT else 1


def definition_of(about: Definition, *, licence: str, suppress_below: int, unit: str) -> OwnDefinition:
    """As it was defined, for the form that changes it."""
    return OwnDefinition(
        name=about.name,
        definition=about.definition,
        unit=unit,
        licence=licence,
        theme=about.theme,
        method=about.method,
        polarity=about.polarity,
        period_kind=about.period_kind,
        multiplier=about.multiplier,
        numerator=about.numerator,
        denominator=about.denominator,
        caveat=about.caveat,
        suppress_below=suppress_below,
    )
