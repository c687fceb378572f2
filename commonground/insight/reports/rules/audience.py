"""Who reads a report. It is made of what every one of them may know, never of what its author may see."""

from collections.abc import Sequence

from commonground.foundation.kernel.states import Labelled
from commonground.partnership.groups.rules.words import Openness


class Audience(Labelled):
    """Readers of a report, the widest first."""

    PUBLIC = "public", "Anybody"
    PARTNERS = "partners", "Everybody who works in the partnership"
    GROUP = "group", "The group itself"


PARTNERS = frozenset({"groups.read", "plans.read"})  # what somebody who works in the partnership may do

_WIDEST_FIRST = tuple(Audience)
_WIDEST = {Openness.PUBLIC: 0, Openness.PARTNERS: 1, Openness.CLOSED: 2}


def audiences_of(openness: str) -> Sequence[Audience]:
    """Who a report of a group may be for: nobody who may not know of the group."""
    return _WIDEST_FIRST[_WIDEST[Openness(openness)] :]


def at_least_as_wide(audience: str) -> Sequence[Audience]:
    """Audiences to which everybody of this one belongs: what they read, this one may be told."""
    return _WIDEST_FIRST[: _WIDEST_FIRST.index(Audience(audience)) + 1]
