"""What people say under an item of minutes (G17)."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import AgendaItem, Comment


@audit.atomic()
def comment(*, item: AgendaItem, text: str, by: Viewer) -> Comment:
    """Say something under an item, for everybody who may read it. Raises Refused, Invalid."""
    here = access.standing(by, item.meeting.group)
    access.check_can_take_part(here)
    if item.is_restricted:
        access.check_can_read_restricted(here)
    if by.id is None or not text.strip():
        raise Invalid("Nothing was said.", [Problem("Write your comment first.", column="text")])
    made = Comment.objects.create(item=item, account_id=by.id, author=by.label, text=text.strip(), at=by.now)
    audit.record("comment made", by=by, about=made)
    return made


@audit.atomic()
def hide_comment(*, comment: Comment, why: str, by: Viewer) -> None:
    """Take a comment from view; who wrote it and why it was hidden stay on record. Raises Refused, Invalid."""
    access.check_can_clerk(access.standing(by, comment.item.meeting.group))
    if not why.strip():
        raise Invalid("The comment was not hidden.", [Problem("Say why.", column="why")])
    Comment.objects.filter(pk=comment.pk).update(hidden_because=why.strip())
    audit.record("comment hidden", by=by, about=comment, details={"why": why.strip()})
