"""What a profile says of an area: figures, texts, notes, reports, gaps, and what all of it was made from.

Plain values only, so that a frozen profile is read back as it was: `frozen.pack` writes them, `frozen.unpack` reads.
"""

from dataclasses import dataclass, field

SHAPE = 1  # counted up when fields are taken away or change their meaning


@dataclass(frozen=True)
class At:
    """A figure in one period. `value` is None where `symbol` stands."""

    period: str
    label: str
    value: float | None = None
    symbol: str = ""
    text: str = ""
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Beside:
    """The same figure elsewhere. `outcome` is better, worse, similar, higher or lower, seen from the area; `reason`
    says why nothing was compared, and is then the availability flag (E10)."""

    name: str
    value: float | None = None
    text: str = ""
    outcome: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Measured:
    """The newest figure of an indicator for the area, with all that is needed to trust it."""

    indicator: str
    name: str
    short_name: str
    definition: str
    caveat: str
    theme: str
    theme_name: str
    unit: str
    decimals: int
    polarity: str
    now: At
    interval: str
    numerator: float | None
    denominator: float | None
    numerator_of: str
    denominator_of: str
    denominator_period: str
    vintage: str
    made: str
    dataset: str
    file: str
    row: int | None
    release: str
    denominator_release: str
    is_headline: bool
    beside: tuple[Beside, ...] = ()
    series: tuple[At, ...] = ()
    england: tuple[At, ...] = ()
    trend: str = ""

    @property
    def text(self) -> str:
        """The value with its unit in words, where it has one."""
        if self.now.value is None or self.unit in ("", "%"):
            return self.now.text
        return f"{self.now.text} {self.unit}"


@dataclass(frozen=True)
class Told:
    """What people know: a note of local intelligence, or what families say they need and hope for (E9, E23)."""

    id: str
    kind: str
    text: str
    area: str
    theme: str
    author: str
    organisation: str
    source: str
    known_on: str
    is_invented: bool = False


@dataclass(frozen=True)
class Cited:
    """A report by somebody else (E3, E6). `link`, or a file by its hash."""

    id: str
    title: str
    publisher: str
    published_on: str
    area: str
    theme: str = ""
    tells: str = ""
    link: str = ""
    file_name: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Text:
    """A section that people wrote."""

    section: str
    heading: str
    theme: str
    text: str
    written_by: str
    written_on: str
    edition: int


@dataclass(frozen=True)
class Lacking:
    """An indicator without a figure for the area, or with one that is overdue."""

    indicator: str
    short_name: str
    theme_name: str
    why: str


@dataclass(frozen=True)
class From:
    """A release that figures were read from."""

    id: str
    dataset: str
    publisher: str
    licence: str
    number: int
    label: str
    vintage: str
    made_on: str
    sha256: str


@dataclass(frozen=True)
class Changed:
    """What changed since the profile before it: sentences by kind, and which profile that was."""

    since: str
    run: str
    newer: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    appeared: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Working:
    """Who works in the area, by service: teams and full-time equivalents in post, in hundredths (E18)."""

    service: str
    teams: int
    fte_hundredths: int


@dataclass(frozen=True)
class MadeFrom:
    """By what the same figures can be made again: hashes of catalogue and places, recipe and release ids."""

    catalogue: str = ""
    places: str = ""
    recipe: int = 0
    preparation: str = ""
    releases: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProfileContent:
    """Everything a needs profile shows."""

    title: str
    area_key: str
    area_slug: str
    area_name: str
    area_kind: str
    on_map: str
    as_at: str
    owner: str
    due_on: str
    texts: tuple[Text, ...] = ()
    measured: tuple[Measured, ...] = ()
    told: tuple[Told, ...] = ()
    cited: tuple[Cited, ...] = ()
    changed: Changed | None = None
    missing: tuple[Lacking, ...] = ()
    overdue: tuple[Lacking, ...] = ()
    working: tuple[Working, ...] = ()
    sources: tuple[From, ...] = ()
    made_from: MadeFrom = field(default_factory=MadeFrom)
    shape: int = SHAPE
