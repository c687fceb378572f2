"""Each check raises Refused with a sentence fit for the person. Whoever may not know of a group never gets this far."""

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.access.standing import Standing
from commonground.partnership.groups.models import OfficeHeld
from commonground.partnership.groups.rules.words import Office

SERVING = (Office.CHAIR, Office.VICE_CHAIR, Office.CLERK)


def check_can_keep(viewer: Viewer) -> None:
    """Start groups, write templates, look after venues."""
    if not viewer.may("groups.keep"):
        raise Refused("You may not start or keep groups. Ask a locality manager.")


def may_keep_venues(viewer: Viewer) -> bool:
    """Whether `check_can_keep_venues` lets the viewer through."""
    return viewer.may("groups.keep") or _serves_somewhere(viewer)


def check_can_keep_venues(viewer: Viewer) -> None:
    """Places to meet are shared by all groups: for those who keep groups, and for whoever chairs or clerks one."""
    if not may_keep_venues(viewer):
        raise Refused("Venues are kept by clerks and chairs of groups and by locality managers.")


def _serves_somewhere(viewer: Viewer) -> bool:
    if viewer.id is None or not viewer.may("groups.take-part"):
        return False
    held = OfficeHeld.objects.current_on(viewer.today).filter(practitioner__account=viewer.id)
    return held.filter(office__in=SERVING).exists()


def check_can_manage(here: Standing) -> None:
    """Terms, seats, deputies, chairs, areas and links of a group."""
    if not here.serves:
        raise Refused("Seats and terms of this group are kept by its chair, its clerk and locality managers.")


def check_can_lead(here: Standing) -> None:
    """Agree terms, approve minutes, close the group. Not for the clerk, who has no vote (M14)."""
    if not (here.chairs or here.keeps):
        raise Refused("Only the chair does this. The clerk prepares it.")


def check_can_clerk(here: Standing) -> None:
    """Meetings, agendas, packs, attendance, minutes and actions of a group."""
    if not here.serves:
        raise Refused("Meetings of this group are looked after by its clerk, its chair and locality managers.")


def check_can_write_paper(here: Standing) -> None:
    """Write a paper for the group."""
    if not (here.sits or here.serves or here.offices):
        raise Refused("Papers are written by members of the group and those who serve it.")


def check_can_take_part(here: Standing) -> None:
    """Propose items, say who comes, declare interests, comment."""
    if not (here.sits or here.offices):
        raise Refused("Only members of the group and those who serve it do this.")


def check_can_read_restricted(here: Standing) -> None:
    """Restricted items: for the table and those who serve it. Raised only where the viewer knows of the item."""
    if not here.reads_restricted:
        raise Refused("This item is restricted to members at the table.")


def check_can_carry(viewer: Viewer) -> None:
    """Everything of every group, closed ones and restricted items too, out of a site or into one: on its host alone."""
    if viewer.id is not None or not viewer.may("groups.keep"):
        raise Refused("Archives of all that groups hold are taken and made on the host of the site.")


def check_can_take_record(here: Standing) -> None:
    """The record of one group as a file, drafts and who wrote what in it: for those who prepare and minute it."""
    if not here.serves:
        raise Refused("The record of this group is taken out by its chair, its clerk and locality managers.")
