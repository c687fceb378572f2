"""Performance reports: the sentences of a board's report, from stated sides and from figures (E10 to E13)."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from commonground.foundation.documents.render import report_csv, to_pdf, to_word
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import actions, papers, queries
from commonground.ground.evidence.models import Explanation, Measure, MeasureList, PerformanceReport
from commonground.ground.evidence.queries.performance import NO_RELEASE
from commonground.ground.evidence.rules.performance import Frequency, period_ends, summary
from commonground.ground.evidence.rules.performance.content import Line, ReportContent
from commonground.ground.evidence.rules.performance.kinds import starts_on
from commonground.ground.evidence.rules.performance.sentences import line_sentence
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.drawn import C1
from commonground.ground.evidence.tests.people import AUTHOR, MANAGER, OTHER_WRITER, WRITER, body, county

END = date(2024, 3, 31)
RATES = ["re-referrals", "children-re-referred", "referrals-nfa", "assessed-not-in-need", "section-47-rate"]


@pytest.fixture
def place(analyst):
    return county(analyst)


@pytest.fixture
def council(as_keeper):
    return body(as_keeper)


def keep(place, council, **changed) -> MeasureList:
    given = {
        "name": "Children’s social care",
        "area": place,
        "audience": "The board",
        "frequency": "six-monthly",
        "owner": council,
        "measures": [actions.MeasureRow(indicator=slug) for slug in RATES],
        "by": WRITER,
    }
    return actions.keep_measures(**{**given, **changed})


@pytest.fixture
def report(figures, place, council) -> PerformanceReport:
    held = keep(place, council)
    return actions.start_report(of=held, until=END, frequency="six-monthly", by=WRITER)


def content_of(report: PerformanceReport, viewer=MANAGER) -> ReportContent:
    return queries.report_content(queries.performance_report(viewer, report.pk), viewer=viewer)


def line(name: str, side: str = "", **more) -> Line:
    return Line(measure=name, name=name, side=side, **more)


def told(*lines: Line, **more) -> ReportContent:
    names = "title list_slug about area_key area_slug area_name since until frequency audience owner as_at"
    empty = dict.fromkeys(re.split(" ", names), "")
    return ReportContent(**{**empty, "lines": lines, **more})


# --- the sentences of 2013 --------------------------------------------------------------------------------------------


def test_sixteen_comparable_measures_eight_above_four_below_four_explained():
    lines = [line(f"above {n}", "exceeds") for n in range(8)] + [line(f"below {n}", "short") for n in range(4)]
    lines += [line(f"level {n}", "neither", why="the same as England") for n in range(4)]
    found = summary(told(*lines))
    assert (found.comparable, len(found.exceeds), len(found.short), len(found.rest)) == (16, 8, 4, 4)
    assert found.explained == 4
    assert found.opening == (
        "Of 16 measures, 16 can be compared with England: "
        "eight do better, four do less well and four are on neither side."
    )
    assert "Of the four on neither side, four have a reason beside them." in found.explaining


def test_a_source_that_names_twelve_of_sixteen_is_not_added_to():
    lines = [line(f"above {n}", "exceeds") for n in range(8)] + [line(f"below {n}", "short") for n in range(4)]
    found = summary(told(*lines, stated_count=16, stated_source="paper"))
    assert (found.comparable, found.unnamed, found.rest) == (16, 4, [])
    assert found.opening.endswith("of four the source does not say how they stood.")
    assert "neither side" not in found.opening
    assert found.explaining.endswith("The source does not name the other four; nothing is made up for them.")


@pytest.mark.parametrize(
    ("lines", "opening"),
    [
        ([], "The list has no measures yet."),
        ([line("a", why="no figure")], "Of one measure, none can be compared with England."),
        (
            [line("a", "exceeds"), line("b", why="no figure")],
            "Of two measures, one can be compared with England: "
            "one does better, none does less well and none is on neither side.",
        ),
    ],
)
def test_few_measures_read_well_enough(lines, opening):
    assert summary(told(*lines)).opening == opening


def test_an_explanation_of_a_person_stands_behind_the_figure_and_is_counted():
    found = line("Re-referrals", "short", explanation="Two schools changed hands.")
    assert line_sentence(found) == "Re-referrals. Two schools changed hands."
    assert summary(told(found)).explaining == "Of the one that does less well, a person explains one."


# --- periods ----------------------------------------------------------------------------------------------------------


def test_six_months_end_in_march_and_september_and_quarters_in_between():
    on = date(2026, 11, 22)
    assert period_ends(Frequency.SIX_MONTHLY, on=on, count=3) == [
        date(2026, 9, 30), date(2026, 3, 31), date(2025, 9, 30),
    ]  # fmt: skip
    assert period_ends(Frequency.QUARTERLY, on=on, count=3) == [
        date(2026, 9, 30), date(2026, 6, 30), date(2026, 3, 31),
    ]  # fmt: skip
    assert period_ends(Frequency.QUARTERLY, on=date(2026, 12, 31), count=1) == [date(2026, 12, 31)]
    assert starts_on(date(2026, 9, 30), Frequency.SIX_MONTHLY) == date(2026, 4, 1)
    assert starts_on(date(2026, 3, 31), Frequency.QUARTERLY) == date(2026, 1, 1)
    assert starts_on(date(2026, 12, 31), Frequency.QUARTERLY) == date(2026, 10, 1)


# --- from figures -----------------------------------------------------------------------------------------------------


def test_each_measure_stands_beside_england_with_its_side_or_the_reason_why_not(report):
    lines = {one.indicator: one for one in content_of(report).lines}
    assert [lines[slug].side for slug in RATES] == ["short", "short", "neither", "neither", ""]
    assert lines["re-referrals"].now.text == "25.8%"
    assert lines["re-referrals"].before.text == "24.8%"
    assert lines["re-referrals"].beside[0].text == "22.4%"
    assert lines["assessed-not-in-need"].why == "higher than England, and neither high nor low is good in itself"
    assert lines["section-47-rate"].why == NO_RELEASE
    assert [one.reason for one in lines["re-referrals"].beside[1:]] == ["this area has no statistical neighbours"]


def test_a_report_of_an_earlier_period_takes_the_figures_of_its_time(report):
    earlier = actions.start_report(of=report.of, until=date(2023, 9, 30), frequency="six-monthly", by=WRITER)
    lines = {one.indicator: one for one in content_of(earlier).lines}
    assert (lines["re-referrals"].now.text, lines["re-referrals"].now.label) == ("24.8%", "year to 31 March 2023")
    assert lines["re-referrals"].before is None


@pytest.mark.parametrize(
    ("until", "frequency"),
    [
        (date(2024, 3, 30), "six-monthly"),
        (date(2024, 6, 30), "six-monthly"),
        (date(2027, 3, 31), "quarterly"),
        (END, "now"),
    ],
)
def test_only_a_period_that_has_ended_is_reported_on(report, until, frequency):
    with pytest.raises(Invalid):
        actions.start_report(of=report.of, until=until, frequency=frequency, by=WRITER)


def test_one_report_a_period(report):
    with pytest.raises(Invalid):
        actions.start_report(of=report.of, until=END, frequency="six-monthly", by=WRITER)
    with pytest.raises(IntegrityError), transaction.atomic():
        PerformanceReport.objects.create(of=report.of, until=END, frequency="six-monthly", started_at=NOW)


def test_two_who_explain_the_same_measure_meet_a_conflict(report):
    measure = report.of.measures.first()
    actions.explain_measure(report=report, measure=measure, text="First.", based_on=0, by=WRITER)
    with pytest.raises(Conflict) as second:
        actions.explain_measure(report=report, measure=measure, text="Second.", based_on=0, by=OTHER_WRITER)
    assert (second.value.theirs["Text"], second.value.yours["Text"]) == ("First.", "Second.")
    actions.explain_measure(report=report, measure=measure, text="Both.", based_on=1, by=OTHER_WRITER)
    assert content_of(report).lines[0].explanation == "Both."
    with pytest.raises(Invalid):
        actions.explain_measure(report=report, measure=measure, text="ann@example.org", based_on=2, by=WRITER)
    assert Explanation.objects.get().text == "Both."


def test_what_is_frozen_stays_to_the_byte_and_is_read_by_everybody(report, analyst, written):
    with pytest.raises(NotFound):
        queries.performance_report(public(NOW), report.pk)
    with pytest.raises(Refused):
        actions.freeze_report(report=report, based_on=1, by=WRITER)
    kept = actions.freeze_report(report=report, based_on=1, by=MANAGER)
    before = _files(kept)
    revised = written("c1-revised.csv", C1.replace("2186,25.8", "2200,26.0"))
    actions.import_files(kind="dfe-cin", paths=[revised], by=analyst)
    actions.prepare_figures(by=analyst)
    rows = [actions.MeasureRow(indicator="re-referrals")]
    facts = {"name": "Renamed", "audience": "x", "frequency": "quarterly", "owner": report.of.owner}
    actions.change_measures(measure_list=report.of, based_on=1, measures=rows, by=WRITER, **facts)
    assert _files(kept) == before
    with pytest.raises(Refused, match="is frozen"):
        actions.explain_measure(report=kept, measure=report.of.measures.first(), text="x", based_on=0, by=WRITER)
    actions.withdraw_performance_report(report=kept, based_on=kept.version, why_withdrawn="Wrong list.", by=MANAGER)
    with pytest.raises(NotFound):
        queries.performance_report(public(NOW), report.pk)


def _files(report: PerformanceReport) -> tuple[bytes, bytes, bytes]:
    held = queries.performance_report(MANAGER, report.pk)
    paper = papers.performance_paper(queries.report_content(held, viewer=MANAGER), run=str(held.frozen_id))
    return report_csv(replace(paper, data=None)), to_pdf(paper), to_word(paper)


# --- lists ------------------------------------------------------------------------------------------------------------


def test_what_is_no_longer_measured_ends_and_is_never_taken_out(place, council, analyst):
    held = keep(place, council)
    rows = [actions.MeasureRow(indicator=slug) for slug in ("referrals-nfa", "re-referrals", "cpp-rate")]
    facts = {"name": held.name, "audience": "x", "frequency": "quarterly", "owner": council}
    actions.change_measures(measure_list=held, based_on=1, measures=rows, by=WRITER, **facts)
    assert [one.indicator_id for one in queries.measures_of(held)] == ["referrals-nfa", "re-referrals", "cpp-rate"]
    assert Measure.objects.filter(until=NOW.date()).count() == 3
    with pytest.raises(Conflict):
        actions.change_measures(measure_list=held, based_on=1, measures=rows, by=WRITER, **facts)


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"measures": []}, "indicators"),
        ({"measures": [actions.MeasureRow(indicator="no-such")]}, "indicators"),
        ({"measures": [actions.MeasureRow(name="told", stated_side="sideways")]}, "indicators"),
        ({"frequency": "daily"}, "frequency"),
        ({"audience": " "}, "audience"),
        ({"name": "…"}, "name"),
        ({"about": "ring 01623 123456"}, "about"),
    ],
)
def test_a_list_that_cannot_be_kept_says_at_which_field(place, council, wrong, column):
    with pytest.raises(Invalid) as refused:
        keep(place, council, **wrong)
    assert {problem.column for problem in refused.value.problems} == {column}
    assert MeasureList.objects.count() == 0


def test_who_may_not_write_keeps_and_reports_nothing(report, place, council):
    with pytest.raises(Refused):
        keep(place, council, name="Another", by=AUTHOR)
    with pytest.raises(Refused):
        actions.start_report(of=report.of, until=date(2023, 9, 30), frequency="six-monthly", by=AUTHOR)
    with pytest.raises(Refused):
        actions.explain_measure(report=report, measure=report.of.measures.first(), text="x", based_on=0, by=AUTHOR)
