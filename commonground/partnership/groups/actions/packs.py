"""Publishing packs and what comes after them: checked, numbered once and for all, and kept as they went out."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import F, Sum

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem, Refused
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions.pack_notices import pack_published
from commonground.partnership.groups.models import Meeting, PackIssue, Paper, Read, Tabling
from commonground.partnership.groups.queries import PackDraft
from commonground.partnership.groups.rules import packs as rules
from commonground.partnership.groups.rules.packs import Content, Pages
from commonground.partnership.groups.rules.states import MEETING_MOVES, MeetingState, PaperState

CountPages = Callable[[Content, int, int], Pages]  # content, first page, first restricted page


def publish_pack(*, meeting: Meeting, based_on: int, count_pages: CountPages, by: Viewer) -> PackIssue:
    """Publish the pack of a meeting: numbers are given, its text is kept for ever (G10).

    `count_pages` lays it out (papers.count_pages); that takes a second or two and so comes before the transaction.
    Raises Invalid naming everything that holds it back, Conflict where something changed meanwhile, Refused.
    """
    access.check_can_table(access.standing(by, meeting.group))
    check_move(MEETING_MOVES, MeetingState(meeting.status), MeetingState.PUBLISHED, what="This meeting")
    _check_fresh(meeting, based_on)
    draft = _unhindered(meeting, "The pack cannot be published yet. Nothing was changed.")
    pages = count_pages(draft.content, 1, 1)
    with audit.atomic():
        change(meeting, based_on=based_on, status=MeetingState.PUBLISHED)
        return _issue(meeting, draft, pages, by=by)


def publish_supplement(*, meeting: Meeting, based_on: int, why: str, count_pages: CountPages, by: Viewer) -> PackIssue:
    """Publish what came after the pack, with a reason. Its pages go on where the last ones ended; none changes.

    Raises Invalid, also without a reason, Conflict, Refused.
    """
    access.check_can_table(access.standing(by, meeting.group))
    if meeting.status != MeetingState.PUBLISHED:
        raise Refused("A supplement comes after the pack and before the meeting.")
    if not why.strip():
        sentence = "A paper is added to a published pack with a reason."
        raise Invalid(sentence, [Problem("Say why this comes after the pack", column="why")])
    _check_fresh(meeting, based_on)
    draft = _unhindered(meeting, "The supplement cannot be published yet. Nothing was changed.")
    first, restricted = _next_pages(meeting)
    pages = count_pages(draft.content, first, restricted)
    with audit.atomic():
        change(meeting, based_on=based_on)
        return _issue(meeting, draft, pages, why=why.strip(), first=first, restricted=restricted, by=by)


def _check_fresh(meeting: Meeting, based_on: int) -> None:
    """Before anything is laid out: was it this agenda that the person saw? Asked again in the transaction."""
    if not Meeting.objects.filter(pk=meeting.pk, version=based_on).exists():
        raise Conflict("Somebody else changed this meeting while you were looking at it. Nothing of yours was saved.")


def _unhindered(meeting: Meeting, sentence: str) -> PackDraft:
    draft = queries.pack_draft(meeting)
    if draft.hindrances:
        raise Invalid(sentence, [_problem(one) for one in draft.hindrances])
    return draft


def _problem(one: rules.Hindrance) -> Problem:
    """Titles of restricted items and papers stand in no message: whoever publishes may not be meant to read them."""
    return Problem(one.what, one.do, where="A restricted item" if one.is_restricted else one.where)


def _next_pages(meeting: Meeting) -> tuple[int, int]:
    told = meeting.issues.aggregate(open=Sum("pages"), restricted=Sum("pages_restricted"))
    return (told["open"] or 0) + 1, (told["restricted"] or 0) + 1


def _issue(
    meeting: Meeting, draft: PackDraft, pages: Pages, *, by: Viewer, why: str = "", first: int = 1, restricted: int = 1
) -> PackIssue:
    """The short transaction: nothing may have changed since the pages were counted."""
    now = queries.pack_draft(meeting)
    if now.content != draft.content or now.hindrances:
        raise Conflict("A paper or the agenda was changed while the pack was being made. Look at it, and try again.")
    issue = PackIssue.objects.create(
        meeting=meeting,
        number=draft.content["number"],
        published_at=by.now,
        published_by=by.label[:150],
        why=why,
        content={**draft.content, "starts": dict(pages.starts)},
        first_page=first,
        pages=max(pages.last - first + 1, 0),
        first_page_restricted=restricted,
        pages_restricted=max(pages.last_restricted - restricted + 1, 0),
    )
    _number(now, issue)
    pack_published(issue, by=by)
    audit.record(
        "supplement published" if why else "pack published", by=by, about=meeting,
        details={"issue": issue.number, "papers": len(now.tablings), "pages": issue.pages, "why": why},
    )  # fmt: skip
    return issue


def _number(draft: PackDraft, issue: PackIssue) -> None:
    late = {paper["id"] for item in issue.content["items"] for paper in item["papers"] if paper["is_late"]}
    for item, number in draft.numbers.items():
        if not item.number:
            change(item, based_on=item.version, number=number)
    for tabling in draft.tablings:
        Tabling.objects.filter(pk=tabling.pk).update(issue=issue, is_late=str(tabling.paper_id) in late)
    out = [one.paper_id for one in draft.tablings]
    ready = Paper.objects.filter(pk__in=out, status=PaperState.READY)
    ready.update(status=PaperState.PUBLISHED, version=F("version") + 1)


@audit.atomic()
def mark_read(*, papers: Iterable[UUID], by: Viewer) -> None:
    """Somebody opened papers of a pack: counted once, for every group they go to (V13). Not for visitors."""
    if by.id is None:
        return
    known = set(Read.objects.filter(paper__in=list(papers), account=by.id).values_list("paper", flat=True))
    new = [Read(paper_id=paper, account_id=by.id, at=by.now) for paper in set(papers) - known]
    if new:
        Read.objects.bulk_create(new, ignore_conflicts=True)
        audit.record("papers opened", by=by, details={"papers": sorted(str(one.paper_id) for one in new)})
