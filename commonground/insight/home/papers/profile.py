"""The profile of a place on paper, as a workbook and as one table."""

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.report import (
    Block,
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Report,
    Section,
    Table,
    figures_of,
)
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.rules.figures import OUTCOME_SENTENCES, Figure
from commonground.insight.home.papers.drawings import Drawings
from commonground.insight.home.queries import PlacePage, Theme

DRAWINGS = ("map", "shares", "trend", "ages")
CONTACT = "The analyst of your partnership; the page of this place shows every source."


def profile(page: PlacePage, *, by: Viewer) -> Report:
    """Everything the page of a place says, in the same order. The CSV is the table of every figure and period."""
    shown = Drawings(page)
    sections = [
        Section("In short", [Paragraph(" ".join(page.sentences))]),
        Section("Figures by theme", parts=[_theme(theme) for theme in page.themes]),
        Section(f"Among the {page.peers_in_words}" if page.are_peers else "Parts of this place", _of_parts(shown)),
        Section("Through time", _trends(shown)),
        Section("Children by age", [Picture(shown.ages)] if shown.ages else []),
        Section("Sources", [_sources(page), *(Paragraph(sentence) for sentence in page.carried)]),
    ]
    return Report(
        title=f"Profile of {page.area.name}",
        subtitle=_subtitle(page),
        as_at=by.today,
        contact=CONTACT,
        sections=[section for section in sections if section.blocks or section.parts],
        source_note="Each figure, its definition, numerator and denominator can be opened on the page of the place.",
        data=every_figure(page),
        name=f"profile-{page.area.slug}",
    )


def drawing(page: PlacePage, name: str) -> Drawing:
    """A drawing of the page by its name. Raises NotFound for another, and where there is nothing to draw."""
    shown = Drawings(page)
    found = getattr(shown, name) if name in DRAWINGS else None
    if found is None:
        raise NotFound("There is no such drawing of this place. Its page lists what can be downloaded.")
    return found


def report(page: PlacePage, name: str, *, by: Viewer) -> Report:
    """What can be taken away under a name: the profile, or the figures of a drawing."""
    if name == "profile":
        return profile(page, by=by)
    return figures_of(drawing(page, name), as_at=by.today, contact=CONTACT, name=f"{name}-{page.area.slug}")


def every_figure(page: PlacePage) -> Table:
    """Every figure and period of the area."""
    names = ("Indicator", "Short name", "Area", "Code", "Period", "Value", "Unit", "Symbol", "Numerator", "Denominator")
    more = ("Lower 95%", "Upper 95%", "England", "Compared with England", "How made", "Source", "File", "Row")
    numbers = {"Value", "Numerator", "Denominator", "Lower 95%", "Upper 95%", "England", "Row"}
    return Table(
        caption=f"Figures of {page.area.name}",
        columns=[Column(name, "number" if name in numbers else "text") for name in (*names, *more)],
        rows=[_line(page, figure) for figures in page.series.values() for figure in figures],
    )


def _line(page: PlacePage, figure: Figure) -> tuple[str | float | int | None, ...]:
    return (
        figure.about.name,
        figure.indicator,
        page.area.name,
        page.area.key,
        figure.period_label,
        whole(figure.value),
        figure.about.unit,
        figure.symbol,
        whole(figure.numerator),
        whole(figure.denominator),
        figure.lower,
        figure.upper,
        whole(figure.england),
        OUTCOME_SENTENCES[figure.outcome],
        figure.computed,
        figure.source,
        figure.file,
        figure.row,
    )


def whole(value: float | None) -> float | int | None:
    """A count as a whole number: 22924, not 22924.0."""
    return int(value) if value is not None and value.is_integer() else value


def _subtitle(page: PlacePage) -> str:
    if page.chosen is None:
        return str(page.area.type)
    return f"{page.area.type}, on the map {page.chosen.map.label}, {page.chosen.map.since(page.today)}"


def _theme(theme: Theme) -> Section:
    return Section(theme.name, [_key_figures(theme.name, (*theme.headlines, *theme.others))])


def _key_figures(theme: str, figures: tuple[Figure, ...]) -> KeyFigures:
    return KeyFigures(
        caption=f"{theme}: newest figures",
        figures=[
            KeyFigure(
                label=figure.about.short_name,
                value=figure.value if figure.value is not None else figure.text,
                unit=figure.about.unit,
                period=figure.period_label,
                comparison="" if figure.outcome is Outcome.NOT_COMPARED else figure.comparison_text,
                decimals=figure.about.decimals,
            )
            for figure in figures
        ],
    )


def _of_parts(shown: Drawings) -> list[Block]:
    drawn = shown.map or shown.shares
    if drawn is not None:
        return [Picture(drawn)]
    names = ", ".join(part.name for part in shown.page.parts)
    return [Paragraph(f"Its parts are {names}.")] if names else []


def _trends(shown: Drawings) -> list[Block]:
    """The chosen figure, and those that the paragraph names."""
    chosen = [shown.page.figure.indicator] if shown.page.figure else []
    drawn = [shown.trend_of(slug) for slug in dict.fromkeys([*chosen, *shown.page.telling])]
    return [Picture(one) for one in drawn if one is not None]


def _sources(page: PlacePage) -> Table:
    return Table(
        caption="Where the figures come from",
        columns=[Column("Dataset"), Column("Publisher"), Column("Release"), Column("Stands on"), Column("Licence")],
        rows=[(one.dataset, one.publisher, one.label, one.vintage, one.licence) for one in page.sources],
    )
