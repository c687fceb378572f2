"""Chair and clerk are reminded of what falls due: papers, packs, the review of the terms, issues; and of who does not
come.

Once each.
"""

from datetime import timedelta

from django.urls import reverse

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions import notices
from commonground.partnership.groups.models import Escalation, Group, Meeting, TermsOfReference
from commonground.partnership.groups.queries.missing_notices import alerts_begun
from commonground.partnership.groups.rules.escalations import CAME_BACK
from commonground.partnership.groups.rules.states import MeetingState, TermsState

AHEAD = timedelta(days=90)  # more than the longest time that terms ask for papers before a meeting
BEFORE_PAPERS, BEFORE_PACK = 3, 1  # working days
BEFORE_REVIEW = timedelta(days=30)


@audit.atomic()
def remind(*, by: Viewer) -> int:
    """Remind of what falls due soon or did. Twice does as once. Returns how many people were told. Raises Refused."""
    access.check_can_keep(by)
    meetings = Meeting.objects.filter(
        status=MeetingState.PLANNED, terms__isnull=False, starts_at__gte=by.now, starts_at__lt=by.now + AHEAD
    )
    told = [_of_meeting(one, by) for one in meetings.select_related("group", "terms")]
    terms = TermsOfReference.objects.filter(
        status=TermsState.AGREED,
        group__in=Group.objects.current_on(by.today).order_by().values("pk"),
        review_on__lte=by.today + BEFORE_REVIEW,
    )
    reviews = [_of_review(one, by) for one in terms.select_related("group")]
    overdue = Escalation.objects.overdue(by.today).select_related("origin", "to")
    issues = [_of_issue(one, by) for one in overdue]
    missing = [notices.sector_missing(one, by=by) for one in alerts_begun(today=by.today)]
    return sum(told) + sum(reviews) + sum(issues) + sum(missing)


def _of_meeting(meeting: Meeting, by: Viewer) -> int:
    assert meeting.terms is not None
    path = reverse("groups:meeting", args=[meeting.group.slug, meeting.key])
    papers = working_days.add(meeting.day, -meeting.terms.papers_days)
    pack = working_days.add(meeting.day, -meeting.terms.pack_days)
    told = 0
    if working_days.add(papers, -BEFORE_PAPERS) <= by.today <= papers:
        words = f"Papers for {meeting.day:%-d %B %Y} are due by {papers:%-d %B}"
        told += notices.due(meeting.group, words, path=path, key=f"papers-due:{meeting.pk}:{papers}", by=by)
    if by.today >= working_days.add(pack, -BEFORE_PACK):
        words = f"The pack for {meeting.day:%-d %B %Y} is due by {pack:%-d %B}"
        told += notices.due(meeting.group, words, path=path, key=f"pack-due:{meeting.pk}:{pack}", by=by)
    return told


def _of_review(terms: TermsOfReference, by: Viewer) -> int:
    group = terms.group
    assert group is not None
    words = f"The terms of reference are to be reviewed by {terms.review_on:%-d %B %Y}"
    path = reverse("groups:terms", args=[group.slug])
    return notices.due(group, words, path=path, key=f"review-due:{terms.pk}:{terms.review_on}", by=by)


def _of_issue(issue: Escalation, by: Viewer) -> int:
    """Whose turn it is is reminded, once for each day that was missed. Neither title nor the other group is told."""
    is_back = issue.status in CAME_BACK
    words = "What came back has not been acknowledged" if is_back else "An issue from another group is overdue"
    path = reverse("groups:escalation", args=[issue.pk])
    key = f"issue-overdue:{issue.pk}:{issue.due_on}"
    return notices.due(issue.origin if is_back else issue.to, words, path=path, key=key, by=by)
