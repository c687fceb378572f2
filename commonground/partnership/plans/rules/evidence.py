"""What a priority may rest on (L19)."""

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.plans.rules.words import Cited

NEEDED = {
    Cited.INDICATOR: (("indicator", "area", "period"), "Choose the figure, its area and its period."),
    Cited.PROFILE: (("profile",), "Choose the needs profile."),
    Cited.NOTE: (("note",), "Choose the note of local intelligence."),
    Cited.REPORT: (("report",), "Name the report, who published it and when."),
}


def check_cites(kind: str, says: str, **given: object) -> None:
    """Raises Invalid unless exactly what this kind of evidence needs is given, and what it tells is said."""
    problems = []
    needed, sentence = NEEDED[Cited(kind)]
    problems += [Problem(sentence, column=name) for name in needed if not given.get(name)][:1]
    if not says.strip():
        problems.append(Problem("Say what it tells, in a sentence.", column="says"))
    if problems:
        raise Invalid("The evidence was not added.", problems)
