"""Vouch for an entry: whoever keeps it says that it is right today."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import Service


@audit.atomic()
def vouch(*, service: Service, based_on: int, by: Viewer) -> None:
    """The entry, as the viewer saw it, is right today. Raises Refused, and Conflict where it changed since they looked.

    Who vouched is in the audit; the address of an assurer that a feed gave went with its day.
    """
    access.check_can_keep_service(by, service)
    change(service, based_on=based_on, assured_on=by.today, assurer_email="")
    audit.record("entry vouched for", by=by, about=service, details={"on": by.today})
