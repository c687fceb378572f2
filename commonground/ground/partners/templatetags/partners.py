"""What the templates of this room say in words."""

from django import template

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules

register = template.Library()


@register.filter
def hundredths(value: int | None) -> str:
    """Hundredths of full time as people write them: 0.80."""
    return rules.fte_in_words(value or 0)


@register.filter
def may_look_up(viewer: Viewer | None) -> bool:
    """Whether the links to people, contributions and links between bodies are shown."""
    return viewer is not None and access.may_look_up(viewer)


@register.filter
def may_hand_in(viewer: Viewer | None) -> bool:
    return viewer is not None and access.may_hand_in(viewer)
