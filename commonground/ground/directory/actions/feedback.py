"""Say that an entry is wrong, as anybody may; and say what was done about it."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.ground.directory import access
from commonground.ground.directory.models import Feedback, Service
from commonground.ground.directory.models.assurance import WHO
from commonground.ground.directory.rules.feedback import Wrong
from commonground.ground.directory.rules.plain import plain


@audit.atomic()
def say_wrong(*, service: Service, wrong: Wrong, words: str = "", by: Viewer) -> Feedback:
    """Keep that something of the entry is wrong, and the day. Who said so is kept nowhere, the audit included."""
    text = plain(words).strip()
    if wrong == Wrong.OTHER and not text:
        raise Invalid("Nothing was sent.", [Problem("Say what is wrong.", column="words")])
    made = Feedback.objects.create(service=service, wrong=wrong, words=text, said_on=by.today)
    audit.record("entry said to be wrong", by=public(by.now), about=made, details={"wrong": wrong})
    return made


@audit.atomic()
def settle(*, feedback: Feedback, based_on: int, answer: str, by: Viewer) -> None:
    """Say what was done. Raises Refused, Conflict, and Invalid without an answer."""
    access.check_can_keep_service(by, feedback.service)
    check_as_seen(feedback, based_on=based_on, answer=answer)
    if feedback.done_at is not None:
        raise Refused("This is done already.")
    if not answer.strip():
        raise Invalid(
            "Nothing was saved.", [Problem("Say what was done, or why nothing is to be done.", column="answer")]
        )
    change(feedback, based_on=based_on, answer=answer, done_by=by.label[:WHO], done_at=by.now)
    audit.record("feedback settled", by=by, about=feedback, details={"answer": answer})
