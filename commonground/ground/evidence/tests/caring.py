"""Teams and people who look after figures, for tests and for the harness of writes."""

from datetime import UTC, datetime

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.evidence import actions
from commonground.ground.evidence.models import Care, Dataset
from commonground.ground.partners import actions as partners
from commonground.ground.partners import queries as partner_queries
from commonground.ground.partners.models import Team

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
PERMISSIONS = frozenset(
    {"evidence.import", "evidence.look-after", "places.register", "partners.keep", "partners.grant"}
)
SECTORS = """
[[sector]]
slug = "council"
name = "Council"
"""
STEWARD = operator(NOW, permissions=PERMISSIONS, label="Somebody who looks after figures")


def team(by: Viewer = STEWARD, name: str = "Analysts") -> Team:
    """A team at a council."""
    partners.load_sectors(text=SECTORS, by=by)
    council = partners.register_organisation(name="Exampleshire Council", sector="council", by=by)
    service = partner_queries.sectors().get(pk="council")
    return partners.add_team(organisation=council, name=name, service=service, starts_on=by.today, by=by)


def dataset() -> Dataset:
    return Dataset.objects.get(pk="dfe-cin")


def care(of: Team, by: Viewer = STEWARD) -> Care:
    return actions.take_care(of=dataset(), based_on=actions.NEW, charge=actions.Charge(team=of), by=by)
