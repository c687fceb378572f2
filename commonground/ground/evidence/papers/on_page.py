"""What the templates of this room show of their pages."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.symbols import meaning
from commonground.foundation.design.drawing import Cell, Drawing
from commonground.ground.evidence.papers import drawings
from commonground.ground.evidence.papers.control import ControlShown
from commonground.ground.evidence.papers.tables import RowOfCells, columns
from commonground.ground.evidence.queries import FigurePage, control_of, is_monthly
from commonground.ground.evidence.rules.basis import BY_POINT, NO_FIT
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import number

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

MOST_PERIODS = 36  # beside a figure; a monthly series has a page of its own


@dataclass(frozen=True)
class FigureOnPage:
    """One figure in words, charts and tables."""

    page: FigurePage

    @property
    def figure(self) -> Figure:
        return self.page.figure

    @property
    def value(self) -> str:
        """The value as written; nothing where there is none."""
        return self.figure.text if self.figure.value is not None else ""

    @property
    def unit(self) -> str:
        """The unit in words, where the value does not carry it."""
        return "" if self.figure.about.unit == "%" else self.figure.about.unit

    @property
    def why(self) -> str:
        return self.figure.text[:1].upper() + self.figure.text[1:]

    @property
    def word(self) -> str:
        """How it compares with England; nothing where it is not compared."""
        return "" if self.figure.outcome is Outcome.NOT_COMPARED else self.figure.outcome.value

    @cached_property
    def sentences(self) -> list[str]:
        """What it says beside others."""
        figure, said = self.figure, []
        if figure.england is not None:
            said.append(f"England: {figure.about.text(figure.england)}.")
        if not self.word and figure.reason:
            said.append(f"{figure.reason[:1].upper()}{figure.reason[1:]}.")
        if figure.rank and figure.rank_of and figure.rank_of > 1:
            said.append(f"{_ordinal(figure.rank)} highest of the {figure.rank_of} {figure.level} with a figure here.")
        said.append(figure.about.polarity_sentence)
        return said

    @property
    def has_formula(self) -> bool:
        figure = self.figure
        return None not in (figure.numerator, figure.denominator, figure.value)

    @property
    def numerator(self) -> str:
        return number(self.figure.numerator or 0)

    @property
    def denominator(self) -> str:
        return number(self.figure.denominator or 0)

    @property
    def per(self) -> str:
        """What one is shown as: 100, 10,000; nothing for an average."""
        about = self.figure.about
        return "" if about.method is Method.WEIGHTED_MEAN or about.multiplier == 1 else number(about.multiplier)

    @property
    def denominator_of(self) -> str:
        figure = self.figure
        when = f" ({figure.denominator_period})" if figure.denominator_period else ""
        return f"{figure.about.denominator}{when}"

    @property
    def parts_sentence(self) -> str:
        """How it was put together, and what was missing."""
        figure = self.figure
        if figure.is_published or figure.fit == NO_FIT:
            return ""
        without = (
            f" {number(figure.parts_without)} of them have no figure, so neither has this area."
            if figure.parts_without
            else ""
        )
        return f"Put together from {number(figure.parts)} smaller areas.{without}"

    @property
    def carried_sentences(self) -> list[str]:
        """From which small areas to which it was carried over, how much was estimated, and what best fit means."""
        figure, said = self.figure, []
        if figure.fit == NO_FIT:
            said.append("No small area is counted to it by best fit, so it has no figure. That is not nought.")
        elif figure.fit and figure.fit != BY_POINT:
            said.append(
                "Each small area is counted whole to the area that holds most of its people (best fit); "
                "the borders of this area may run otherwise."
            )
        if figure.is_rebased:
            said.append(f"{figure.carried[:1].upper()}{figure.carried[1:]}.")
            said.append(_of_both(figure))
        return said

    @property
    def placed_sentence(self) -> str:
        """How its counts came into their areas, where no area was named; nothing for other figures."""
        if self.figure.fit != BY_POINT:
            return ""
        return "Each postcode or school was counted in the area that its point lies in. No postcode is kept."

    @property
    def map_choices(self) -> list[tuple[str, str, bool]]:
        """The maps on which the same figure can be shown: label and address."""
        return [
            (str(one), reverse("evidence:on-map", args=[*self.page.address, one.footprint.slug, one.slug]), False)
            for one in self.page.maps
        ]

    @cached_property
    def rows_address(self) -> str:
        """The very row of the release it was read from."""
        figure = self.figure
        if not (figure.release and figure.file and figure.row) or figure.about.suppress_below:
            return ""  # rows that hold small numbers are not for every reader of this page
        query = urlencode({"file": figure.file, "row": figure.row})
        return f"{reverse('evidence:rows', args=[figure.release])}?{query}"

    @cached_property
    def trend(self) -> Drawing | None:
        return drawings.trend_of(self.page)

    @cached_property
    def control(self) -> ControlShown | None:
        """In place of the trend where the series is one of months."""
        page = self.page
        if not is_monthly(page.about) or not page.lines:
            return None
        return ControlShown(control_of(page.about, page.area, page.lines[0].figures, markers=page.changes))

    @cached_property
    def peers(self) -> Drawing | None:
        return drawings.peers_of(self.page)

    @property
    def notes(self) -> list[str]:
        """Why figures of this page are not shown, each reason once."""
        beside = (one.figure for one in (*self.page.peers, *self.page.parts))
        listed = (self.figure, *(figure for line in self.page.lines for figure in line.figures), *beside)
        return list(dict.fromkeys(figure.note for figure in listed if figure.note))

    @property
    def symbols(self) -> list[tuple[str, str]]:
        """The symbols that stand in the figures shown here, with their meaning."""
        shown = {figure.symbol for line in self.page.lines for figure in line.figures if figure.symbol}
        return [(symbol, meaning(symbol)) for symbol in sorted(shown)]

    @property
    def part_rows(self) -> list[RowOfCells]:
        return [figure_row(one.area, one.figure) for one in self.page.parts]

    figure_columns = columns(
        "Area", "Value", "95% interval", "Compared with England", numbers=("Value", "95% interval")
    )

    @property
    def revised(self) -> str:
        """Release 2 says 26.0%, release 1 said 25.8%. Nothing where every release says the same."""
        own = next((one for one in self.page.revisions if one.release.pk == self.figure.release), None)
        if own is None:
            return ""
        earlier = [one for one in self.page.revisions if one.release.number < own.release.number and not one.is_same]
        told = "".join(f", release {one.release.number} said {one.said}" for one in earlier)
        return f"Release {own.release.number} says {own.said}{told}." if told else ""

    @property
    def revision_rows(self) -> list[RowOfCells]:
        return [
            [
                Cell(f"Release {one.release.number}", reverse("evidence:release", args=[one.release.pk])),
                f"{one.release.made_at:%-d %B %Y}",
                one.said,
                "this figure"
                if one.release.pk == self.figure.release
                else "the same"
                if one.is_same
                else "revised since",
            ]
            for one in self.page.revisions
        ]

    revision_columns = columns("Release", "Loaded on", "Said", "Beside this figure")

    @property
    def periods(self) -> list[tuple[str, str, bool]]:
        """The other periods of this figure: label, address, whether it is this one. Newest first."""
        figures = self.page.lines[0].figures if self.page.lines else ()
        return [
            (figure.period, drawings.address_of(figure, self.page.area.slug), figure.period == self.figure.period)
            for figure in list(reversed(figures))[:MOST_PERIODS]
        ]

    def file(self, name: str, suffix: str) -> str:
        return reverse("evidence:figure-file", args=[*self.page.address, name, suffix])

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        kinds = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
        return [("This figure", self.file("figure", suffix), label) for suffix, label in kinds]

    @property
    def trend_csv(self) -> str:
        return self.file("trend", "csv")

    @property
    def trend_png(self) -> str:
        return self.file("trend", "png")

    @property
    def peers_csv(self) -> str:
        return self.file("peers", "csv")

    @property
    def peers_png(self) -> str:
        return self.file("peers", "png")


def _of_both(figure: Figure) -> str:
    """Which part of numerator and denominator was shared out rather than counted."""
    if not figure.estimated_share:
        return "Nothing of it is estimated: it holds each small area that was drawn anew whole."
    pairs = (
        ("numerator", figure.estimated_numerator, figure.numerator),
        ("denominator", figure.estimated_denominator, figure.denominator),
    )
    told = [f"{number(part or 0)} of {number(whole)} ({name})" for name, part, whole in pairs if whole]
    return f"Shared out rather than counted: {' and '.join(told)}."


def figure_row(area: "Area", figure: Figure) -> RowOfCells:
    """An area with a link to its figure, value, interval, comparison."""
    word = "" if figure.outcome is Outcome.NOT_COMPARED else figure.outcome.value.capitalize()
    return [Cell(area.name, drawings.address_of(figure, area.slug)), figure.text, figure.interval_text, word]


def _ordinal(rank: int) -> str:
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"
