"""Cells and sentences of how far help is."""

from django import template

from commonground.ground.directory.papers import far as papers
from commonground.ground.directory.queries.far import Far, FarLine, FarPage

register = template.Library()


@register.filter
def said(cell: Far) -> str:
    return papers.said(cell)


@register.filter
def nothing(page: FarPage) -> str:
    return papers.nothing(page)


@register.simple_tag
def largest_sentence(line: FarLine, cell: Far, page: FarPage) -> str:
    return papers.largest_sentence(line, cell, page)


@register.simple_tag
def far_method() -> str:
    return papers.METHOD
