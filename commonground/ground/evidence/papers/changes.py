"""What became of the small areas of a place: on the page, and as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from commonground.foundation.design import drawing
from commonground.foundation.design.drawing import Cell
from commonground.foundation.documents.report import Column, Paragraph, Report, Section, Table
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.papers.drawings import address_of
from commonground.ground.evidence.papers.tables import CONTACT, RowOfCells, columns, on_paper
from commonground.ground.evidence.queries import ChangesPage
from commonground.ground.evidence.rules.figures import lower_first
from commonground.ground.evidence.rules.indicators import number
from commonground.ground.places import queries as places
from commonground.ground.places.rules import Kind

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

SOURCE = "Office for National Statistics, lookups of small areas; Open Government Licence v3.0"


@dataclass(frozen=True)
class RedrawingShown:
    """What became of the small areas between two sets, as sentences and tables."""

    redrawing: places.Redrawing

    @property
    def title(self) -> str:
        one = self.redrawing
        return f"{one.before.name} and {lower_first(one.after.name)}"

    @property
    def sentence(self) -> str:
        one = self.redrawing.total
        kept = one.kinds[Kind.UNCHANGED]
        became = [
            f"{number(one.kinds[kind])} {kind.value}" for kind in Kind if kind is not Kind.UNCHANGED and one.kinds[kind]
        ]
        rest = f"; {', '.join(became)}" if became else ""
        return (
            f"Of {number(one.formers)} small areas of {self.redrawing.before.year} {number(kept)} were kept"
            f"{rest}. They are {number(one.successors)} small areas of {self.redrawing.after.year}."
        )

    @property
    def count_columns(self) -> Sequence[drawing.Column]:
        before, after = self.redrawing.before.year, self.redrawing.after.year
        labels = [f"Areas of {before}", *(kind.value.capitalize() for kind in Kind), f"Areas of {after}"]
        return columns("District", *labels, numbers=labels)

    @property
    def count_rows(self) -> list[RowOfCells]:
        listed = [*self.redrawing.districts, self.redrawing.total]
        return [
            [one.name, number(one.formers), *(number(one.kinds[kind]) for kind in Kind), number(one.successors)]
            for one in listed
        ]

    @property
    def change_columns(self) -> Sequence[drawing.Column]:
        before, after = self.redrawing.before.year, self.redrawing.after.year
        return columns("What happened", f"Areas of {before}", f"Areas of {after}", "District")

    @property
    def change_rows(self) -> list[RowOfCells]:
        return [
            [
                one.kind.value.capitalize(),
                _named(one.formers),
                _named(one.successors),
                one.district.name if one.district else "several",
            ]
            for one in self.redrawing.redrawn
        ]


@dataclass(frozen=True)
class ChangesShown:
    """The page of what became of the small areas of a place."""

    page: ChangesPage

    @property
    def redrawings(self) -> list[RedrawingShown]:
        return [RedrawingShown(one) for one in self.page.redrawings]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value.capitalize(), kind.sentence) for kind in Kind]

    carried_columns = columns(
        "Figure", "Period", "Value", "Carried over from", "Carried over to", "Estimated", numbers=("Value",)
    )

    @property
    def carried_rows(self) -> list[RowOfCells]:
        return [
            [
                Cell(figure.about.short_name, address_of(figure, self.page.area.slug)),
                figure.period_label,
                figure.text,
                figure.rebased_from,
                figure.rebased_to,
                figure.estimated_text,
            ]
            for figure in self.page.carried
        ]

    @property
    def without_fit(self) -> str:
        return ", ".join(area.name for area in self.page.without_fit)

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        kinds = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
        return [
            ("What was drawn anew", reverse("evidence:changes-file", args=[self.page.area.slug, suffix]), label)
            for suffix, label in kinds
        ]


def changes_report(page: ChangesPage, *, by: Viewer) -> Report:
    """What the page says; the CSV holds one row for each former area and successor that were drawn anew."""
    shown = ChangesShown(page)
    sections = [
        Section(
            one.title,
            [
                Paragraph(one.sentence),
                on_paper("How many, by district", one.count_columns, one.count_rows, source=SOURCE),
                on_paper("What was drawn anew", one.change_columns, one.change_rows, source=SOURCE),
            ],
        )
        for one in shown.redrawings
    ]
    return Report(
        title=f"Small areas of {page.area.name} and what became of them",
        as_at=by.today,
        contact=CONTACT,
        sections=sections,
        data=_every_pair(page),
        name=f"small-areas-{page.area.slug}",
    )


def _every_pair(page: ChangesPage) -> Table:
    names = ("From", "To", "What happened", "Former", "Former code", "Successor", "Successor code", "District")
    return Table(
        caption="What became of small areas",
        columns=[Column(name) for name in names],
        rows=[
            (
                redrawing.before.slug, redrawing.after.slug, one.kind.value, former.name, former.code, successor.name,
                successor.code, one.district.name if one.district else "",
            )
            for redrawing in page.redrawings
            for one in redrawing.redrawn
            for former in one.formers
            for successor in one.successors
        ],
        source=SOURCE,
    )  # fmt: skip


def _named(areas: Sequence["Area"]) -> str:
    return ", ".join(f"{area.name} ({area.code})" for area in areas)
