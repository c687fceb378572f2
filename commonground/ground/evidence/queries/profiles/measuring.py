"""Figures of an area as a profile keeps them, what it lacks, and what is overdue."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from commonground.ground.evidence.models import Preparation
from commonground.ground.evidence.queries.profiles.around import (
    ENGLAND,
    Comparator,
    Read,
    Together,
    beside,
    by_period,
    others_of,
)
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.evidence.rules.profiles.content import At, Lacking, Measured
from commonground.ground.evidence.rules.profiles.moving import trend_words

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

MOST_PERIODS = 10
ELSEWHERE = "published for larger areas only"
NOWHERE = "no release has been loaded"


def at(figure: Figure) -> At:
    return At(
        period=figure.period,
        label=figure.period_label,
        value=figure.value,
        symbol=figure.symbol,
        text=figure.text,
        lower=figure.lower,
        upper=figure.upper,
    )


def measured(
    series: Sequence[Figure], others: Sequence[Comparator | Together], england: Mapping[tuple[str, str], Figure]
) -> Measured:
    """The newest figure of a series, oldest first, beside its comparators and its own past."""
    figure, about = series[-1], series[-1].about
    shown = series[-MOST_PERIODS:]
    country = [england[key] for one in shown if (key := (one.indicator, one.period)) in england]
    return Measured(
        indicator=figure.indicator,
        name=about.name,
        short_name=about.short_name,
        definition=about.definition,
        caveat=about.caveat,
        theme=about.theme,
        theme_name=about.theme_name,
        unit=about.unit,
        decimals=about.decimals,
        polarity=about.polarity_sentence,
        now=at(figure),
        interval=figure.interval_text,
        numerator=figure.numerator,
        denominator=figure.denominator,
        numerator_of=about.numerator,
        denominator_of=about.denominator,
        denominator_period=figure.denominator_period,
        vintage=figure.vintage,
        made=figure.computed,
        dataset=about.dataset,
        file=figure.file,
        row=figure.row,
        release=str(figure.release or ""),
        denominator_release=str(figure.denominator_release or ""),
        is_headline=about.is_headline,
        beside=beside(figure, others),
        series=tuple(at(one) for one in shown),
        england=tuple(at(one) for one in country),
        trend=trend_words(series),
    )


def measured_all(area: "Area", above: Sequence["Area"], read: Read, preparation: Preparation) -> tuple[Measured, ...]:
    """Every indicator that the area has, beside its comparators. `read` gives the figures of an area; `above` is what
    the place lies in.

    `preparation` names the tables that neighbours are compared by.
    """
    england = by_period(read(ENGLAND))
    others = others_of(area, above, read, preparation)
    return tuple(measured(figures, others, england) for figures in by_indicator(read(area.key)).values())


def by_indicator(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Figures by indicator in the order they come, oldest period first."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.indicator].append(figure)
    return dict(found)


def missing(held: Iterable[str], about: Mapping[str, Definition], known: Iterable[str]) -> tuple[Lacking, ...]:
    """Indicators without any figure for the area, but for those no longer published or shown on pages of their own.

    `known` are those that some larger area has.
    """
    here, anywhere = set(held), set(known)
    return tuple(
        Lacking(slug, one.short_name, one.theme_name, ELSEWHERE if slug in anywhere else NOWHERE)
        for slug, one in about.items()
        if slug not in here and one.on_place_page and not one.is_discontinued
    )


def overdue(latest: Iterable[Figure], newest: Mapping[str, str], *, on: date, months: int) -> tuple[Lacking, ...]:
    """Figures of which there is a newer period elsewhere, or whose period ended long ago. `newest`: anywhere."""
    found = []
    for figure in latest:
        about = figure.about
        ended = about.period(figure.period).until
        age = (on.year - ended.year) * 12 + on.month - ended.month
        later = newest.get(figure.indicator, "")
        if later > figure.period:
            why = f"{figure.period_label} here; {about.period(later).label} is published for larger areas"
        elif age > months:
            why = f"{figure.period_label}: ended {age // 12} years ago"
        else:
            continue
        found.append(Lacking(figure.indicator, about.short_name, about.theme_name, why))
    return tuple(found)
