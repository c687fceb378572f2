"""Documents of this room."""

from commonground.ground.partners.papers.agreements import register_report
from commonground.ground.partners.papers.lists import (
    RegisterOnPage,
    contributions_report,
    fit_report,
    organisations_report,
    practitioners_report,
    teams_report,
    voluntary_report,
)
from commonground.ground.partners.papers.sheets import (
    outcome_in_words,
    steps_in_words,
)

__all__ = [
    "RegisterOnPage",
    "contributions_report",
    "fit_report",
    "organisations_report",
    "outcome_in_words",
    "practitioners_report",
    "register_report",
    "steps_in_words",
    "teams_report",
    "voluntary_report",
]
