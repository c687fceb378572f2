"""Ways from one service to the next: said and taken back by those who keep the entry that they start from (S9)."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import Pathway, Service
from commonground.ground.directory.rules.pathways import Step


@audit.atomic()
def add_pathway(*, service: Service, to: Service, step: str, route: str, how: str, by: Viewer) -> Pathway:
    """Say that a service leads on to another. Raises Invalid where it does already, or leads to itself."""
    access.check_can_keep_service(by, service)
    if service == to:
        raise Invalid("Nothing was saved.", [Problem("A service does not lead on to itself.", column="to")])
    if Pathway.objects.filter(start=service, to=to).exists():
        raise Invalid("Nothing was saved.", [Problem("This way is there already.", "Change that one.", column="to")])
    made = Pathway.objects.create(start=service, to=to, step=Step(step), route=route, how=how.strip())
    audit.record("pathway added", by=by, about=made, details={"to": str(to), "how": made.how})
    return made


@audit.atomic()
def change_pathway(*, pathway: Pathway, based_on: int, step: str, route: str, how: str, by: Viewer) -> None:
    """Say it otherwise. Raises Conflict."""
    access.check_can_keep_service(by, pathway.start)
    change(pathway, based_on=based_on, step=Step(step), route=route, how=how.strip())
    audit.record("pathway changed", by=by, about=pathway)


@audit.atomic()
def remove_pathway(*, pathway: Pathway, based_on: int, by: Viewer) -> None:
    """It leads there no more. Raises Conflict where somebody changed it first."""
    access.check_can_keep_service(by, pathway.start)
    removed, _ = Pathway.objects.filter(pk=pathway.pk, version=based_on).delete()
    if not removed:
        raise Conflict(f"Somebody else changed or removed the way {pathway} first. Nothing was removed.")
    audit.record("pathway removed", by=by, about=pathway)
