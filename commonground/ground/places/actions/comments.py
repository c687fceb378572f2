"""Heads are asked about a draft, say what they think of the cluster of their school, and are answered (P9, 002:133)."""

from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, queries, rules
from commonground.ground.places.models import Area, FootprintVersion, HeadsComment


@audit.atomic()
def ask_heads(*, version: FootprintVersion, based_on: int, by: Viewer) -> None:
    """Show a draft to the heads of its schools and ask what they think. It goes on being drawn meanwhile."""
    access.check_can_edit(by, version)
    if not version.groups_schools:
        raise Invalid("Only a map that groups schools is shown to heads.")
    if version.asked_at is not None:
        raise Invalid("Heads have been asked already.")
    change(version, based_on=based_on, asked_at=by.now, asked_by=by.label)
    audit.record("heads asked", by=by, about=version)


@audit.atomic()
def comment_on_cluster(
    *,
    version: FootprintVersion,
    school: Area,
    wish: str,
    rather_with: str = "",
    text: str = "",
    said_by: str = "",
    by: Viewer,
) -> HeadsComment:
    """Say what a school thinks of its cluster. One open comment a school: another only once that is answered.

    `said_by` is the name of the head where the operator enters what was said elsewhere; an account speaks as itself.
    """
    locked = FootprintVersion.objects.select_for_update(of=("self",))
    now = locked.select_related("base", "footprint__root").get(pk=version.pk)
    access.check_can_comment(by, now, school)
    _check(now, school, wish, rather_with=rather_with, text=text)
    cluster, _ = queries.cluster_of(now, school)
    said = HeadsComment.objects.create(
        drawn_in=now,
        school=school,
        cluster=cluster.name if cluster else "",
        wish=wish,
        rather_with=" ".join(rather_with.split()) if wish == rules.Wish.RATHER else "",
        text=text.strip(),
        said_by=by.label if by.id else said_by or by.label,
        said_by_account=by.id,
        said_at=by.now,
    )
    audit.record("head commented", by=by, about=said, details={"school": school.name, "wish": wish})
    return said


@audit.atomic()
def withdraw_comment(*, comment: HeadsComment, based_on: int, by: Viewer) -> None:
    """Take back what was said while nobody has answered; the school may then say something else."""
    access.check_can_withdraw_comment(by, comment)
    change(comment, based_on=based_on, withdrawn_at=by.now)
    audit.record("comment withdrawn", by=by, about=comment, persons=_persons(comment))


@audit.atomic()
def answer_comment(*, comment: HeadsComment, based_on: int, outcome: str, answer: str, by: Viewer) -> None:
    """Tell a head what was done with what they said. Raises Conflict where somebody answered first."""
    access.check_can_draft(by)
    if comment.version == based_on:  # else somebody was first, and `change` shows both
        access.check_can_answer(by, comment)
    problems = []
    if outcome not in {one.value for one in rules.Outcome}:
        problems.append(Problem("Say what was done.", do="Choose one.", column="outcome"))
    if not answer.strip():
        problems.append(Problem("Say it in a sentence.", do="The head reads it.", column="answer"))
    if problems:
        raise Invalid("This answer cannot be given.", problems)
    change(
        comment,
        based_on=based_on,
        outcome=outcome,
        answer=answer.strip(),
        answered_by=by.label,
        answered_at=by.now,
    )
    audit.record("comment answered", by=by, about=comment, persons=_persons(comment), details={"outcome": outcome})


def _persons(comment: HeadsComment) -> list[UUID]:
    return [comment.said_by_account] if comment.said_by_account else []


def _check(version: FootprintVersion, school: Area, wish: str, *, rather_with: str, text: str) -> None:
    problems = rules.comment_problems(wish, rather_with=rather_with, text=text)
    if wish not in {one.value for one in rules.Wish}:
        problems.append(Problem("Say what you think.", do="Choose one.", column="wish"))
    parts = queries.parts_to_place(version, queries.finest_level(version.footprint))
    if school.key not in parts:
        problems.append(Problem(f"{school} is none of the schools that this map groups.", do="Choose another map."))
    there = queries.open_comment_of(version, school)
    if there is not None:
        what = (
            f"{there.said_by} has said something for {school} on {there.said_at:%-d %B %Y} that waits for its answer."
        )
        problems.append(Problem(what, do="Withdraw it to say something else."))
    if problems:
        raise Invalid("This cannot be said as it is.", problems)
