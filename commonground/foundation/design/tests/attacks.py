"""Two hundred texts that try to become markup, and what a page is made of, to see whether one did."""

from collections.abc import Iterator
from itertools import product

from lxml import html

OPENINGS = (
    *("", '"', "'", '">', "'>", "]]>", "--><!--"),
    *("</title>", "</desc>", "</text>", "</option></select>", "</textarea>", "</a>", "</dd>", "</table>", "</script>"),
)
BODIES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    ' onmouseover=alert(1) x="',
    "' autofocus onfocus=alert(1) x='",
    "<style>*{background:url(//x)}</style>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<foreignObject><body onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;<b>",
    "{{ 7|add:7 }}{% csrf_token %}<u>",
    "\u2028<script\x0b>alert(1)</script>",
)


def attacks() -> list[str]:
    """At least two hundred different texts."""
    return [opening + body for opening, body in product(OPENINGS, BODIES)]


def harmless_like(attack: str) -> str:
    """A text of the same length, so that what is laid out by length is laid out alike."""
    return "m" * len(attack)


def structure(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element of a piece of a page with the names of its attributes, in order: what no text may change."""
    return [(str(element.tag), tuple(sorted(map(str, element.attrib)))) for element in _elements(page)]


def _elements(page: str) -> Iterator[html.HtmlElement]:
    whole = html.document_fromstring(f"<html><body><main>{page}</main></body></html>")
    return iter(whole.iter())
