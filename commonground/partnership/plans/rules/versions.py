"""A year of a plan as it is agreed: what it must hold.

`Content` is what is frozen: plain values by the ids of the rows, so that two years of a plan are compared row by row,
whatever was reworded. Names of people are not in it: what is agreed may be read by anybody.
"""

from collections.abc import Mapping
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem

Content = Mapping[str, Any]
Row = Mapping[str, Any]


def check_is_whole(content: Content) -> None:
    """A plan is agreed only where each priority rests on evidence (L19) and has an action and a measure (L5).

    Raises Invalid, naming every priority that lacks something.
    """
    problems = []
    if not content["priorities"]:
        problems.append(Problem("The plan has no priority.", "Add one."))
    for priority in content["priorities"]:
        missing = [words for part, words in LACKS.items() if not priority[part]]
        problems += [Problem(f"“{priority['title']}” has no {words}.", "Add one.") for words in missing]
    if problems:
        raise Invalid("The plan cannot be agreed yet.", problems)


LACKS = {"evidence": "evidence", "actions": "key action", "measures": "measure"}
