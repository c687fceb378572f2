"""Whether a process is in place everywhere in the same way: areas by age bands (L21; 003:33). Standings and bands are a
pack (parity.toml). Counts stand with what they are counted of; nothing is averaged."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.plans.rules.programmes import months_after

NOT_SAVED = "The standing was not saved."
WORDS = {"differs": "Say what is done differently here.", "why": "Say why."}
UNSAID = "Nobody has said"


@dataclass(frozen=True)
class AgeBand:
    """Ages in whole years, both included."""

    slug: str
    name: str
    first: int
    last: int


@dataclass(frozen=True)
class StandingKind:
    """What can be said of a process in a cell. `asks` are the words it needs: differs, why."""

    slug: str
    name: str
    meaning: str = ""
    colour: str = "grey"
    agreed: bool = False
    needed: bool = True
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parity:
    """What can be said, for which ages, and after how many months it is to be said again."""

    kinds: tuple[StandingKind, ...]
    bands: tuple[AgeBand, ...]
    stale_months: int

    def kind(self, slug: str) -> StandingKind:
        """What the pack says of it. One that the pack no longer has is shown by its slug, and is not as agreed."""
        return next((one for one in self.kinds if one.slug == slug), StandingKind(slug, slug))

    def band_name(self, slug: str) -> str:
        return next((one.name for one in self.bands if one.slug == slug), slug)

    def is_stale(self, as_of: date, *, on: date) -> bool:
        return months_after(as_of, self.stale_months) < on


@dataclass(frozen=True)
class Said:
    """The newest that was said of a cell."""

    kind: StandingKind
    differs: str
    why: str
    as_of: date
    by: str
    number: int
    evidence: str = ""


@dataclass(frozen=True)
class Cell:
    """A process in an area for an age band, with what was said of it."""

    area: str
    band: AgeBand
    said: Said | None = None
    is_stale: bool = False

    @property
    def is_agreed(self) -> bool:
        return self.said is not None and self.said.kind.agreed

    @property
    def is_needed(self) -> bool:
        """Until somebody says that it is not."""
        return self.said is None or self.said.kind.needed

    @property
    def lacks(self) -> bool:
        return self.is_needed and not self.is_agreed

    @property
    def reason(self) -> str:
        """What is missing, in words."""
        if self.said is None:
            return f"{UNSAID} how it stands."
        parts = [self.said.kind.name, self.said.differs, self.said.why]
        return " ".join(_sentence(part) for part in parts if part)


@dataclass(frozen=True)
class Lack:
    """Areas in which the same is missing for an age band, for the same reason. `evidence` is a link or nothing."""

    areas: tuple[str, ...]
    band: AgeBand
    reason: str
    evidence: str = ""

    @property
    def where(self) -> str:
        *first, last = self.areas
        named = f"{', '.join(first)} and {last}" if first else last
        return f"{named}, {self.band.name[:1].lower()}{self.band.name[1:]}"


def lacks(cells: Iterable[Cell]) -> list[Lack]:
    """Where parity is missing and why: areas of which the same is said stand together."""
    held: dict[tuple[AgeBand, str, str], list[str]] = {}
    for one in cells:
        if one.lacks:
            evidence = one.said.evidence if one.said else ""
            held.setdefault((one.band, one.reason, evidence), []).append(one.area)
    return [Lack(tuple(areas), *key) for key, areas in held.items()]


@dataclass(frozen=True)
class Tally:
    """How many cells need it, in how many of those it is as agreed; how many do not, are silent, or are old."""

    agreed: int = 0
    needed: int = 0
    unneeded: int = 0
    unsaid: int = 0
    stale: int = 0

    @property
    def lacking(self) -> int:
        return self.needed - self.agreed

    @property
    def is_whole(self) -> bool:
        """As agreed wherever it is needed, and somewhere somebody said something."""
        return self.agreed == self.needed and self.needed + self.unneeded > 0


def tally(cells: Iterable[Cell]) -> Tally:
    """Counts of some cells."""
    held = list(cells)
    return Tally(
        agreed=sum(one.is_agreed for one in held),
        needed=sum(one.is_needed for one in held),
        unneeded=sum(not one.is_needed for one in held),
        unsaid=sum(one.said is None for one in held),
        stale=sum(one.is_stale for one in held),
    )


@dataclass(frozen=True)
class Saying:
    """What somebody says of a process, of one cell or of several at once."""

    kind: str
    as_of: date
    differs: str = ""
    why: str = ""
    evidence: str = ""


def check_bands(bands: Sequence[AgeBand], *, first: int, last: int) -> None:
    """Raises Invalid unless the bands hold every age from `first` to `last` once, and no other."""
    held = [age for one in bands for age in range(one.first, one.last + 1)]
    wanted = range(first, last + 1)
    none = [age for age in wanted if age not in held]
    twice = sorted({age for age in held if held.count(age) > 1})
    outside = sorted({age for age in held if age not in wanted})
    problems = [
        Problem(f"{_ages(found)} {_verb(found)} {what}.", where="parity.toml")
        for found, what in (
            (none, "in no band"),
            (twice, "in more than one band"),
            (outside, f"not between {first} and {last}"),
        )
        if found
    ]
    if problems:
        raise Invalid("The age bands cannot be used.", problems)


def check_saying(saying: Saying, kinds: Sequence[StandingKind], *, today: date, since: date) -> None:
    """Raises Invalid for a standing that the pack has not, without the words it needs, dated after today or before
    `since`, the day on which the process began."""
    kind = next((one for one in kinds if one.slug == saying.kind), None)
    problems = []
    if kind is None:
        problems.append(Problem("Choose how it stands.", column="kind"))
    else:
        written = {"differs": saying.differs.strip(), "why": saying.why.strip()}
        problems += [Problem(WORDS[name], column=name) for name in kind.asks if not written[name]]
        if kind.agreed and written["differs"]:
            said = f"{kind.name} differs in nothing."
            problems.append(Problem(said, "Leave this empty, or choose another standing.", column="differs"))
    if saying.as_of > today:
        problems.append(Problem("This day has not come yet.", column="as_of"))
    elif saying.as_of < since:
        said = f"The process began on {since:%-d %B %Y}."
        problems.append(Problem(said, "Choose that day or a later one.", column="as_of"))
    if problems:
        raise Invalid(NOT_SAVED, problems)


def check_cells(chosen: Collection[tuple[str, str]], *, areas: Collection[str], bands: Collection[str]) -> None:
    """Raises Invalid for none, for an area that the process' map has not, and for a band that the pack has not.
    `chosen` are (area, band) by slug."""
    problems = []
    if not chosen:
        problems.append(Problem("Choose at least one area and age band.", column="cells"))
    for area in sorted({area for area, _ in chosen} - {*areas}):
        problems.append(Problem(f"“{area}” is not an area of the map that this process follows.", column="cells"))
    for band in sorted({band for _, band in chosen} - {*bands}):
        problems.append(Problem(f"“{band}” is not an age band that is in use.", column="cells"))
    if problems:
        raise Invalid(NOT_SAVED, problems)


def check_closing(*, ended_on: date, started_on: date, today: date, why: str, waiting: str) -> None:
    """Raises Invalid for an end before the beginning or after today; for no reason while a milestone that it has to be
    ready for is open (`waiting`: that milestone, else empty)."""
    problems = []
    if ended_on > today:
        problems.append(Problem("This day has not come yet.", column="ended_on"))
    elif ended_on < started_on:
        said = f"The process began on {started_on:%-d %B %Y}."
        problems.append(Problem(said, "Choose that day or a later one.", column="ended_on"))
    if waiting and not why.strip():
        said = f"It had to be ready for “{waiting}”, which is not reached yet."
        problems.append(Problem(said, "Say why it ends all the same.", column="why"))
    if problems:
        raise Invalid("The process was not ended.", problems)


def how_old(as_of: date, *, on: date) -> str:
    """How long ago a day is: in days, then weeks, then months."""
    days = (on - as_of).days
    if days < 1:
        return "today"
    if days < 14:
        return "yesterday" if days == 1 else f"{days} days ago"
    if months_after(as_of, 3) > on:
        return f"{days // 7} weeks ago"
    months = (on.year - as_of.year) * 12 + on.month - as_of.month
    return f"{months - (months_after(as_of, months) > on)} months ago"


def days_left(due_on: date | None, *, on: date) -> str:
    """How far off a day is, in words; nothing where no day is named."""
    if due_on is None:
        return "no day is named yet"
    days = (due_on - on).days
    if days == 0:
        return "today"
    count = f"{abs(days)} day{'s' if abs(days) > 1 else ''}"
    return f"in {count}" if days > 0 else f"{count} ago"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _ages(ages: Sequence[int]) -> str:
    named = ", ".join(str(age) for age in ages)
    return f"Age{'s' if len(ages) > 1 else ''} {named}"


def _verb(ages: Sequence[int]) -> str:
    return "are" if len(ages) > 1 else "is"
