"""Spines, funnels, control charts and curves hold for any figures and say what they show."""

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.foundation.design.charts import (
    Band,
    Change,
    ControlPoint,
    Course,
    CurvePoint,
    FunnelPoint,
    SpineRow,
    control,
    curve,
    funnel,
    spine,
)
from commonground.foundation.design.specimen_charts import comparing
from commonground.foundation.design.tests.test_charts import SVG, check, pictures
from commonground.foundation.kernel.errors import Invalid

NUMBERS = st.floats(min_value=-1e9, max_value=1e9)
TEXTS = st.text(max_size=20)
WORDS = st.sampled_from(["", "better (95%)", "worse", "similar", "lower", "higher (99.8%)"])
ROWS = st.builds(
    SpineRow, name=TEXTS, value=st.none() | NUMBERS, benchmark=st.none() | NUMBERS, low=NUMBERS, quarter=NUMBERS,
    three_quarters=NUMBERS, high=NUMBERS, texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), word=WORDS,
    is_high_good=st.none() | st.booleans(),
)  # fmt: skip
SIZES = st.floats(1, 1e9)
POINTS = st.builds(FunnelPoint, name=TEXTS, size=SIZES, value=NUMBERS, beyond=st.sampled_from(["", "95", "99.8"]))
BANDS = st.builds(Band, SIZES, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
MONTHS = st.builds(
    ControlPoint, period=TEXTS, value=st.none() | NUMBERS, signs=st.just(()) | st.just(("beyond a limit",)),
    limits=st.none() | st.tuples(NUMBERS, NUMBERS, NUMBERS),
)  # fmt: skip
DAYS = st.integers(0, 9000).map(lambda offset: date(2010, 1, 1) + timedelta(offset))
ON_CURVE = st.builds(
    CurvePoint, on=DAYS, label=TEXTS, value=st.none() | NUMBERS, text=TEXTS, symbol=st.sampled_from(["", "c"]),
    lower=st.none() | NUMBERS, upper=st.none() | NUMBERS, between=TEXTS,
)  # fmt: skip
WITH_VALUE = st.builds(CurvePoint, on=DAYS, label=TEXTS, value=NUMBERS, text=TEXTS)
FEW = settings(max_examples=40, deadline=None)


@FEW
@given(st.lists(ROWS, max_size=6), TEXTS)
def test_a_spine_is_drawn_for_any_figures(rows, title):
    check(spine(rows, title=title, area="Mansfield", benchmark="England"))


@FEW
@given(st.lists(POINTS, max_size=8), st.lists(BANDS, max_size=5), NUMBERS)
def test_a_funnel_is_drawn_for_any_figures(points, bands, target):
    check(funnel(points, bands, title="x", unit="%", size_of="Referrals", target=target, target_name="England"))


@FEW
@given(st.lists(MONTHS, max_size=12), TEXTS)
def test_a_control_chart_is_drawn_for_any_figures(points, title):
    changes = [Change(len(points) // 2 - 0.5, "a new front door")] if len(points) > 2 else []
    check(control(points, title=title, unit="referrals", changes=changes))


def in_order(points):
    return sorted(points, key=lambda one: one.on)


@FEW
@given(
    st.lists(ON_CURVE, max_size=8).map(in_order),
    st.lists(WITH_VALUE, min_size=2, max_size=4).map(in_order),
    st.lists(WITH_VALUE, max_size=3).map(in_order),
    TEXTS,
)
def test_a_curve_is_drawn_for_any_figures(found, way, ahead, title):
    check(curve(Course(found, way, ahead, [(way[0].on, "a new front door")]), title=title, unit="children"))


ROW = SpineRow(
    "Re-referrals", 25.8, 22.4, 4.2, 18.1, 25.9, 36.6, ("25.8%", "22.4%", "4.2%", "36.6%"), "worse (99.8%)", False
)


def test_a_spine_counts_how_the_measures_compare():
    rows = [ROW, replace(ROW, word="better"), replace(ROW, word="similar"), replace(ROW, word="")]
    drawn = spine(rows, title="x", area="Mansfield", benchmark="England")
    assert drawn.summary == "Mansfield beside England, 4 measures: 1 better, 1 worse, 1 similar, 1 not compared."
    assert drawn.table.rows[0] == ("Re-referrals", "", "25.8%", "22.4%", "worse (99.8%)", "4.2%", "36.6%")
    assert [column.kind for column in drawn.columns][:2] == ["text", "text"]


def test_worse_than_the_benchmark_lies_on_the_left_whichever_way_is_good():
    def mark(row):
        root = pictures(spine([row], title="x", area="a", benchmark="b"))[0]
        halo, line = root.findall(f".//{SVG}g/{SVG}circle")[0], root.findall(f".//{SVG}g/{SVG}line")[1]
        return float(halo.get("cx")) < float(line.get("x1"))

    assert mark(ROW)
    assert not mark(replace(ROW, is_high_good=True))
    assert not mark(replace(ROW, is_high_good=None))


def test_a_funnel_says_how_many_lie_beyond_and_where_the_one_asked_about_is():
    points = [
        FunnelPoint("Mansfield", 980, 29.3, "99.8", "above the 99.8% limit", "29.3%", highlighted=True),
        FunnelPoint("Gedling", 700, 20, text="20.0%"),
    ]
    drawn = funnel(points, [], title="x", unit="%", size_of="Referrals", target=22.4, target_name="England", missing=2)
    assert drawn.summary == (
        "2 areas around England 22.4%: 1 within the limits of chance, 0 beyond 95%, 1 beyond 99.8%. "
        "Mansfield, 29.3%, is above the 99.8% limit. 2 have no figure."
    )


def test_a_control_chart_names_its_signs_and_changes():
    months = [ControlPoint(f"2024-0{at}", 10.0, limits=(10, 7, 13)) for at in range(1, 5)]
    assert control(months, title="x").summary == (
        "10.0 in 2024-04. Mean 10.0, limits 7.0 to 13.0. No rule finds a sign of change: it varies as it always has."
    )
    signed = [*months[:3], replace(months[3], value=20.0, signs=("beyond a limit",))]
    drawn = control(signed, title="x", changes=[Change(1.5, "a new front door")])
    assert "Beyond a limit: 1 month, last 2024-04. Changed before 2024-03: a new front door." in drawn.summary
    assert drawn.table.rows[2][-1] == "changed before: a new front door"


@pytest.mark.parametrize("wrong", [math.nan, math.inf, 1e300])
def test_what_is_no_figure_is_refused_and_says_where(wrong):
    with pytest.raises(Invalid, match="Re-referrals"):
        spine([replace(ROW, high=wrong)], title="x", area="a", benchmark="b")
    with pytest.raises(Invalid, match="Gedling"):
        funnel([FunnelPoint("Gedling", wrong, 1)], [], title="x", unit="", size_of="", target=1, target_name="")
    with pytest.raises(Invalid, match="2024-01"):
        control([ControlPoint("2024-01", wrong)], title="x")
    with pytest.raises(Invalid, match="to March"):
        curve(Course([], [CurvePoint(date(2024, 3, 31), "to March", wrong, "")]), title="x")


@pytest.mark.parametrize("name", ["spine", "funnel", "control", "curve"])
def test_each_has_a_picture_for_the_page_a_phone_and_paper(name):
    drawn = comparing()[name]
    check(drawn)
    wide, small, paper = pictures(drawn)
    assert float(small.get("width")) < float(wide.get("width"))
    assert drawn.title in "".join(paper.itertext())


def test_a_curve_has_a_row_for_each_day_and_says_where_it_goes():
    drawn = comparing()["curve"]
    assert drawn.summary == (
        "Newest: 25.8% (year to 31 March 2024). To go from 28.0% (year to 31 March 2021) to 22.0% by 31 March 2028. "
        "If nothing changes: 23.2%. Changed: a new front door opened (1 July 2022)."
    )
    assert drawn.table.rows[0] == ("year to 31 March 2021", "28.0%", "27.1% to 28.9%", "28.0%", "")
    assert drawn.table.rows[-1] == ("31 March 2028 (target)", "", "", "22.0%", "23.2% (19.7% to 26.7%)")
    assert [row[0] for row in drawn.table.rows[4:]] == ["31 March 2026", "31 March 2028 (target)"]


def test_an_interval_wider_than_the_picture_does_not_flatten_the_figures():
    way = [CurvePoint(date(2021, 1, 1), "a", 28.0, "28"), CurvePoint(date(2028, 1, 1), "b", 22.0, "22")]
    wide = CurvePoint(date(2028, 1, 1), "b", 23.0, "23", lower=-900.0, upper=900.0)
    picture = pictures(curve(Course(way[:1], way, [way[0], wide]), title="x"))[0]
    should_be = next(one for one in picture.iter(f"{SVG}polyline") if one.get("stroke-dasharray") == "7 4")
    first, last = (float(place.split(",")[1]) for place in should_be.get("points").split())
    assert last - first > 60
