"""What waits for somebody in their groups: actions, minutes, issues and questions, read together in one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups.models import Action, Escalation, Minutes, Question
from commonground.partnership.groups.models.escalations import IS_BACK, IS_OPEN
from commonground.partnership.groups.queries import escalations, questions
from commonground.partnership.groups.queries.escalations import EscalationSeen
from commonground.partnership.groups.queries.mine import Inside
from commonground.partnership.groups.queries.questions import QuestionSeen
from commonground.partnership.groups.rules.escalations import AT_GROUP_ABOVE, UNTAKEN
from commonground.partnership.groups.rules.states import MinutesState, QuestionState
from commonground.partnership.plans.rules.work import SOON

MOST = 12
# Of each what one line of somebody's day says: read with all of their columns they took a third of the page.
ACTIONS = Along(
    Action,
    "group",
    order=lambda one: (one.due_on, one.number, one.pk),
    only=["title", "number", "status", "due_on", "group__name"],
)
MINUTES = Along(
    Minutes,
    "meeting",
    "meeting__group",
    order=lambda one: one.meeting.starts_at,
    only=["status", "meeting__key", "meeting__starts_at", "meeting__group__slug", "meeting__group__name"],
)
ISSUES = Along(
    Escalation,
    "origin",
    "to",
    order=lambda one: (one.due_on, one.pk),
    only=["title", "status", "due_on", "origin__name", "to__name"],
    also=["knows_origin", "knows_to"],
)
QUESTIONS = Along(
    Question,
    "group",
    "asked_by",
    order=lambda one: (one.due_on, one.pk),
    only=["status", "due_on", "asked_by_words", "group__name", "asked_by__name"],
    also=["knows_asker"],
)


@dataclass(frozen=True)
class DueInGroups:
    """Each the first due first, twelve at most."""

    actions: Sequence[Action] = ()
    minutes: Sequence[Minutes] = ()
    issues: Sequence[EscalationSeen] = ()
    questions: Sequence[QuestionSeen] = ()


def due_in_groups(viewer: Viewer, inside: Mapping[UUID, Inside]) -> DueInGroups:
    """One query, or none for those in no group who keep none."""
    if not (inside or viewer.may("groups.keep")):
        return DueInGroups()
    found: Any = partners.own_account(viewer)
    issues, asked = _issues(viewer, inside), _questions(viewer, inside)
    for actions, minutes, raised, questioned in found.values_list(
        ACTIONS.of(Action.objects.filter(pk__in=_first(_actions(viewer)))),
        MINUTES.of(Minutes.objects.filter(pk__in=_first(_minutes(viewer, inside)))),
        ISSUES.of(escalations.with_ends(Escalation.objects.filter(pk__in=_first(issues)), viewer=viewer)),
        QUESTIONS.of(questions.with_asker(Question.objects.filter(pk__in=_first(asked)), viewer=viewer)),
    ):
        return DueInGroups(
            ACTIONS.read(actions),
            MINUTES.read(minutes),
            [escalations.seen(one, on=viewer.today) for one in ISSUES.read(raised)],
            [questions.seen(one, viewer=viewer) for one in QUESTIONS.read(questioned)],
        )
    return DueInGroups()


def _first(found: QuerySet[Any]) -> Subquery:
    return Subquery(found.values("pk")[:MOST])


def _actions(viewer: Viewer) -> QuerySet[Action]:
    """Theirs, open and due within two weeks or overdue."""
    return Action.objects.visible_to(viewer).open().mine(viewer).filter(due_on__lte=viewer.today + SOON)


def _minutes(viewer: Viewer, inside: Mapping[UUID, Inside]) -> QuerySet[Minutes]:
    """Drafts of groups that the viewer clerks; with the group, those of groups they chair and did not draft."""
    clerked = [group for group, one in inside.items() if one.clerks]
    chaired = [group for group, one in inside.items() if one.chairs]
    to_write = Q(status=MinutesState.DRAFT, meeting__group__in=clerked)
    to_approve = Q(status=MinutesState.SUBMITTED, meeting__group__in=chaired) & ~Q(drafted_by=viewer.id)
    return Minutes.objects.filter(to_write | to_approve).order_by("meeting__starts_at")


def _issues(viewer: Viewer, inside: Mapping[UUID, Inside]) -> QuerySet[Escalation]:
    """To be taken on, due within two weeks, or come back, in groups that the viewer chairs or clerks; for who keeps
    groups, what is overdue in any."""
    own = _served(inside)
    soon = Q(status__in=UNTAKEN) | Q(due_on__lte=viewer.today + SOON)
    wanted = Q(to__in=own, status__in=AT_GROUP_ABOVE) & soon | Q(IS_BACK, origin__in=own)
    if viewer.may("groups.keep"):
        wanted |= Q(IS_OPEN, due_on__lt=viewer.today)
    return Escalation.objects.visible_to(viewer).filter(wanted)


def _questions(viewer: Viewer, inside: Mapping[UUID, Inside]) -> QuerySet[Question]:
    """Of scrutiny, waiting for the viewer, or for a group that they chair or clerk, within two weeks; for who keeps
    groups, the late ones of any."""
    soon = Q(due_on__lte=viewer.today + SOON)
    wanted = (Q(group__in=_served(inside)) | Q(owner__account=viewer.id)) & soon
    if viewer.may("groups.keep"):
        wanted |= Q(due_on__lt=viewer.today)
    return Question.objects.visible_to(viewer).filter(wanted, status=QuestionState.ASKED)


def _served(inside: Mapping[UUID, Inside]) -> list[UUID]:
    return [group for group, one in inside.items() if one.chairs or one.clerks]
