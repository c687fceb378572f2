"""The page of a group: purpose, who chairs, who is missing, what comes next, its areas and links, and its set-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Action, Group, GroupArea, Meeting, TermsOfReference
from commonground.partnership.groups.queries.action_log import AskedActions, actions_asked
from commonground.partnership.groups.queries.cover import OVER, Cover, cover_of
from commonground.partnership.groups.queries.groups import group
from commonground.partnership.groups.queries.landscape import Links, links_of
from commonground.partnership.groups.queries.register import TO_COME
from commonground.partnership.groups.queries.table import Table, table_of
from commonground.partnership.groups.queries.terms import agreed_terms
from commonground.partnership.groups.rules.governance import UPWARDS
from commonground.partnership.groups.rules.seats import Span
from commonground.partnership.groups.rules.setting_up import Step, StepSeen, checklist

MOST = 5  # actions that the page shows


@dataclass(frozen=True)
class GroupPage:
    """Everything the page of a group shows: its own facts, its next meeting and the actions that are due first."""

    group: Group
    viewer: Viewer
    table: Table
    terms: TermsOfReference | None
    cover: Cover
    areas: Sequence[GroupArea]
    links: Links
    next_meeting: Meeting | None
    has_met: bool
    open_actions: Sequence[Action] = ()  # the most urgent, one more than are shown where there are more

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
    def is_over(self) -> bool:
        return self.group.ends_on is not None and self.group.ends_on <= self.viewer.today

    @property
    def areas_now(self) -> list[GroupArea]:
        return [one for one in self.areas if Span(one.starts_on, one.ends_on).holds_on(self.viewer.today)]

    @property
    def reports_to(self) -> list[Group]:
        """Groups above today."""
        held = [one for one in self.links.up if one.kind in UPWARDS]
        return [one.to for one in held if Span(one.starts_on, one.ends_on).holds_on(self.viewer.today)]

    @property
    def below(self) -> list[Group]:
        held = [one for one in self.links.down if one.kind in UPWARDS]
        return [one.group for one in held if Span(one.starts_on, one.ends_on).holds_on(self.viewer.today)]

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
    """The page at /groups/<slug>/. Raises NotFound. Thirteen queries at most."""
    found = group(slug, viewer=viewer)
    terms = agreed_terms(found)
    table = table_of(found, viewer=viewer, with_heights=bool(terms and terms.seniority_id))
    meetings = Meeting.objects.filter(group=found)
    coming = meetings.filter(status__in=TO_COME, starts_at__gte=viewer.now).order_by("starts_at").first()
    cover = cover_of(found, terms=terms, seats=table.seats)
    return GroupPage(
        group=found,
        viewer=viewer,
        table=table,
        terms=terms,
        cover=cover,
        areas=list(found.areas.select_related("area__type")),
        links=links_of(found, viewer=viewer),
        next_meeting=coming,
        open_actions=list(actions_asked(AskedActions(group=slug), viewer=viewer)[: MOST + 1]),
        has_met=cover.coverage.on is not None or meetings.filter(status__in=OVER).exists(),
    )
