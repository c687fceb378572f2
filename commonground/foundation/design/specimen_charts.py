"""What the living page shows of charts that compare: invented figures."""

from datetime import date
from typing import Any

from commonground.foundation.analysis.control import xmr
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.funnel import limits, position
from commonground.foundation.design import charts
from commonground.foundation.design.drawing import Drawing

ENGLAND = 22.4
AREAS = (
    ("Ashfield", 310, 24.0), ("Bassetlaw", 450, 27.1), ("Broxtowe", 620, 22.0), ("Gedling", 700, 18.9),
    ("Mansfield", 980, 29.3), ("Newark and Sherwood", 1200, 22.1), ("Rushcliffe", 1500, 17.2),
)  # fmt: skip
MONTHS = (92, 88, 101, 97, 90, 95, 103, 91, 96, 99, 94, 98, 89, 93, 71, 66, 70, 64, 69, 62, 68, 72, 65, 40)
YEARS = ((2021, 28.0), (2022, 27.3), (2023, 26.9), (2024, 25.8))
MODEL = 14  # the place of the month in which something changed


def comparing() -> dict[str, Any]:
    """A spine chart, a funnel plot, a control chart and a measure on its way to a target."""
    return {"spine": _spine(), "funnel": _funnel(), "control": _control(), "curve": _curve()}


def _spine() -> Drawing:
    rows = [
        _row("Re-referrals within 12 months", 25.8, 22.4, (4.2, 18.1, 25.9, 36.6), "worse (99.8%)", high_good=False),
        _row(
            "Assessments within 45 working days", 95.2, 84.5, (38.9, 78.2, 93.8, 99.4), "better (99.8%)", high_good=True
        ),
        _row("Conferences within 15 working days", 80.1, 79.7, (40.0, 73.1, 89.0, 97.7), "similar", high_good=True),
        _row("Referrals with no further action", 0.0, 6.3, (0.0, 0.4, 8.8, 41.2), "lower (95%)", high_good=None),
        _row("Median duration of assessments", 31.0, 34.0, (9.0, 27.0, 39.0, 62.0), "", high_good=False),
        _row("Referrals from the police", None, 28.5, (9.0, 22.0, 31.0, 49.0), "", high_good=None),
    ]
    return charts.spine(rows, title="Mansfield beside all authorities, 2024", area="Mansfield", benchmark="England")


def _row(
    name: str,
    value: float | None,
    benchmark: float,
    five: tuple[float, float, float, float],
    word: str,
    *,
    high_good: bool | None,
) -> charts.SpineRow:
    low, quarter, three_quarters, high = five
    shown = "c" if value is None else f"{value}%"
    texts = (shown, f"{benchmark}%", f"{low}%", f"{high}%")
    return charts.SpineRow(
        name, value, benchmark, low, quarter, three_quarters, high, texts, word, high_good, period="2024", href="#spine"
    )


def _funnel() -> Drawing:
    points = []
    for name, size, value in AREAS:
        around = limits(ENGLAND, size, method=Method.PROPORTION, multiplier=100)
        found = position(value, around) if around else None
        beyond = next((mark for mark in ("99.8", "95") if found and mark in found.value), "")
        points.append(
            charts.FunnelPoint(
                name, size, value, beyond, found.value if found else "", f"{value}%", "#funnel", name == "Mansfield"
            )
        )
    bands = [
        charts.Band(size, held.lower_998, held.lower_95, held.upper_95, held.upper_998)
        for size in range(20, 1620, 20)
        if (held := limits(ENGLAND, size, method=Method.PROPORTION, multiplier=100))
    ]
    return charts.funnel(
        points, bands, title="Re-referrals by number of referrals, 2024", unit="%", size_of="Referrals in the year",
        target=ENGLAND, target_name="England", missing=1,
    )  # fmt: skip


def _control() -> Drawing:
    found = xmr([float(value) for value in MONTHS], changes=[MODEL])
    points = []
    for at, value in enumerate(MONTHS):
        held = found.limits_at(at)
        lines = (held.mean, held.lower, held.upper) if held else None
        signs = tuple(sign.value for sign in found.signs[at])
        points.append(charts.ControlPoint(f"{2022 + at // 12}-{at % 12 + 1:02}", float(value), "", signs, lines))
    changes = [charts.Change(MODEL - 0.5, "a new front door opened")]
    return charts.control(points, title="Referrals by month fell after the new front door", changes=changes)


def _curve() -> Drawing:
    found = [
        charts.CurvePoint(
            date(year, 3, 31), f"year to 31 March {year}", value, f"{value}%", "", value - 0.9, value + 0.9,
            f"{value - 0.9:.1f}% to {value + 0.9:.1f}%",
        )
        for year, value in YEARS
    ]  # fmt: skip
    way = [(2021, 28.0, "year to 31 March 2021"), (2026, 25.0, "31 March 2026"), (2028, 22.0, "31 March 2028")]
    ahead = [(2024, 25.9, 23.9, 27.9), (2026, 24.6, 22.0, 27.2), (2028, 23.2, 19.7, 26.7)]
    course = charts.Course(
        found,
        [charts.CurvePoint(date(year, 3, 31), label, value, f"{value}%") for year, value, label in way],
        [
            charts.CurvePoint(
                date(year, 3, 31), f"31 March {year}", value, f"{value}%", "", lower, upper, f"{lower}% to {upper}%"
            )
            for year, value, lower, upper in ahead
        ],
        [(date(2022, 7, 1), "a new front door opened (1 July 2022)")],
    )
    return charts.curve(course, title="Re-referrals fall, and not yet fast enough", unit="%")
