"""Template tags of the look. Built in: no template needs to load them."""

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def asset(path: str) -> str:
    """Address of a static file; its plain address where files were not collected (tests, a page of an error)."""
    try:
        return static(path)
    except ValueError:  # the manifest does not know it: an unstyled page is better than none
        return f"{settings.STATIC_URL}{path}"


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
