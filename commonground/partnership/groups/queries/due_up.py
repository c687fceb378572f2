"""Issues and questions for somebody's day: what waits for the groups that they chair or clerk, and what is late."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models.escalations import IS_BACK, IS_OPEN
from commonground.partnership.groups.queries import escalations, questions
from commonground.partnership.groups.queries.escalations import EscalationSeen
from commonground.partnership.groups.queries.mine import Inside
from commonground.partnership.groups.queries.questions import QuestionSeen
from commonground.partnership.groups.rules.escalations import AT_GROUP_ABOVE, UNTAKEN
from commonground.partnership.groups.rules.states import QuestionState
from commonground.partnership.plans.rules.work import SOON

MOST = 12


def served(inside: Mapping[UUID, Inside]) -> list[UUID]:
    """Groups that the viewer chairs or clerks."""
    return [group for group, one in inside.items() if one.chairs or one.clerks]


def issues_due(viewer: Viewer, inside: Mapping[UUID, Inside]) -> Sequence[EscalationSeen]:
    """To be taken on, due within two weeks, or come back, in groups that the viewer serves; for who keeps groups, what
    is overdue in any. One query, or none."""
    own, keeps = served(inside), viewer.may("groups.keep")
    if not own and not keeps:
        return ()
    soon = Q(status__in=UNTAKEN) | Q(due_on__lte=viewer.today + SOON)
    wanted = Q(to__in=own, status__in=AT_GROUP_ABOVE) & soon | Q(IS_BACK, origin__in=own)
    if keeps:
        wanted |= Q(IS_OPEN, due_on__lt=viewer.today)
    found = escalations.known(viewer).filter(wanted)
    return [escalations.seen(one, on=viewer.today) for one in found[:MOST]]


def questions_due(viewer: Viewer, inside: Mapping[UUID, Inside]) -> Sequence[QuestionSeen]:
    """Questions of scrutiny that wait for the viewer, or for a group that they serve, within two weeks; for who keeps
    groups, the late ones of any. One query, or none."""
    own, keeps = served(inside), viewer.may("groups.keep")
    if not inside and not keeps:
        return ()
    wanted = (Q(group__in=own) | Q(owner__account=viewer.id)) & Q(due_on__lte=viewer.today + SOON)
    if keeps:
        wanted |= Q(due_on__lt=viewer.today)
    found = questions.known(viewer).filter(wanted, status=QuestionState.ASKED)
    return [questions.seen(one, viewer=viewer) for one in found[:MOST]]
