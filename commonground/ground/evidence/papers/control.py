"""A control chart: on the page, and as a document."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from commonground.foundation.analysis.control import LEAST, SOURCES, Sign
from commonground.foundation.design.charts import Change, ControlPoint, control
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.report import Paragraph, Picture, Points, Report, Section, table_of
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.papers.tables import CONTACT
from commonground.ground.evidence.queries import ControlPage
from commonground.ground.evidence.rules.indicators import number

CONTROL = "control"
EXPLAINED = {
    Sign.BEYOND: "One month lies beyond a limit: something unusual happened in it.",
    Sign.ONE_SIDE: "Eight months in a row lie on one side of the mean: the level has changed.",
    Sign.TREND: "Six months in a row rise, or fall: it drifts.",
    Sign.NEAR: "Two of three months lie near the same limit, beyond two thirds of the way to it: a warning.",
}


@dataclass(frozen=True)
class ControlShown:
    """The series with its limits, signs and changes."""

    page: ControlPage

    @property
    def title(self) -> str:
        page = self.page
        first, last = page.figures[0].period_label, page.figures[-1].period_label
        return f"{page.about.short_name}, {page.area.name}, {first} to {last}"

    @cached_property
    def chart(self) -> Drawing:
        page = self.page
        points = []
        for at, figure in enumerate(page.figures):
            held = page.chart.limits_at(at)
            lines = (held.mean, held.lower, held.upper) if held else None
            signs = tuple(sign.value for sign in page.chart.signs[at])
            points.append(ControlPoint(figure.period_label, figure.value, figure.text, signs, lines, figure.symbol))
        changes = [Change(at - 0.5, f"{row.title} ({row.happened_on:%-d %B %Y})") for at, row in page.changes]
        return control(points, title=self.title, unit=page.about.unit, changes=changes)

    @property
    def rules(self) -> list[tuple[str, str]]:
        """Each rule that is looked for: its name, what it means and where it comes from."""
        return [(sign.value.capitalize(), f"{EXPLAINED[sign]} {SOURCES[sign]}.") for sign in Sign]

    @property
    def limits_sentence(self) -> str:
        page = self.page
        if not page.chart.limits:
            return f"There are fewer than {LEAST} months between changes, so no limits are drawn."
        if page.from_changes and page.changes:
            return (
                "Limits are worked out anew from each change that is marked. The month of a change stays with the old."
            )
        return "Limits stand on all months shown: the mean, and 2.66 times the mean moving range on either side."

    @property
    def lead(self) -> str:
        """What the newest month that has a figure says."""
        known = [at for at, figure in enumerate(self.page.figures) if figure.value is not None]
        if not known:
            return "No month shown has a figure."
        figure, signs = self.page.figures[known[-1]], self.page.chart.signs[known[-1]]
        when = f"{figure.text} in {figure.period_label}"
        if not self.page.chart.limits:
            return f"{when}. There are too few months to tell a change from the usual ups and downs."
        if not signs:
            return f"{when}: within the usual ups and downs."
        return f"{when}: a sign of change ({', '.join(sign.value for sign in signs)})."

    @property
    def newest(self) -> str:
        """The newest month, whose page leads to its source."""
        return self.page.figures[-1].period

    @property
    def windows(self) -> list[tuple[int, str]]:
        return [(24, "2 years"), (36, "3 years"), (60, "5 years"), (0, f"All {number(self.page.in_all)} months")]

    @property
    def query(self) -> str:
        return urlencode({"months": self.page.months, **({"from": "changes"} if self.page.from_changes else {})})

    @property
    def address(self) -> str:
        return reverse("evidence:control", args=[self.page.about.slug, self.page.area.slug])

    def file(self, suffix: str) -> str:
        args = [self.page.about.slug, self.page.area.slug, suffix]
        return f"{reverse('evidence:control-file', args=args)}?{self.query}"

    @property
    def csv(self) -> str:
        return self.file("csv")

    @property
    def png(self) -> str:
        return self.file("png")

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        return [("This chart", self.file(suffix), label) for suffix, label in (("pdf", "PDF"), ("xlsx", "Excel"))]


def control_report(page: ControlPage, *, by: Viewer) -> Report:
    """The chart, its months and its rules."""
    shown = ControlShown(page)
    drawn = shown.chart
    table = table_of(drawn)
    changes = [f"{row.title}, {row.happened_on:%-d %B %Y}. {row.reason}" for _, row in page.changes]
    sections = [
        Section("In short", [Paragraph(drawn.summary), Paragraph(shown.limits_sentence)]),
        Section("Month by month", [Picture(drawn, with_table=False), table]),
        Section("Changes marked", [Points(changes)] if changes else []),
        Section("The rules", [Points([f"{name}. {words}" for name, words in shown.rules])]),
    ]
    return Report(
        title=shown.title, as_at=by.today, contact=CONTACT, data=table,
        sections=[one for one in sections if one.blocks],
        name=f"{CONTROL}-{page.about.slug}-{page.area.slug}",
    )  # fmt: skip
