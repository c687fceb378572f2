"""An impact panel: on the page, and as a document."""

from dataclasses import dataclass

from django.urls import reverse

from commonground.foundation.design.drawing import Cell
from commonground.foundation.documents.report import Paragraph, Report, Section
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.papers.drawings import address_of
from commonground.ground.evidence.papers.tables import CONTACT, RowOfCells, columns, on_paper
from commonground.ground.evidence.queries import ImpactPage, Measured
from commonground.ground.evidence.rules.impact import Measure, text_of

GONE = "one of its two figures is not there"


@dataclass(frozen=True)
class ImpactShown:
    """Baseline, now, change, periods and source of each measure; what has to be read beside them."""

    page: ImpactPage
    may_keep: bool = False

    row_columns = columns(
        "Measure", "Before", "Period before", "Now", "Period of now", "Change", "Which is", "Source",
        numbers=("Before", "Now", "Change"),
    )  # fmt: skip

    @property
    def when(self) -> str:
        panel = self.page.panel
        return panel.changed_label or (f"{panel.changed_on:%-d %B %Y}" if panel.changed_on else "day not given")

    @property
    def rows(self) -> list[RowOfCells]:
        return [self._row(one) for one in self.page.measures]

    def _row(self, one: Measured) -> RowOfCells:
        found = one.measure
        if found is None:
            return [one.line.name, GONE, one.line.baseline_label, "", one.line.now_label, "", "", ""]
        name: str | Cell = found.name + _unit_of(found)
        before, now = text_of(found.before), text_of(found.now)
        if one.figures:  # as every page writes them: 28.0%, not 28
            name = Cell(str(name), address_of(one.figures[-1], self.page.panel.area.slug))
            before, now = one.figures[0].text, one.figures[-1].text
        return [
            name, before, found.baseline.label, now, found.latest.label,
            found.change_text, found.judgement, found.source,
        ]  # fmt: skip

    @property
    def removals(self) -> list[tuple[str, str]]:
        """Where each measure may be taken off: words and address."""
        slug = self.page.panel.slug
        return [
            (f"Take off “{one.line.name}”", reverse("evidence:remove-impact", args=[slug, one.line.order]))
            for one in self.page.measures
        ]

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        kinds = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
        slug = self.page.panel.slug
        return [("This panel", reverse("evidence:impact-file", args=[slug, suffix]), label) for suffix, label in kinds]


def _unit_of(measure: Measure) -> str:
    """The unit in brackets, unless the name says it, or each number of it."""
    if measure.unit == "%":
        return ""
    return f" ({measure.unit})" if measure.unit and measure.unit.casefold() not in measure.name.casefold() else ""


def impact_report(page: ImpactPage, *, by: Viewer) -> Report:
    """The panel, its caveats before its numbers."""
    shown, panel = ImpactShown(page), page.panel
    table = on_paper(panel.title, shown.row_columns, shown.rows, source=panel.source)
    said = [f"{panel.change}: {shown.when}.", *page.caveats]
    return Report(
        title=panel.title, subtitle=panel.area.name, as_at=by.today, contact=CONTACT,
        sections=[Section("How to read it", [Paragraph(one) for one in said]), Section("Before and now", [table])],
        data=table, name=f"impact-{panel.slug}",
    )  # fmt: skip
