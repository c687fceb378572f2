"""Small numbers of people among what a plan reads for itself.

The pages of a plan show them to those who work in the partnership. What leaves the plan, such as a report of a group,
carries the symbol for what is suppressed instead.
"""

from decimal import Decimal

from commonground.foundation.analysis.symbols import CONFIDENTIAL
from commonground.partnership.plans.rules.measures import PERCENT, Counted


def told(read: Counted, *, per: int | None, below: int) -> Counted:
    """The reading as it leaves the plan. Of a share the count, what is left of the base, and the base count as people:
    who knows two of them knows the third. A plain number is one of people where it is whole; 3.5 is a mean."""
    if read.count is None or not _gives_away(read, per, below):
        return read
    return Counted(None, None, CONFIDENTIAL)


def _gives_away(read: Counted, per: int | None, below: int) -> bool:
    people = [read.count, read.base]
    if per == PERCENT and read.count is not None and read.base is not None:
        people.append(read.base - read.count)
    return any(one is not None and _is_small(one, below) for one in people)


def _is_small(number: Decimal, below: int) -> bool:
    return 0 < number < below and number == number.to_integral_value()
