"""Three groups one above another, for tests of issues that go up: neighbourhood, locality, board."""

from dataclasses import dataclass

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import actions
from commonground.partnership.groups.models import Escalation, Group, GroupLink
from commonground.partnership.groups.rules.words import Openness, Upward
from commonground.partnership.groups.tests.bodies import LONG_AGO, Cast, cast

WORDS = "Parking blocks the school gate. We asked the street warden twice. Please agree on a patrol."


@dataclass(frozen=True)
class Ladder:
    """Casts of each group, and what they do most."""

    low: Cast
    middle: Cast
    top: Cast

    @property
    def clerk(self) -> Viewer:
        return self.low.sees("clerk")

    def raised(self, *, to: Cast | None = None, what: str = Upward.ISSUE, is_restricted: bool = False) -> Escalation:
        """From the lowest group to the one above it."""
        return actions.raise_issue(
            group=self.low.group,
            to=(to or self.middle).group,
            what=what,
            title="Parking at the school gate",
            words=WORDS,
            is_restricted=is_restricted,
            by=self.clerk,
        )

    def accepted(self) -> Escalation:
        made = self.raised()
        actions.accept_escalation(
            escalation=made,
            based_on=made.version,
            organisation=self.middle.group.host,
            owner=self.middle.people["member"],
            next_step="Ask the police",
            by=self.middle.sees("chair"),
        )
        return made

    def answered(self) -> Escalation:
        made = self.accepted()
        actions.answer_escalation(
            escalation=made, based_on=made.version, answer="A patrol comes on Mondays.", by=self.middle.sees("clerk")
        )
        return made


def ladder(
    low: Openness = Openness.PARTNERS, middle: Openness = Openness.PARTNERS, top: Openness = Openness.PARTNERS
) -> Ladder:
    made = Ladder(cast(low, "Ward"), cast(middle, "Locality"), cast(top, "Board"))
    link(made.low.group, made.middle.group)
    link(made.middle.group, made.top.group)
    return made


def link(group: Group, to: Group) -> GroupLink:
    return GroupLink.objects.create(group=group, to=to, kind="reports-to", starts_on=LONG_AGO)
