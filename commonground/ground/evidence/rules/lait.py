"""Items of the Local Authority Interactive Tool as indicators of the catalogue: by its dictionary, not by code."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from commonground.foundation.analysis.definitions import Method, Polarity
from commonground.foundation.kernel.periods import PeriodKind
from commonground.ground.evidence.rules.catalogue import IndicatorEntry
from commonground.ground.evidence.rules.freshness import Frequency
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.evidence.rules.layouts import Source

DATASET, LAYOUT = "lait", "lait"
LONGEST_NAME, LONGEST_SHORT, LONGEST_UNIT = 200, 60, 60
POLARITIES = {"high": Polarity.HIGH, "low": Polarity.LOW}
# How the dictionary calls a year → how we divide time. A year "as at" a day stands under its calendar year.
KINDS = {
    "academic year": PeriodKind.ACADEMIC_YEAR,
    "financial year": PeriodKind.FINANCIAL_YEAR,
    "calendar year": PeriodKind.CALENDAR_YEAR,
}
COUNTED = ("number", "total cases", "spend")  # a larger area's would be the sum of its parts
MARKS = {
    "rev": "revised figures", "final": "final figures", "prov": "provisional figures", "ot": "outturn",
}  # fmt: skip
YEARS = re.compile(
    r"(?P<first>\d{4})(?:[-/](?P<last>\d{2}))?(?:-(?P<from>\d{2})/(?P<to>\d{2}))?(?:\s*\((?P<mark>\w+)\))?"
)


@dataclass(frozen=True)
class Item:
    """A row of the tool's dictionary. `next_said` is what it says of the next figures where that is no date."""

    row: int
    short: str
    measure: str
    title: str
    topic: str
    polarity: str
    axis: str
    description: str
    method: str
    page: str
    owner: str
    decimals: int | None
    year_type: str
    updated_on: date | None = None
    next_due_on: date | None = None
    next_said: str = ""
    also: tuple["Item", ...] = ()  # the same item under other topics

    @property
    def is_discontinued(self) -> bool:
        return "discontinued" in self.next_said.casefold() or "no longer published" in self.next_said.casefold()


@dataclass(frozen=True)
class Written:
    """Years as the tool writes them: the last year of them, how many they are, and a mark such as Rev."""

    slug: str
    years: int
    mark: str = ""


@dataclass(frozen=True)
class Authority:
    """What a number of the Department for Education stands for. `until`: the first day on which it was no more."""

    number: int
    code: str
    name: str
    level: str
    within: str = ""
    said: str = ""
    until: date | None = None
    successors: tuple[int, ...] = ()
    formerly: str = ""
    since: date | None = None

    @property
    def named(self) -> str:
        return self.said or self.name


def written(text: str) -> Written | None:
    """2024 · 2023-24 · 2023/24 · 2014-16 (three years) · 2013/14-15/16 (three financial years) · 2018 (Rev)."""
    match = YEARS.fullmatch(text.strip())
    if match is None:
        return None
    first = int(match["first"])
    last = _year(first, match["to"] or match["last"]) if match["last"] else first
    spans = last - first if match["last"] else 0
    mark = (match["mark"] or "").casefold()
    if mark and mark not in MARKS:
        return None
    if match["to"]:  # from 2013/14 to 2015/16
        return Written(str(last), spans, mark) if spans == 3 else None
    return Written(str(last), {0: 1, 1: 1, 2: 3}[spans], mark) if spans in (0, 1, 2) else None


def _year(first: int, two_digits: str) -> int:
    """The year of two digits that follows: 2016-17, 1999-00."""
    year = first - first % 100 + int(two_digits)
    return year if year >= first else year + 100


def kind_of(item: Item, years: Collection[Written]) -> PeriodKind:
    """How an item divides time: what its dictionary says, and three years together where its file writes so."""
    kind = KINDS.get(item.year_type.strip().casefold(), PeriodKind.CALENDAR_YEAR)
    if any(one.years == 3 for one in years):
        financial = kind is PeriodKind.FINANCIAL_YEAR
        return PeriodKind.THREE_FINANCIAL_YEARS if financial else PeriodKind.THREE_YEARS
    return kind


def slug_of(short: str) -> str:
    """A stable short name: %_2yr_olds → lait-percent-2yr-olds."""
    words = re.sub(r"[^a-z0-9]+", "-", short.casefold().replace("%", " percent ").replace("<", " under ")).strip("-")
    return f"lait-{words}"[:80].rstrip("-")


def merged(items: Sequence[Item]) -> dict[str, Item]:
    """Items by their short names; what stands under several topics is one item, as its first row has it."""
    found: dict[str, Item] = {}
    for item in items:
        if item.short in found:
            found[item.short] = replace(found[item.short], also=(*found[item.short].also, item))
        else:
            found[item.short] = item
    return found


def entry(
    item: Item, kind: PeriodKind, *, slug: str, name: str, order: int, themes: Mapping[str, str]
) -> IndicatorEntry:
    """An item as an indicator. `themes`: topic → slug of the theme it stands under."""
    method = Method.COUNT if item.axis.casefold().startswith(COUNTED) else Method.PUBLISHED
    since = f"{item.updated_on:%Y-%m}" if item.updated_on else "2023"
    also = dict.fromkeys(themes[one.topic] for one in item.also if themes[one.topic] != themes[item.topic])
    about = Definition(
        slug=slug,
        name=name,
        short_name=_cut(item.measure, LONGEST_SHORT),
        definition=_definition(item),
        caveat=_caveat(item),
        theme=themes[item.topic],
        also_themes=tuple(also),
        dataset=DATASET,
        order=order,
        unit=_unit(item.axis),
        method=method,
        polarity=POLARITIES.get(item.polarity.casefold(), Polarity.CONTEXT),
        period_kind=kind.value,
        decimals=item.decimals if item.decimals is not None else 1,
        page=item.page,
        frequency=Frequency.YEARLY.value,
        aliases=tuple(dict.fromkeys([item.short, *(one.measure for one in item.also if one.measure != item.measure)])),
        supplier=_cut(item.owner, LONGEST_NAME),
        discontinued_since=since if item.is_discontinued else "",
        discontinued_why=f"The Local Authority Interactive Tool says: {item.next_said}."
        if item.is_discontinued
        else "",
        on_place_page=False,
    )
    return IndicatorEntry(about, (Source(LAYOUT, value=(item.short,), minimum=None),))


def name_of(item: Item, taken: Collection[str]) -> str:
    """What it measures; with its topic, or its short name, where something else is called so."""
    choices = (item.measure, f"{item.measure} ({item.topic})", f"{item.measure} ({item.short})")
    return next(name for name in (_cut(one, LONGEST_NAME) for one in choices) if name not in taken)


def _definition(item: Item) -> str:
    """What its title adds to its name, then what the dictionary says of it."""
    title = item.title if item.title.casefold() != item.measure.casefold() else ""
    said = [part.rstrip(".") for part in (title, item.description) if part]
    return ". ".join(said or [item.measure]) + "."


def _caveat(item: Item) -> str:
    said = item.year_type.strip()
    as_at = "" if said.casefold() in KINDS else f"Years as the tool gives them: {said}."
    return " ".join(part for part in (as_at, item.method) if part)


def _unit(axis: str) -> str:
    if axis.startswith("%"):
        return "%"
    said = re.sub(r"^rate per ", "per ", axis, flags=re.IGNORECASE)
    return _cut(said[:1].lower() + said[1:], LONGEST_UNIT)


def _cut(text: str, most: int) -> str:
    """At most so many characters, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
