"""What groups send up, are asked, approve, are told by reviewers and report, in the place of the bench."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models

from commonground.ground.partners.models import Organisation
from commonground.insight.reports.models import BoardReport, ReportSection
from commonground.partnership.groups.models import (
    Advice,
    Approval,
    Escalation,
    EscalationStep,
    Evidence,
    Group,
    Question,
    ReportMade,
    Review,
)
from tests.bench.groups.held import WORDS, noon
from tests.bench.groups.ids import key, member

if TYPE_CHECKING:
    from tests.bench.groups.making import Size

STEPS, ADVICE, YEARS, SECTIONS, YEAR = 3, 6, 5, 8, timedelta(days=365)


def of_groups(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    yield from _issues(size, today)
    yield from _overseen(size, today)
    yield from _reports(size, today)


def _issues(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    """From each group but the first to the one above it: half wait to be taken on, half are taken on."""
    every = [(one, at) for one in range(1, size.groups) for at in range(size.issues)]
    yield (
        Escalation(
            id=key(Escalation, one, at), origin_id=key(Group, one), to_id=key(Group, one // 6), title=f"Issue {at}",
            words=WORDS, status="raised" if at % 2 else "accepted", raised_on=today - timedelta(days=40),
            raised_by="Somebody", received_on=today - timedelta(days=40), take_by=today - timedelta(days=30),
            answer_by=today + timedelta(days=30), organisation_id=key(Organisation, at % 40),
            owner_id=member(one // 6, at, size), next_step="Ask the team.",
            due_on=today + timedelta(days=at * 12 - 30),
        )
        for one, at in every
    )  # fmt: skip
    yield (
        EscalationStep(
            escalation_id=key(Escalation, one, at), group_id=key(Group, one), status="raised", by="Somebody",
            on=today - timedelta(days=40 - step), at=noon(today - timedelta(days=40 - step)), words=WORDS,
        )
        for one, at in every
        for step in range(STEPS)
    )  # fmt: skip


def _overseen(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    every = [(one, at) for one in range(size.groups) for at in range(size.issues)]
    yield (
        Question(
            id=key(Question, one, at), group_id=key(Group, one), asked_by_words="A committee", text=WORDS,
            asked_on=today - timedelta(days=60), due_on=today + timedelta(days=at * 12 - 30),
            organisation_id=key(Organisation, at % 40), owner_id=member(one, at, size),
        )
        for one, at in every
    )  # fmt: skip
    yield (
        Approval(
            id=key(Approval, one, at), group_id=key(Group, one), title=f"Strategy {at} of group {one}",
            approved_on=today - timedelta(days=90 * at), valid_until=today + timedelta(days=400),
            recorded_by="Somebody",
        )
        for one, at in every
    )  # fmt: skip
    yield (
        Review(
            id=key(Review, one), group_id=key(Group, one), kind="peer", title=f"Review of group {one}",
            by_whom="Peers", published_on=today - timedelta(days=100 + one), headlines="Help is early.\nData is late.",
        )
        for one in range(size.groups)
    )  # fmt: skip
    advice = [(one, at) for one in range(size.groups) for at in range(ADVICE)]
    yield (
        Advice(
            id=key(Advice, one, at), review_id=key(Review, one), number=at + 1, text=WORDS, response="accepted",
            responded_on=today - timedelta(days=60), responded_by="Somebody", due_on=today + timedelta(days=at * 9),
        )
        for one, at in advice
    )  # fmt: skip
    yield (Evidence(advice_id=key(Advice, one, at), on=today, text="The team says so.", by="X") for one, at in advice)


def _reports(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    """A report a year of each group; that of the year before stands as sent."""
    first = today.replace(month=1, day=1)
    every = [(one, back) for one in range(size.groups) for back in range(YEARS)]
    yield (
        BoardReport(
            id=key(BoardReport, one, back), group_id=key(Group, one), kind="annual", audience="group",
            title=f"Annual report of group {one}, {first.year - back - 1}",
            since=first.replace(year=first.year - back - 1),
            until=first.replace(year=first.year - back), as_at=today, contact="The clerk", started_by="Somebody",
            started_at=noon(today),
        )
        for one, back in every
    )  # fmt: skip
    yield (
        ReportSection(report_id=key(BoardReport, 0, 0), key="", heading=f"Section {at}", order=at, words=WORDS * 3)
        for at in range(SECTIONS)
    )
    yield (
        ReportMade(
            group_id=key(Group, one), title="Report 0", due_on=today - timedelta(days=30), recorded_by="Somebody",
            made_on=today - timedelta(days=20),
        )
        for one in range(0, size.groups, 2)
    )  # fmt: skip
