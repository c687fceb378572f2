"""Issues that went up and what came back. Left out where there were none, and for the public, who reads none."""

from collections.abc import Sequence

from commonground.insight.reports.queries.parts.asked import Asked, day_words
from commonground.insight.reports.rules.audience import Audience
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Listing
from commonground.insight.reports.rules.sentences import counted
from commonground.partnership.groups.queries.escalated import Escalated, EscalatedInPeriod, escalated


def escalations(asked: Asked) -> Generated | None:
    if asked.audience == Audience.PUBLIC:
        return None
    found = escalated(asked.group, since=asked.since, until=asked.until, on=asked.as_at, reader=asked.reader)
    if not found.raised and not found.received:
        return None
    return Generated(
        sentences=tuple(_said(found)),
        figures=(Figures("Issues", tuple(_facts(found))),),
        lists=tuple(
            listing
            for listing in (
                _listing("Issues raised with groups above", "Raised with", found.raised),
                _listing("Issues that came from other groups", "Came from", found.received),
            )
            if listing.rows
        ),
    )


def _back(issues: Sequence[Escalated]) -> int:
    return sum(not one.waits for one in issues)


def _facts(found: EscalatedInPeriod) -> list[Fact]:
    raised, received = found.raised, found.received
    return [
        Fact("issues.raised", "Issues raised with groups above", len(raised)),
        Fact("issues.came-back", "Came back, of those raised", _back(raised), len(raised)),
        Fact("issues.received", "Issues that came from other groups", len(received)),
        Fact("issues.settled", "Settled here, of those that came", _back(received), len(received)),
    ]


def _said(found: EscalatedInPeriod) -> list[str]:
    said = []
    if found.raised:
        waiting = len(found.raised) - _back(found.raised)
        said.append(f"The group raised {counted(len(found.raised), 'issue')} with groups above.")
        said.append(
            f"{waiting} {'waits' if waiting == 1 else 'wait'} for an answer." if waiting else "Every one came back."
        )
    if found.received:
        issues = counted(len(found.received), "issue")
        said.append(f"Of the {issues} that came from other groups {_back(found.received)} were settled.")
    return said


def _listing(caption: str, other: str, issues: Sequence[Escalated]) -> Listing:
    rows = tuple(
        (one.title, one.other, day_words(one.on), _standing(one), one.answer or "–") for one in issues
    )  # fmt: skip
    return Listing(caption, ("Issue", other, "On", "Where it stands", "Answer"), rows)


def _standing(one: Escalated) -> str:
    return f"{one.standing}, {day_words(one.back_on)}" if one.back_on else one.standing
