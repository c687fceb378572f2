"""Half-open spans of days: from the first day until, not including, the last."""

from datetime import date

from commonground.foundation.kernel.errors import Invalid, Problem


def holds_on(day: date, valid_from: date | None, valid_until: date | None) -> bool:
    """Whether a span holds on a day. An open end is None."""
    return (valid_from is None or valid_from <= day) and (valid_until is None or day < valid_until)


def check_dates(what: str, valid_from: date | None, valid_until: date | None) -> None:
    """Raises Invalid, naming `what`, where a span would end on or before the day it begins."""
    if valid_from is not None and valid_until is not None and valid_until <= valid_from:
        raise Invalid(
            "The dates are the wrong way round.",
            [
                Problem(
                    what=f"it would begin on {valid_from:%-d %B %Y} and end on {valid_until:%-d %B %Y}.",
                    do="Give a last day after the first, or leave it open.",
                    where=what,
                )
            ],
        )
