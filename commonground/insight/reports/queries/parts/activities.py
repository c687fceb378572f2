"""Meetings of the period and the papers they considered."""

from commonground.insight.reports.queries.parts.asked import Asked, day_words
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Listing
from commonground.insight.reports.rules.sentences import counted, out_of, sentence
from commonground.partnership.groups.queries import in_period


def activities(asked: Asked) -> Generated:
    met = asked.met
    papers = in_period.considered(asked.group, since=asked.since, until=asked.until)
    every = len(met.held) + len(met.cancelled) + len(met.not_recorded)
    facts = [
        Fact("meetings.held", "Meetings held, of those in the calendar", len(met.held), every),
        Fact("meetings.cancelled", "Meetings cancelled, of those in the calendar", len(met.cancelled), every),
        Fact("meetings.quorate", "Meetings with a quorum, of those that asked for one", met.quorate, met.with_quorum),
        Fact("papers.considered", "Papers considered", len(papers)),
    ]
    return Generated(
        sentences=tuple(_said(met, every, papers)),
        figures=(Figures("Meetings and papers", tuple(facts)),),
        lists=tuple(_lists(met, papers)),
    )


def _said(met: in_period.Met, every: int, papers: list[in_period.Considered]) -> list[str]:
    if not every:
        return ["No meeting was in the group's calendar."]
    said = [f"The group held {out_of(len(met.held), every, 'meeting')} in its calendar."]
    if met.cancelled:
        said.append(sentence(f"{counted(len(met.cancelled), 'meeting was', 'meetings were')} cancelled"))
    if met.not_recorded:
        said.append(
            sentence(
                f"of {counted(len(met.not_recorded), 'meeting')} nobody wrote down whether "
                f"{'it was' if len(met.not_recorded) == 1 else 'they were'} held"
            )
        )
    if met.with_quorum:
        said.append(
            f"There was a quorum at {met.quorate} of the {counted(met.with_quorum, 'meeting')} whose terms ask for one."
        )
    said.append(f"It considered {counted(len(papers), 'paper')}.")
    return said


def _lists(met: in_period.Met, papers: list[in_period.Considered]) -> list[Listing]:
    made = []
    if papers:
        rows = tuple((day_words(one.on), one.title, one.item) for one in papers)
        made.append(Listing("Papers considered", ("Meeting", "Paper", "Item"), rows))
    if met.cancelled:
        rows_cancelled = tuple((day_words(day), why) for day, why in met.cancelled)
        made.append(Listing("Meetings cancelled", ("Meeting", "Why"), rows_cancelled))
    return made
