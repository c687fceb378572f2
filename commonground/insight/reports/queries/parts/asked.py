"""What a section is asked for: a group, a period, and who reads the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer, operator, public
from commonground.insight.reports.rules.audience import PARTNERS, Audience
from commonground.partnership.groups import queries as groups
from commonground.partnership.groups.queries import in_period
from commonground.partnership.plans import queries as plans

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Group
    from commonground.partnership.plans.models import Plan
    from commonground.partnership.plans.queries import AgreedYear, PriorityLine


@dataclass(frozen=True)
class Asked:
    """`reader` is anybody of the audience: somebody who is given no more than every one of them may read.

    The author of the report is not in it, so that nothing can be made of what only the author may see.
    """

    group: "Group"
    audience: str
    since: date
    until: date
    as_at: date
    now: datetime

    @cached_property
    def reader(self) -> Viewer:
        """Whoever the report is for, as rooms below see them: what other groups there are, what of actions is open.

        Members of a group are given what the public may know of everything else: not all of them read all groups.
        """
        if self.audience == Audience.PARTNERS:
            return operator(self.now, permissions=PARTNERS, label="readers of a report")
        return public(self.now)

    @property
    def reads_actions(self) -> bool:
        """The public reads of actions only what minutes say of them."""
        return self.audience != Audience.PUBLIC

    @property
    def reads_progress(self) -> bool:
        """How plans stand is for those who work in the partnership; the public reads what was agreed of public ones."""
        return self.audience != Audience.PUBLIC

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    @cached_property
    def plans(self) -> "Sequence[Plan]":
        """Plans that the group answers for when the figures are made: for the public, those of which it may know.
        Whoever reads the group's own reports is told of its plans too."""
        partner = operator(self.now, permissions=PARTNERS, label="readers of a report")
        reader = partner if self.reads_progress else self.reader
        return [one.plan for one in groups.plans_of_group(self.group, viewer=reader)]

    @cached_property
    def agreed(self) -> "Sequence[AgreedYear]":
        """The year of each plan that was agreed last by that day: what the public reads of plans."""
        return plans.agreed_years(self.plans, on=self.as_at) if self.plans else []

    @cached_property
    def lines(self) -> "Sequence[tuple[str, Sequence[PriorityLine]]]":
        """The priorities of each plan as they stand that day, by name of the plan; nothing for the public."""
        found = plans.progress_of(self.plans, on=self.as_at) if self.plans and self.reads_progress else {}
        return [(one.name, found[one.pk]) for one in self.plans if found.get(one.pk)]

    @cached_property
    def met(self) -> in_period.Met:
        return in_period.met(self.group, since=self.since, until=self.until, today=self.as_at)

    @cached_property
    def minuted(self) -> in_period.Minuted:
        return in_period.minuted(self.group, since=self.since, until=self.until, today=self.reader.today)


def day_words(day: date) -> str:
    """As lists show it."""
    return f"{day:%-d %B %Y}"
