"""The page of a group: purpose, who chairs, who is missing, what comes next, its areas and links, and its set-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import (
    Action,
    Approval,
    Escalation,
    Group,
    GroupArea,
    GroupLink,
    Meeting,
    OfficeHeld,
    PlanOfGroup,
    Question,
    RequiredSector,
    Review,
    TermsOfReference,
    current_on,
)
from commonground.partnership.groups.queries.cover import OVER, Cover, by_terms, cover_of
from commonground.partnership.groups.queries.development import stages
from commonground.partnership.groups.queries.escalations import EscalationSeen, seen, with_ends
from commonground.partnership.groups.queries.groups import group
from commonground.partnership.groups.queries.landscape import links_known
from commonground.partnership.groups.queries.plans_owned import PLANS, plans_along
from commonground.partnership.groups.queries.register import TO_COME
from commonground.partnership.groups.queries.table import Table, table_of
from commonground.partnership.groups.rules.approvals import holds
from commonground.partnership.groups.rules.development import stages_for
from commonground.partnership.groups.rules.governance import UPWARDS
from commonground.partnership.groups.rules.seats import Span
from commonground.partnership.groups.rules.setting_up import Step, StepSeen, checklist
from commonground.partnership.groups.rules.states import TermsState

MOST = 5  # actions that the page shows

# What is read along with the group, as far as the page shows it. Terms of all times ask for sectors: a meeting is held
# against those of its day.
TERMS = Along(TermsOfReference, "seniority")
ASKED = Along(
    RequiredSector,
    "sector",
    order=lambda one: (one.order, one.sector.name),
    only=["terms", "seats", "order", "sector__name"],
)
OFFICES = Along(OfficeHeld, "practitioner", order=lambda one: (one.office, one.starts_on))
AREAS = Along(
    GroupArea,
    "area",
    "area__type",
    order=lambda one: (one.area.name, one.starts_on),
    only=["starts_on", "ends_on", "area__slug", "area__name", "area__type__name"],
)
LINKS = Along(
    GroupLink,
    "group",
    "to",
    order=lambda one: one.starts_on,
    only=["starts_on", "group__slug", "group__name", "to__slug", "to__name"],
)
COMING = Along(Meeting, only=["key", "title", "status", "starts_at", "ends_at"])
APPROVALS = Along(
    Approval,
    order=lambda one: (-one.approved_on.toordinal(), one.title),
    only=["title", "approved_on", "valid_until", "review_on", "withdrawn_on"],
)
ACTIONS = ("group", "title", "due_on", "organisation__name")
ISSUES = ("what", "title", "status", "due_on", "answer", "origin__name", "to__name")


@dataclass(frozen=True)
class GroupPage:
    """Everything the page of a group shows: its own facts, its next meeting and the actions that are due first."""

    group: Group
    viewer: Viewer
    table: Table
    terms: TermsOfReference | None
    cover: Cover
    areas: Sequence[GroupArea]
    links: Sequence[GroupLink]  # of today, up and down, the latest last
    next_meeting: Meeting | None
    has_met: bool
    plans: Sequence[PlanOfGroup] = ()
    open_actions: Sequence[Action] = ()  # the most urgent, one more than are shown where there are more
    issues: Sequence[EscalationSeen] = ()  # open ones from it and with it, one more than are shown where there are more
    approvals: Sequence[Approval] = ()  # in force, the latest first
    questions_waiting: int = 0
    questions_late: int = 0
    reviews_followed: int = 0

    @property
    def here(self) -> access.Standing:
        return self.table.here

    @property
    def actions_shown(self) -> Sequence[Action]:
        return self.open_actions[:MOST]

    @property
    def has_more_actions(self) -> bool:
        return len(self.open_actions) > MOST

    @property
    def issues_shown(self) -> Sequence[EscalationSeen]:
        return self.issues[:MOST]

    @property
    def approvals_shown(self) -> Sequence[Approval]:
        return self.approvals[:MOST]

    @property
    def may_raise(self) -> bool:
        return access.may_raise(self.here) and not self.is_over

    @property
    def has_stages(self) -> bool:
        """Whether groups of its kind go through stages of leadership development."""
        return bool(stages_for(stages(), self.group.type_id))

    @property
    def is_over(self) -> bool:
        return self.group.ends_on is not None and self.group.ends_on <= self.viewer.today

    @property
    def areas_now(self) -> list[GroupArea]:
        return [one for one in self.areas if Span(one.starts_on, one.ends_on).holds_on(self.viewer.today)]

    @property
    def reports_to(self) -> list[Group]:
        """Groups above today."""
        return [one.to for one in reversed(self.links) if one.group_id == self.group.pk]

    @property
    def below(self) -> list[Group]:
        return [one.group for one in reversed(self.links) if one.to_id == self.group.pk]

    @property
    def purpose(self) -> str:
        """In a sentence: what the group says of itself, else the aim of its terms."""
        return self.group.about or (self.terms.aim if self.terms else "")

    @cached_property
    def set_up(self) -> Sequence[StepSeen]:
        """What there is to be before a group runs (G24)."""
        done = {
            Step.TERMS: self.terms is not None,
            Step.CHAIR: self.table.chair is not None,
            Step.CLERK: self.table.clerk is not None,
            Step.REPORTS: bool(self.reports_to),
            Step.AREAS: bool(self.areas_now),
            Step.SECTORS: bool(self.cover.at_table) and not self.cover.gaps,
            Step.NEXT_MEETING: self.next_meeting is not None,
            Step.FIRST_MEETING: self.has_met,
        }
        return checklist({step for step, is_done in done.items() if is_done})

    @property
    def steps_left(self) -> int:
        return sum(not one.is_done for one in self.set_up)

    @property
    def is_being_set_up(self) -> bool:
        """The list is for those who keep the group, until it has met."""
        return self.here.serves and not self.is_over and self.steps_left > 0


def group_page(slug: str, *, viewer: Viewer) -> GroupPage:
    """The page at /groups/<slug>/. Raises NotFound. Five queries."""
    read: Any = group(slug, viewer=viewer, **_along(viewer))
    terms = next(iter(TERMS.read(read.terms_seen)), None)
    asked = by_terms((one.terms_id, one.sector_id, one.sector.name, one.seats) for one in ASKED.read(read.asked_seen))
    offices = OFFICES.read(read.offices_seen)
    table = table_of(read, viewer=viewer, with_heights=bool(terms and terms.seniority_id), offices=offices)
    return GroupPage(
        group=read,
        viewer=viewer,
        table=table,
        terms=terms,
        cover=cover_of(read, terms=terms, seats=table.seats, asked=asked),
        areas=AREAS.read(read.areas_seen),
        links=LINKS.read(read.links_seen),
        next_meeting=next(iter(COMING.read(read.coming_seen)), None),
        open_actions=_open_actions(read, viewer=viewer),
        has_met=read.has_met,
        plans=PLANS.read(read.plans_seen),
        issues=_issues(read, viewer=viewer),
        approvals=[one for one in APPROVALS.read(read.approvals_seen) if holds(one, on=viewer.today)],
        questions_waiting=read.questions_waiting,
        questions_late=read.questions_late,
        reviews_followed=read.reviews_followed,
    )


def _along(viewer: Viewer) -> dict[str, Subquery | Exists | Coalesce]:
    """What the page reads in the query of the group."""
    here = OuterRef("pk")
    meetings = Meeting.objects.filter(group=OuterRef(here))
    waiting = Question.objects.filter(group=here).waiting().order_by()
    coming = meetings.filter(status__in=TO_COME, starts_at__gte=viewer.now).order_by("starts_at").values("pk")[:1]
    links = links_known(here, viewer=viewer).filter(current_on(viewer.today), kind__in=UPWARDS)
    return {
        "terms_seen": TERMS.of(TermsOfReference.objects.filter(group=here, status=TermsState.AGREED)),
        "asked_seen": ASKED.of(RequiredSector.objects.filter(terms__group=here)),
        "offices_seen": OFFICES.of(OfficeHeld.objects.not_over(viewer.today).filter(group=here)),
        "areas_seen": AREAS.of(GroupArea.objects.filter(group=here)),
        "links_seen": LINKS.of(links),
        "coming_seen": COMING.of(Meeting.objects.filter(pk=Subquery(coming))),
        "plans_seen": plans_along(here, viewer=viewer),
        "approvals_seen": APPROVALS.of(Approval.objects.visible_to(viewer).filter(group=here)),
        "questions_waiting": _count(waiting),
        "questions_late": _count(waiting.late(viewer.today)),
        "reviews_followed": _count(Review.objects.filter(group=here).order_by()),
        "has_met": Exists(Meeting.objects.filter(group=here, status__in=OVER)),
    }


def _count(rows: "QuerySet[Any]") -> Coalesce:
    """How many of a subquery there are."""
    number = rows.values("group").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _open_actions(of: Group, *, viewer: Viewer) -> list[Action]:
    """The first due, one more than are shown where there are more. One query."""
    found = of.actions.visible_to(viewer).open().select_related("organisation")
    return list(found.only(*ACTIONS)[: MOST + 1])


def _issues(of: Group, *, viewer: Viewer) -> list[EscalationSeen]:
    """Open ones from the group and with it. One query, none for the public."""
    if not viewer.may("groups.read"):
        return []
    found = with_ends(Escalation.objects.visible_to(viewer).of_group(of).open(), viewer=viewer)
    found = found.select_related("origin", "to").only(*ISSUES)
    return [seen(one, on=viewer.today) for one in found[: MOST + 1]]
