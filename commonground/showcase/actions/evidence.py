"""Who looks after the evidence of an example place, with an invented review."""

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import actions, queries
from commonground.ground.partners import queries as partners
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats.evidence import CareEntry, Evidence


def look_after(*, evidence: Evidence, by: Viewer, tell: Tell) -> None:
    """What is not in anybody's care yet. Twice changes nothing."""
    if not evidence.cares:
        return
    held = {care.chapter or care.dataset_id for care in queries.cares()}
    new = [entry for entry in evidence.cares if (entry.chapter or entry.dataset) not in held]
    for entry in new:
        take_care(entry=entry, by=by)
    tell(f"{len(evidence.cares)} datasets and chapters in somebody's care, {len(new)} of them new")


def take_care(*, entry: CareEntry, by: Viewer) -> None:
    """The invented review first, so that the next one is due on the day the pack says."""
    team = partners.organisation(entry.organisation).teams.get(name=entry.team)
    of = entry.chapter or queries.dataset(entry.dataset)
    charge = actions.Charge(team=team, page=entry.page)
    care = actions.take_care(of=of, based_on=actions.NEW, charge=charge, by=by)
    if entry.review:
        actions.review(
            care=care, based_on=care.version, note=entry.review, greatest_need=entry.greatest_need, next_on=None, by=by
        )
    dated = actions.Charge(team=team, page=entry.page, review_on=entry.review_on, review_months=entry.review_months)
    actions.take_care(of=of, based_on=care.version, charge=dated, by=by)
