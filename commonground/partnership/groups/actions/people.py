"""What is asked of everybody who is to do something in a group."""

from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.seats import Span

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


def check_is_here(practitioner: "Practitioner", span: Span, *, not_kept: str) -> None:
    """Raises Invalid for somebody who has left, or leaves before the span is over."""
    left = practitioner.left_on
    if left is None or span.until <= left:
        return
    if left <= span.starts_on:
        words, do = f"{practitioner} left on {left:%-d %B %Y}.", "Choose somebody who is still here."
        raise Invalid(not_kept, [Problem(words, do, column="practitioner")])
    words = f"{practitioner} leaves on {left:%-d %B %Y}."
    raise Invalid(not_kept, [Problem(words, "Say that this ends by then.", column="ends_on")])
