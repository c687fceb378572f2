"""Who may write, sign, table and publish papers. What the viewer may not know of never gets this far."""

from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.access.standing import Standing
from commonground.partnership.groups.rules.states import PaperState

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Paper


def is_author(viewer: Viewer, paper: "Paper") -> bool:
    """Whether the viewer wrote it."""
    return viewer.id is not None and paper.author is not None and paper.author.account_id == viewer.id


def check_can_edit_paper(viewer: Viewer, here: Standing, paper: "Paper") -> None:
    """Its author, and who serves its group; only a draft. One that is ready goes back to draft first."""
    if not (is_author(viewer, paper) or here.serves):
        raise Refused("This paper is written by its author and those who serve the group.")
    if paper.is_restricted and not (is_author(viewer, paper) or here.reads_restricted):
        raise Refused("This paper is restricted to members at the table.")
    if paper.status == PaperState.READY:
        raise Refused("This paper is marked as ready. Take it back to draft before you change it.")
    if paper.status != PaperState.DRAFT:
        raise Refused("What was published or withdrawn is not changed any more. Write a paper that replaces it.")


def check_can_move_paper(viewer: Viewer, here: Standing, paper: "Paper") -> None:
    """Say that it is ready, take it back, withdraw it: its author, and who serves its group."""
    if not (is_author(viewer, paper) or here.serves):
        raise Refused("Only its author and those who serve the group do this.")


def check_can_sign(viewer: Viewer, here: Standing, paper: "Paper") -> None:
    """A second person signs: never the author, whatever office they hold."""
    if is_author(viewer, paper):
        raise Refused("You wrote this paper, so somebody else signs it.")
    if not (here.sits or here.serves or here.offices):
        raise Refused("Papers are signed by members of the group and those who serve it.")
    if paper.status not in (PaperState.DRAFT, PaperState.READY):
        raise Refused("What was published or withdrawn is not signed any more.")


def check_can_sign_for_another(here: Standing) -> None:
    """A signature that came in writing is entered by who serves the group."""
    if not here.serves:
        raise Refused("You sign in your own name. The clerk enters a signature that came in writing.")


def check_can_table(here: Standing) -> None:
    """Put papers under items and take them off, publish the pack and what comes after it."""
    if not here.serves:
        raise Refused("Packs of this group are put together by its clerk, its chair and locality managers.")
