"""What the worker could not send: a person looks at it."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Conflict, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import access, rules
from commonground.foundation.post.models import Email
from commonground.foundation.post.rules import State


@audit.atomic()
def send_again(*, email: Email, by: Viewer) -> None:
    """Have it tried anew. Where it is in doubt, it may arrive twice. Raises Refused, Conflict."""
    access.check_can_look_after(by)
    if email.drop_after is not None and email.drop_after <= by.now:
        raise Refused("What it says has gone stale. Whoever asked for it must ask again.")
    fresh = {"attempts": 0, "due_at": by.now, "made_at": by.now, "ended_at": None}
    _settle(email, State.WAITING, **fresh)
    audit.record("e-mail to be sent again", by=by, about=email)


@audit.atomic()
def let_go(*, email: Email, by: Viewer) -> None:
    """Leave it unsent. Raises Refused, Conflict."""
    access.check_can_look_after(by)
    _settle(email, State.LET_GO, sealed="")
    audit.record("e-mail let go", by=by, about=email)


def _settle(email: Email, state: State, **values: object) -> None:
    lying = Email.objects.filter(pk=email.pk, state__in=rules.TO_LOOK_AT)
    if not lying.update(state=state, **values):
        raise Conflict("Somebody else has looked after this e-mail already.")
