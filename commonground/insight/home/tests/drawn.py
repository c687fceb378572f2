"""Figures for tests, drawn from a few facts."""

from commonground.foundation.analysis.comparison import Outcome, compare
from commonground.foundation.analysis.definitions import Method, Polarity
from commonground.foundation.analysis.intervals import wilson
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition


def definition(
    slug: str, *, theme: str = "referrals", polarity: Polarity = Polarity.LOW, **values: object
) -> Definition:
    held = {
        "slug": slug,
        "name": slug.replace("-", " ").capitalize(),
        "short_name": slug.replace("-", " ").capitalize(),
        "definition": "For a test.",
        "theme": theme,
        "dataset": "dfe-cin",
        "unit": "%",
        "method": Method.PROPORTION,
        "polarity": polarity,
        "period_kind": "financial-year",
        "multiplier": 100.0,
        "decimals": 1,
    }
    return Definition(**{**held, **values})


def percentage(
    slug: str, numerator: int, denominator: int, *, england: float | None, period: str = "2024", **about: object
) -> Figure:
    """A percentage with its interval, compared with England's."""
    described = definition(slug, **about)
    interval = wilson(numerator, denominator)
    assert interval is not None
    return Figure(
        indicator=slug,
        area_key="E10000024",
        period=period,
        value=100 * numerator / denominator,
        numerator=numerator,
        denominator=denominator,
        lower=interval.lower,
        upper=interval.upper,
        england=england,
        outcome=compare(interval, england, described.polarity).outcome,
        about=described,
    )


def count(area: str, value: float | None, *, symbol: str = "") -> Figure:
    """Children 0 to 17 of an area."""
    about = definition(
        "children-0-17",
        theme="children",
        unit="children",
        method=Method.COUNT,
        period_kind="mid-year",
        decimals=0,
        multiplier=1.0,
    )
    return Figure(indicator=about.slug, area_key=area, period="2020", value=value, symbol=symbol, about=about)


def score(value: float, *, england: float | None = 21.7) -> Figure:
    """An average deprivation score."""
    about = definition(
        "imd-2019-score",
        theme="deprivation",
        unit="",
        method=Method.WEIGHTED_MEAN,
        period_kind="edition",
        multiplier=1.0,
    )
    return Figure(
        indicator=about.slug, area_key="E07000170", period="2019", value=value, england=england,
        outcome=Outcome.NOT_COMPARED, about=about,
    )  # fmt: skip
