"""What a performance report holds, as plain values: `frozen.pack` writes them, `frozen.unpack` reads."""

from dataclasses import dataclass, field

from commonground.ground.evidence.rules.profiles.content import SHAPE, At, Beside, From, MadeFrom


@dataclass(frozen=True)
class Line:
    """A measure in a report. `side` is empty where it cannot be compared; `why` says why it is so, or on neither."""

    measure: str
    name: str
    audience: str = ""
    frequency: str = ""
    indicator: str = ""
    unit: str = ""
    decimals: int = 0
    polarity: str = ""
    now: At | None = None
    before: At | None = None
    interval: str = ""
    beside: tuple[Beside, ...] = ()
    side: str = ""
    why: str = ""
    target: str = ""
    is_target_met: bool | None = None
    explanation: str = ""
    explained_by: str = ""
    explained_on: str = ""
    vintage: str = ""
    release: str = ""


@dataclass(frozen=True)
class ReportContent:
    """The report on a list of measures for a period. `stated_…` where a source told the sides without figures."""

    title: str
    list_slug: str
    about: str
    area_key: str
    area_slug: str
    area_name: str
    since: str
    until: str
    frequency: str
    audience: str
    owner: str
    as_at: str
    lines: tuple[Line, ...] = ()
    stated_count: int | None = None
    stated_source: str = ""
    sources: tuple[From, ...] = ()
    made_from: MadeFrom = field(default_factory=MadeFrom)
    shape: int = SHAPE
