"""Where a figure is going, and what changed between two profiles, in sentences."""

from collections.abc import Sequence

from commonground.foundation.analysis import trend
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.profiles.content import Changed, Measured, ProfileContent, Told

RISES = {trend.Movement.RISING: "Rising", trend.Movement.FALLING: "Falling", trend.Movement.STEADY: "No clear trend"}


def trend_words(figures: Sequence[Figure]) -> str:
    """Of a series, oldest first: the test on its last five years where there is one, else the last step.

    "Rising over five years (getting worse)" · "24.8% to 25.8% since 2023" · "One period only".
    """
    if len(figures) < 2:
        return "One period only"
    about, last = figures[-1].about, figures[-trend.POINTS :]
    points = [trend.Point(about.period(one.period).year, one.numerator, one.denominator) for one in last]
    is_yearly = all(about.period(one.period).is_yearly for one in last)
    found = trend.direction(points, method=about.method, polarity=about.polarity, is_yearly=is_yearly)
    if found.movement in RISES:
        judged = f" ({found.judgement})" if found.judgement else ""
        return f"{RISES[found.movement]} over five years{judged}"
    return step_words(figures[-2], figures[-1])


def step_words(before: Figure, now: Figure) -> str:
    """24.8% to 25.8% since 2023; nothing is said of a symbol as of a number."""
    if before.value is None or now.value is None:
        return f"{before.text} before ({before.period})"
    way = "No change" if before.text == now.text else f"{before.text} to {now.text}"
    return f"{way} since {before.period}"


def changes(now: ProfileContent, before: ProfileContent, *, run: str) -> Changed:
    """What a profile says otherwise than the one before it."""
    ours = {one.indicator: one for one in now.measured}
    theirs = {one.indicator: one for one in before.measured}
    both = [(ours[slug], theirs[slug]) for slug in ours if slug in theirs]
    return Changed(
        since=before.as_at,
        run=run,
        newer=tuple(_newer(one, other) for one, other in both if one.now.period > other.now.period),
        revised=tuple(said for one, other in both for said in _revised(one, other)),
        appeared=tuple(
            f"{one.short_name}: {one.now.text} ({one.now.label})." for slug, one in ours.items() if slug not in theirs
        ),
        gone=tuple(f"{one.short_name}: no figure now." for slug, one in theirs.items() if slug not in ours),
        told=_told(now.told, before.told),
    )  # fmt: skip


def _newer(one: Measured, other: Measured) -> str:
    clear = " The intervals do not overlap, so this is a clear change." if _apart(one, other) else ""
    return f"{one.short_name}: {other.now.text} ({other.now.label}), now {one.now.text} ({one.now.label}).{clear}"


def _revised(one: Measured, other: Measured) -> list[str]:
    """Periods of which both profiles tell, and tell otherwise."""
    then = {at.period: at for at in (*other.series, other.now)}
    return [
        f"{one.short_name}, {at.label}: said {then[at.period].text}, now {at.text}."
        for at in {at.period: at for at in (*one.series, one.now)}.values()
        if at.period in then and (then[at.period].value, then[at.period].symbol) != (at.value, at.symbol)
    ]


def _apart(one: Measured, other: Measured) -> bool:
    ends = (one.now.lower, one.now.upper, other.now.lower, other.now.upper)
    if None in ends:
        return False
    lower, upper, their_lower, their_upper = (end or 0.0 for end in ends)
    return upper < their_lower or their_upper < lower


def _told(now: Sequence[Told], before: Sequence[Told]) -> tuple[str, ...]:
    new = len({one.id for one in now} - {one.id for one in before})
    ended = len({one.id for one in before} - {one.id for one in now})
    said = [f"{new} note{'s' if new > 1 else ''} of what people know came in."] if new else []
    return (*said, *([f"{ended} note{'s' if ended > 1 else ''} ended."] if ended else []))
