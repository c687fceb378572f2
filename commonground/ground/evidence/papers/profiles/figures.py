"""The figures of a profile: a table and a chart a theme, what is unlike England, and every figure for the CSV."""

from collections.abc import Sequence

from django.urls import reverse

from commonground.foundation.design.charts import Point, Series, trend
from commonground.foundation.documents.report import Block, Cell, Column, Linked, Paragraph, Picture, Points, Table
from commonground.ground.evidence.rules.profiles.content import At, Beside, Measured, ProfileContent

DIFFERENT = ("better", "worse", "higher", "lower")
MOST_UNLIKE = 4
NOT_AVAILABLE = "not available"
NOTES = {
    "interval": "95%: the interval that holds the true value 95 times in 100.",
    "beside": "Not available: that area has no such figure for the same period. No word: the figure has no interval.",
}


def theme_blocks(measured: Sequence[Measured], content: ProfileContent) -> list[Block]:
    """Charts of the headlines that have a past, then every figure, then how each is made."""
    name = content.area_name
    drawn: list[Block] = [
        Picture(trend(_lines(one, name), title=_title(one, name), unit=one.unit), with_table=False)
        for one in measured
        if one.is_headline and len(one.series) > 1
    ]
    return [figures_table(measured, content), *drawn, made_table(measured)]


def figures_table(measured: Sequence[Measured], content: ProfileContent) -> Table:
    """Value, period, interval, each comparator with a word, and where it is going. Each leads to its page."""
    names = list(dict.fromkeys(beside.name for one in measured for beside in one.beside))
    is_sure = any(one.interval for one in measured)
    columns = [Column("Figure"), Column("Value", "number"), *([Column("95% interval")] if is_sure else [])]
    columns += [Column("Period"), *(Column(name) for name in names)]
    columns.append(Column("Where it is going"))
    rows: list[Sequence[Cell]] = [
        (
            _to_its_page(one, content), one.now.text, *([one.interval] if is_sure else []), one.now.label,
            *(beside_words(next((b for b in one.beside if b.name == name), None)) for name in names),
            one.trend,
        )
        for one in measured
    ]  # fmt: skip
    notes = [*([NOTES["interval"]] if is_sure else []), *([NOTES["beside"]] if names else [])]
    return Table(f"{measured[0].theme_name}: newest figures", columns, rows, notes=notes)


def _to_its_page(one: Measured, content: ProfileContent) -> Linked:
    words = f"{one.short_name}, {one.unit}" if one.unit.startswith("per ") else one.short_name
    return Linked(words, reverse("evidence:figure", args=[one.indicator, content.area_slug, one.now.period]))


def beside_words(beside: Beside | None) -> str:
    """22.4% (worse); not available, where there is none."""
    if beside is None or beside.value is None:
        return NOT_AVAILABLE
    return f"{beside.text} ({beside.outcome})" if beside.outcome else beside.text


def made_table(measured: Sequence[Measured]) -> Table:
    """Numerator, denominator and what the population is: what makes each figure one that can be checked."""
    is_divided = any(one.denominator is not None for one in measured)
    divided = [Column("Denominator", "number", 0), Column("Denominator of")] if is_divided else []
    columns = [Column("Figure"), Column("Numerator" if is_divided else "Count", "number", 0), *divided]
    columns += [Column("Stands on"), Column("How it came about")]
    rows: list[Sequence[Cell]] = [
        (
            one.short_name, whole(one.numerator),
            *([whole(one.denominator), _denominator_of(one)] if is_divided else []),
            one.vintage, one.made,
        )
        for one in measured
    ]  # fmt: skip
    return Table(f"{measured[0].theme_name}: how the figures were made", columns, rows)


def _denominator_of(one: Measured) -> str:
    return f"{one.denominator_of} ({one.denominator_period})" if one.denominator_period else one.denominator_of


def unlike(content: ProfileContent) -> list[Block]:
    """The figures furthest from England of those whose interval excludes it; both values in each sentence."""
    found = [
        (_distance(one.now.value, beside.value), one, beside)
        for one in content.measured
        for beside in one.beside[:1]
        if beside.outcome in DIFFERENT
    ]
    if not found:
        return [Paragraph("No figure with an interval is clearly different from England’s.")]
    furthest = sorted(found, key=lambda held: (-held[0], held[1].indicator))[:MOST_UNLIKE]
    sentences = [
        f"{one.short_name}: {one.text} against {beside.text} in England ({one.now.label}), {beside.outcome}."
        for _, one, beside in furthest
    ]
    return [Paragraph("What the figures say by themselves; most unlike England:"), Points(sentences)]


def every_figure(content: ProfileContent) -> Table:
    """Every figure and period, for a spreadsheet: numbers in full."""
    heads = ("Indicator", "Short name", "Area", "Code", "Period", "Value", "Unit", "Symbol", "Lower 95%", "Upper 95%")
    numbers = {"Value", "Lower 95%", "Upper 95%"}
    rows: list[Sequence[Cell]] = [
        (one.name, one.indicator, content.area_name, content.area_key, at.label, whole(at.value), one.unit, at.symbol,
         at.lower, at.upper)
        for one in content.measured
        for at in (one.series or (one.now,))
    ]  # fmt: skip
    columns = [Column(head, "number" if head in numbers else "text") for head in heads]
    return Table(f"Figures of {content.area_name}", columns, rows)


def whole(value: float | None) -> float | int | None:
    """A count as a whole number: 22924, not 22924.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def _lines(one: Measured, name: str) -> list[Series]:
    lines = [Series(name, [_point(at) for at in one.series])]
    return [*lines, Series("England", [_point(at) for at in one.england])] if one.england else lines


def _point(at: At) -> Point:
    return Point(period=at.period, value=at.value, symbol=at.symbol, lower=at.lower, upper=at.upper, text=at.text)


def _title(one: Measured, name: str) -> str:
    return f"{one.short_name}, {name}, {one.series[0].period} to {one.series[-1].period}"


def _distance(one: float | None, other: float | None) -> float:
    """How far two values that cannot be below nought are apart: 0 (equal) to 1, the same for every unit."""
    if one is None or other is None or one + other == 0:
        return 0.0
    return abs(one - other) / abs(one + other)
