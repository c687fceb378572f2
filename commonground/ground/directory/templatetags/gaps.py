"""Cells and sentences of the gap matrix."""

from django import template

from commonground.ground.directory.papers import gaps as papers
from commonground.ground.directory.queries.gap_cells import GapCell, OfferHere, address
from commonground.ground.directory.queries.gaps import GapPage
from commonground.ground.directory.queries.kept_gaps import KeptGap
from commonground.ground.directory.rules.cliff import Edge
from commonground.ground.directory.rules.gaps import Cell, Standing
from commonground.ground.directory.rules.overlaps import Crowd, Overlap

register = template.Library()
TONES = {
    Standing.NOTHING: "red",
    Standing.SHORT: "orange",
    Standing.WAITING: "yellow",
    Standing.OFFERED: "green",
}


@register.filter
def tone(cell: Cell) -> str:
    """The colour of how a cell stands, beside its words."""
    return TONES.get(cell.standing, "grey")


@register.filter
def children(cell: Cell, page: GapPage) -> str:
    return papers.children(cell, page)


@register.filter
def places(cell: Cell) -> str:
    return papers.places(cell)


@register.filter
def gap_sentence(cell: Cell, page: GapPage) -> str:
    return papers.gap_sentence(cell, page)


@register.filter
def overlap_sentence(one: Overlap, page: GapPage) -> str:
    return papers.overlap_sentence(one, page)


@register.filter
def crowd_sentence(one: Crowd, page: GapPage) -> str:
    return papers.crowd_sentence(one, page)


@register.filter
def estimate(told: GapCell) -> str:
    return papers.estimate(told)


@register.filter
def share_sentence(one: OfferHere) -> str:
    return papers.share_sentence(one)


@register.filter
def area_name(key: str, page: GapPage) -> str:
    return page.names[key]


@register.simple_tag
def cell_address(cell: Cell, page: GapPage) -> str:
    """The page of a cell of this matrix."""
    return address(page, cell)


@register.filter
def edge_sentence(edge: Edge, page: GapPage) -> str:
    return papers.edge_sentence(edge, page)


@register.filter
def method(page: GapPage) -> str:
    return papers.method(page)


@register.filter
def worked_on(cell: Cell, page: GapPage) -> list[KeptGap]:
    return page.worked_on(cell)
