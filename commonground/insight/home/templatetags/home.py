"""Addresses that the page of a place writes."""

from django import template

from commonground.insight.home.papers import OnPage

register = template.Library()


@register.simple_tag
def place_file(shown: OnPage, name: str, suffix: str) -> str:
    """Address of a download of the page: map, trend or ages as csv or png."""
    return shown.addresses.file(name, suffix)
