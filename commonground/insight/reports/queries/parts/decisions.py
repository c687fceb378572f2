"""Decisions, as approved minutes keep them."""

from collections import Counter

from commonground.insight.reports.queries.parts.asked import Asked, day_words
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Listing
from commonground.insight.reports.rules.sentences import counted, out_of
from commonground.partnership.groups.rules.words import Outcome


def decisions(asked: Asked) -> Generated:
    minuted = asked.minuted
    taken = minuted.decisions
    outcomes = Counter(one.outcome for _, one in taken)
    held = len(minuted.records)
    facts = [
        Fact("minutes.approved", "Meetings with approved minutes, of those held", held, minuted.meetings),
        Fact("decisions.taken", "Decisions in approved minutes", len(taken)),
    ]
    facts += [
        Fact(f"decisions.{one.value}", f"{one.label}, of all decisions", outcomes[one.label], len(taken))
        for one in Outcome
        if outcomes[one.label]
    ]
    rows = tuple(
        (day_words(day), one.number, one.recommendation, ": ".join(part for part in (one.outcome, one.words) if part))
        for day, one in taken
    )
    return Generated(
        sentences=tuple(_said(held, minuted.meetings, len(taken))),
        figures=(Figures("Minutes and decisions", tuple(facts)),),
        lists=(Listing("Decisions", ("Meeting", "Number", "Recommendation", "Decision"), rows),) if rows else (),
    )


def _said(approved: int, held: int, decisions: int) -> list[str]:
    if not held:
        return ["There was no meeting to approve minutes of."]
    said = [f"Minutes of {out_of(approved, held, 'meeting')} held are approved."]
    return [*said, f"They hold {counted(decisions, 'decision')}."] if approved else said
