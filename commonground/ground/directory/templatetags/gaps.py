"""Cells and sentences of the gap matrix."""

from django import template

from commonground.ground.directory.papers import gaps as papers
from commonground.ground.directory.queries.gaps import GapPage
from commonground.ground.directory.rules.cliff import Edge
from commonground.ground.directory.rules.gaps import Cell, Standing
from commonground.ground.directory.rules.overlaps import Overlap

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
def edge_sentence(edge: Edge, page: GapPage) -> str:
    return papers.edge_sentence(edge, page)


@register.filter
def method(page: GapPage) -> str:
    return papers.method(page)
