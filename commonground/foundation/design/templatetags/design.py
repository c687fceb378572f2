"""Template tags of the look. Built in: no template needs to load them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonground.foundation.design import fields, tables
from commonground.foundation.design.rules import words

register = template.Library()

NOTICE_TITLES = {"success": "Done", "error": "Problem", "warning": "Warning", "information": "Notice", "info": "Notice"}


@register.simple_tag
def asset(path: str) -> str:
    """Address of a static file; its plain address where files were not collected (tests, a page of an error)."""
    try:
        return _collected(path)
    except ValueError:  # the manifest does not know it: an unstyled page is better than none
        return f"{settings.STATIC_URL}{path}"


@register.simple_block_tag
def tag(content: str, tone: str = "") -> SafeString:
    """What `<c-tag>` draws: {% tag "red" %}Late{% endtag %}.

    For rows of long lists, where a component for each takes far longer. `content` is escaped as its template asks for.
    """
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{tone}" if tone else "", content)


@cache
def _collected(path: str) -> str:
    """Every page asks for the same few, and what they are called changes only with the release."""
    return static(path)


class FilledNode(template.Node):
    """`{% filled "aside" "cg-aside" %}…{% endfilled %}`: the element only where something stands in it."""

    def __init__(self, element: str, css: str, nodelist: NodeList) -> None:
        self.element, self.css, self.nodelist = element, css, nodelist

    def render(self, context: Context) -> SafeString:
        content = self.nodelist.render(context)
        if not content.strip():
            return SafeString()
        return format_html('<{0} class="{1}">{2}</{0}>', self.element, self.css, content)


@register.tag
def filled(parser: Parser, token: Token) -> FilledNode:
    _, element, css = token.split_contents()
    nodelist = parser.parse(("endfilled",))
    parser.delete_first_token()
    return FilledNode(element.strip("\"'"), css.strip("\"'"), nodelist)


@register.simple_tag(takes_context=True)
def page_address(context: Context, name: str, number: int) -> str:
    """This page's address with another page number, the rest of the query kept."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def near(paginator: Paginator, number: int) -> list[int | None]:
    """Page numbers to show around `number`; None is a gap."""
    shown_numbers = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [shown if isinstance(shown, int) else None for shown in shown_numbers]


@register.filter(name="shown")
def shown_field(bound: BoundField, width: str = "") -> fields.Shown:
    return fields.shown(bound, width)


@register.filter
def problems_of(form: BaseForm | None) -> list[fields.FormProblem]:
    return fields.problems_of(form)


@register.filter
def notice_title(title_or_tone: str) -> str:
    return NOTICE_TITLES.get(title_or_tone, title_or_tone)


@register.simple_tag
def table_rows(columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> SafeString:
    return tables.rows(columns, rows)


@register.filter
def heads_in(row: str) -> int:
    """How many columns a written row of heads has: as wide is the row that says that a table is empty."""
    return row.count("<th") or 1


@register.filter
def reading(value: object) -> object:
    """A value as people read it: thousands apart, dates in words, yes and no."""
    return words(value)


@register.filter(expects_localtime=True)
def moment(value: date | datetime) -> str:
    """4 June 2026, or 4 June 2026 at 2:05pm."""
    return str(words(value))
