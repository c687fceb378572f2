"""Areas as this room asks for them: by what people write, and the choices of a filter."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import Ambiguous, Invalid, NotFound, Problem
from commonground.ground.partners import rules
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


def areas_named(text: str | Sequence[str], *, on: date, column: str = "areas") -> "list[Area]":
    """The areas that somebody wrote one a line: a name, a code or `footprint/area`, each once.

    Raises Invalid that names every line that is no area, or that could be several.
    """
    found: dict[object, Area] = {}
    problems: list[Problem] = []
    for line in rules.lines_of(text) if isinstance(text, str) else text:
        try:
            area = places.area_by_reference(line, on=on)
            found[area.pk] = area
        except Ambiguous as several:
            codes = ", ".join(f"{one.where} ({one.what})" for one in several.problems)
            problems.append(Problem(f"“{line}” could be {codes}.", "Write the code.", column=column))
        except NotFound:
            problems.append(Problem(f"We know no area “{line}”.", "Write its name or its code.", column=column))
    if problems:
        raise Invalid("An area is not understood.", problems)
    return list(found.values())
