"""What taking a spreadsheet does, in words."""

from collections.abc import Mapping

from commonground.ground.partners.queries import Plan, Step


def steps_in_words(plan: Plan) -> str:
    """“12 rows would be added, 1 changed, 3 left; 2 rows cannot be taken as written.”"""
    counts = {step: plan.steps.get(step, 0) for step in Step}
    said = f"{_rows(counts[Step.ADD])} would be added, {counts[Step.CHANGE]} changed, {counts[Step.LEAVE]} left"
    return f"{said}; {_rows(plan.bad_rows)} cannot be taken as written." if plan.bad_rows else f"{said}."


def outcome_in_words(filename: str, outcome: Mapping[str, int]) -> str:
    """“partners.xlsx is taken: 12 rows added, 1 changed, 3 left as they were, 2 not taken.”"""
    added, changed, left = (outcome[step.value] for step in Step)
    said = f"{filename} is taken: {_rows(added)} added, {changed} changed, {left} left as they were"
    return f"{said}, {outcome['not taken']} not taken." if outcome["not taken"] else f"{said}."


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"
