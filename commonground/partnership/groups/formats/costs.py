"""The pack of what an hour costs, by seniority."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.load import HourlyCost

NAME = "packs/costs.toml"


def read_costs(text: str) -> Mapping[str, HourlyCost]:
    """Costs by seniority. Raises Invalid naming each block that cannot be taken."""
    try:
        rows = tomllib.loads(text).get("cost", [])
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"{NAME} is no TOML: {error}.", [Problem(f"{error}.", where=NAME)]) from error
    problems: list[Problem] = []
    found: dict[str, HourlyCost] = {}
    for number, row in enumerate(rows, start=1):
        where = f"{NAME}, block {number}"
        try:
            cost = _cost(row)
        except (KeyError, InvalidOperation, ValueError) as error:
            problems.append(Problem(_why(error), where=where))
            continue
        if row["seniority"] in found:
            problems.append(Problem(f"{row['seniority']} stands there twice.", where=where))
        found[row["seniority"]] = cost
    if problems:
        raise Invalid("What an hour costs cannot be read.", problems)
    return found


def _cost(row: Mapping[str, Any]) -> HourlyCost:
    row["seniority"]
    per_hour = Decimal(str(row["per_hour"]))
    if not per_hour.is_finite() or per_hour <= 0:
        raise ValueError("per_hour must be more than nothing")
    if not str(row["source"]).strip():
        raise ValueError("source must say where the figure is from")
    return HourlyCost(per_hour, str(row["source"]))


def _why(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing."
    if isinstance(error, InvalidOperation):
        return "per_hour is no number, such as 58.20."
    return f"{error}."
