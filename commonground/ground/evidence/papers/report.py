"""A figure on paper: what it is, how it was made, where it stands, and its charts."""

from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.report import (
    Block,
    Column,
    Paragraph,
    Picture,
    Report,
    Section,
    Table,
    figures_of,
)
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.papers.drawings import parts_of, peers_of, trend_of
from commonground.ground.evidence.papers.on_page import FigureOnPage
from commonground.ground.evidence.papers.tables import CONTACT
from commonground.ground.evidence.queries import FigurePage
from commonground.ground.evidence.rules.figures import OUTCOME_SENTENCES, Figure

FIGURE = "figure"
DRAWINGS = {"trend": trend_of, "peers": peers_of, "parts": parts_of}
COLUMNS = [
    Column("Area"),
    Column("Code"),
    Column("Period"),
    Column("Value", "number"),
    Column("Symbol"),
    Column("Lower 95%", "number", decimals=2),
    Column("Upper 95%", "number", decimals=2),
    Column("Numerator", "number"),
    Column("Denominator", "number"),
    Column("Compared with England"),
    Column("How made"),
    Column("Carried over from"),
    Column("Carried over to"),
    Column("Estimated share", "number"),
    Column("File"),
    Column("Row", "number"),
    Column("Note"),
]


def drawing(page: FigurePage, name: str) -> Drawing:
    """A chart of the page: trend, peers or parts. Raises NotFound for another, and where there is nothing to draw."""
    drawn = DRAWINGS[name](page) if name in DRAWINGS else None
    if drawn is None:
        raise NotFound("There is no such chart of this figure. Its page lists what can be downloaded.")
    return drawn


def report(page: FigurePage, name: str, *, by: Viewer) -> Report:
    """What can be taken away under a name: the figure itself, or the figures of a chart."""
    if name == FIGURE:
        return figure_report(page, by=by)
    file = "-".join((name, *page.address))
    return figures_of(drawing(page, name), as_at=by.today, contact=CONTACT, name=file)


def figure_report(page: FigurePage, *, by: Viewer) -> Report:
    """Everything the page says, in the same order. The CSV is the table of every figure shown."""
    figure, shown = page.figure, FigureOnPage(page)
    drawn = [Picture(found) for found in (trend_of(page), peers_of(page)) if found]
    sections = [
        Section("The figure", [Paragraph(_headline(page)), Paragraph(" ".join(shown.sentences))]),
        Section("What it measures", _measures(figure)),
        Section("How it was made", [Paragraph(text) for text in _made(page, shown)]),
        Section("Beside others", drawn),
        Section("Where it comes from", [Paragraph(text) for text in _source(page)]),
    ]
    return Report(
        title=f"{page.about.name}: {page.area.name}",
        subtitle=figure.period_label,
        as_at=by.today,
        contact=CONTACT,
        sections=[section for section in sections if section.blocks],
        data=every_figure(page),
        name="-".join(page.address),
    )


def every_figure(page: FigurePage) -> Table:
    """This area, what it is compared with, its peers and parts: every figure that the page shows, once."""
    listed = {(line.area.name, figure): None for line in page.lines for figure in line.figures}
    listed |= {(one.area.name, one.figure): None for one in (*page.peers, *page.parts)}
    return Table(caption=page.about.name, columns=COLUMNS, rows=[_row(name, figure) for name, figure in listed])


def _row(area: str, figure: Figure) -> list[str | float | int | None]:
    return [
        area, figure.area_key, figure.period_label, figure.value, figure.symbol, figure.lower, figure.upper,
        figure.numerator, figure.denominator, OUTCOME_SENTENCES[figure.outcome], figure.computed, figure.rebased_from,
        figure.rebased_to, figure.estimated_share if figure.is_rebased else None, figure.file, figure.row,
        figure.note,
    ]  # fmt: skip


def _headline(page: FigurePage) -> str:
    figure = page.figure
    interval = f" (95% interval {figure.interval_text})" if figure.interval_text else ""
    return f"{page.area.name}, {figure.period_label}: {figure.long_text}{interval}. {figure.comparison_text}."


def _measures(figure: Figure) -> list[Block]:
    about = figure.about
    return [Paragraph(text) for text in (about.definition, about.caveat) if text]


def _made(page: FigurePage, shown: FigureOnPage) -> list[str]:
    about, said = page.about, [page.about.method_sentence]
    said += shown.notes
    if shown.has_formula:
        said.append(f"{shown.numerator} ({about.numerator}) ÷ {shown.denominator} ({shown.denominator_of}).")
    said += [
        sentence for sentence in (shown.parts_sentence, shown.placed_sentence, *shown.carried_sentences) if sentence
    ]
    said += [f"“{symbol}” stands for: {words}." for symbol, words in shown.symbols]
    return said


def _source(page: FigurePage) -> list[str]:
    figure, release = page.figure, page.release
    said = []
    if release:
        dataset = release.dataset
        said.append(
            f"{dataset.publisher}, {dataset.name}. {dataset.licence}. Release {release.number}: {release.label}."
        )
    if figure.file:
        said.append(f"Read from {figure.file}, row {figure.row}, column {figure.column}.")
    said.append(f"{figure.vintage}.")
    if page.denominator_release and page.denominator_about:
        denominator = page.denominator_release
        said.append(
            f"Denominator: {page.denominator_about.name}, {denominator.dataset.name}, release {denominator.number}."
        )
    return said
