"""What has lapsed is raised once, answered by its owner, and cured when it holds again."""

from collections.abc import Iterable

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, queries, rules
from commonground.ground.partners.models import Lapse, SharingAgreement


@audit.atomic()
def raise_lapses(*, by: Viewer) -> list[Lapse]:
    """Raise what lapsed or soon will, and is not open yet; cure what holds again. Idempotent; for the nightly job."""
    access.check_can_keep_register(by)
    found = queries.what_lapses(by.today)
    cure(by=by, found=found)
    open_now = {(one.kind, *one.subject) for one in queries.open_lapse_keys()}
    return [_raise(one, by=by) for one in found if (one.kind, *one.subject) not in open_now]


@audit.atomic()
def raise_for_disclosure(*, agreement: SharingAgreement, because: str, by: Viewer) -> Lapse:
    """A lapsed agreement never stops a safeguarding disclosure: it goes ahead under duty, and the lapse is raised.

    Called by the action that discloses, in its transaction, with its reason (access policy, point 8). Whoever may
    disclose may raise. Once open, the same lapse is not raised twice.
    """
    present = Lapse.objects.filter(kind=rules.LapseKind.AGREEMENT_LAPSED, agreement=agreement, cured_at=None).first()
    if present is not None:
        return present
    says = f"{agreement} had lapsed when information was shared under duty: {because}"[:400]
    found = queries.Lapsing(rules.LapseKind.AGREEMENT_LAPSED, ("agreement_id", agreement.pk), agreement.keeper_id, says)
    return _raise(found, by=by)


@audit.atomic()
def answer_lapse(*, lapse: Lapse, answer: str, by: Viewer) -> None:
    """The owner says what happens now. The lapse stays open until it is cured. Raises Refused, Conflict."""
    access.check_can_answer(by, lapse)
    answered = Lapse.objects.filter(pk=lapse.pk, answered_at=None).update(
        answer=answer, answered_at=by.now, answered_by=by.label
    )
    if not answered:
        now = Lapse.objects.get(pk=lapse.pk)
        raise Conflict("Somebody has answered this already.", theirs={"Answer": now.answer}, yours={"Answer": answer})
    audit.record("lapse answered", by=by, about=lapse, details={"answer": answer})


def cure(*, by: Viewer, found: Iterable[queries.Lapsing] | None = None) -> None:
    """Close what holds again. Inside the transaction of the action that mended it."""
    still = {(one.kind, *one.subject) for one in (queries.what_lapses(by.today) if found is None else found)}
    for lapse in Lapse.objects.filter(cured_at=None):
        if (lapse.kind, *queries.subject_of(lapse)) not in still:
            Lapse.objects.filter(pk=lapse.pk).update(cured_at=by.now)
            audit.record("lapse cured", by=by, about=lapse)


def _raise(found: "queries.Lapsing", *, by: Viewer) -> Lapse:
    column, key = found.subject
    lapse = Lapse.objects.create(
        kind=found.kind,
        owner_id=found.owner,
        says=found.says,
        raised_at=by.now,
        raised_by=by.label,
        answer_by_on=working_days.add(by.today, queries.raising().answer_working_days),
        **{column: key},
    )
    audit.record("lapse raised", by=by, about=lapse, details={"kind": found.kind, "says": found.says})
    return lapse
