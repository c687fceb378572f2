"""A page of a list of which all must be found to find any: it is counted as it is read.

To count and to read apart finds everything twice. Not for lists that an index gives in their order: there the first
rows are read without the others, and `Paginator` is faster.
"""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window

LONGEST_NUMBER = 7  # digits of the number of a page


def counted_page(rows: "QuerySet[Any]", number: str | None, *, most: int) -> Page:
    """The keys of the rows of the page with this number, as typed; of the nearest there is, where it is none."""
    pages = Paginator(rows.values_list("pk", flat=True), most)
    asked = number or "1"
    at = int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else 0
    counted = rows.annotate(in_all=Window(Count("*"))).values_list("pk", "in_all")
    found = list(counted[(at - 1) * most : at * most]) if at else []
    if not found:  # no number, beyond the last page, or nothing at all
        return pages.get_page(number)
    pages.count = found[0][1]
    return Page([key for key, _ in found], at, pages)
