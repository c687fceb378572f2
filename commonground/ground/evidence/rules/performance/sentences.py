"""What a performance report says in sentences: how many measures can be compared, and on which side each stands.

The reading of 004:58-75: of the measures with a comparison some do better than England, some less well, and each of
the rest has its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.ground.evidence.rules.performance.content import Line, ReportContent
from commonground.ground.evidence.rules.performance.kinds import Side
from commonground.ground.evidence.rules.wording import counted, listed, upper_first


@dataclass(frozen=True)
class Summary:
    """The measures by side. `unnamed` are comparable ones that a source counts and does not name."""

    comparable: int
    exceeds: Sequence[Line]
    short: Sequence[Line]
    rest: Sequence[Line]
    without: Sequence[Line]
    unnamed: int = 0

    @property
    def explained(self) -> int:
        """How many on neither side have a reason, from the figures or from a person."""
        return sum(1 for line in self.rest if line.why or line.explanation)

    @property
    def opening(self) -> str:
        """Of twenty measures, sixteen can be compared with England."""
        total = self.comparable + len(self.without)
        if not total:
            return "The list has no measures yet."
        measures = f"{counted(total)} measure{'s' if total > 1 else ''}"
        start = f"Of {measures}, {_or_none(self.comparable)} can be compared with England"
        if not self.comparable:
            return f"{start}."
        sides = [f"{_do(len(self.exceeds))} better", f"{_do(len(self.short))} less well"]
        if self.rest or not self.unnamed:
            sides.append(f"{_or_none(len(self.rest))} {'is' if len(self.rest) < 2 else 'are'} on neither side")
        if self.unnamed:
            sides.append(f"of {counted(self.unnamed)} the source does not say how {_they(self.unnamed)} stood")
        return f"{start}: {listed(sides)}."

    @property
    def explaining(self) -> str:
        """How many of those that fall short, and of the rest, somebody or something explains."""
        told, short = sum(1 for line in self.short if line.explanation), len(self.short)
        said = []
        if short:
            which = f"Of the {counted(short)} that {'does' if short == 1 else 'do'} less well"
            said.append(f"{which}, a person explains {_or_none(told)}.")
        if self.rest:
            has = "has a reason beside it" if self.explained == 1 else "have a reason beside them"
            said.append(f"Of the {counted(len(self.rest))} on neither side, {_or_none(self.explained)} {has}.")
        if self.unnamed:
            said.append(f"The source does not name the other {counted(self.unnamed)}; nothing is made up for them.")
        return " ".join(said)


def summary(content: ReportContent) -> Summary:
    """The measures of a report by side, each in the order of the list."""
    sides = {side: [line for line in content.lines if line.side == side] for side in Side}
    named = sum(len(lines) for lines in sides.values())
    unnamed = max((content.stated_count or 0) - named, 0)
    return Summary(
        comparable=named + unnamed,
        exceeds=sides[Side.EXCEEDS],
        short=sides[Side.SHORT],
        rest=sides[Side.NEITHER],
        without=[line for line in content.lines if not line.side],
        unnamed=unnamed,
    )


def line_sentence(line: Line) -> str:
    """A measure with its figure, England's, and its reason: "Re-referrals: 25.8%, England 22.4% (mid-2024)"."""
    figures = ""
    if line.now is not None:
        england = next((one.text for one in line.beside if one.name == "England" and one.text), "")
        beside = f", England {england}" if england else ""
        per = f" {line.unit}" if line.unit.startswith("per ") else ""
        figures = f": {line.now.text}{beside}{per} ({line.now.label})"
    reasons = [reason for reason in (line.why, line.explanation.strip().removesuffix(".")) if reason]
    said = f" {upper_first('. '.join(upper_first(reason) for reason in reasons))}." if reasons else ""
    return f"{line.name}{figures}.{said}"


def _do(count: int) -> str:
    return f"{_or_none(count)} {'does' if count < 2 else 'do'}"


def _or_none(count: int) -> str:
    return counted(count) if count else "none"


def _they(count: int) -> str:
    return "it" if count == 1 else "they"
