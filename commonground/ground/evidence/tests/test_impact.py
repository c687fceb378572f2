"""Before and now: the figures of a paper to the decimal, with what may not be said of them."""

from datetime import date
from decimal import Decimal

import pytest

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.actions import PanelFacts
from commonground.ground.evidence.rules.impact import Measure, Span, Window, caveats, text_of, window
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.places import queries as places

AIMER = operator(NOW, permissions=frozenset({"evidence.aim"}))
SPRING_18 = Span(date(2018, 4, 1), date(2018, 6, 1), "April and May 2018")
SPRING_19 = Span(date(2019, 4, 1), date(2019, 6, 1), "April and May 2019")
LAUNCH = date(2019, 7, 1)
FACTS = PanelFacts("Front door", "launch of the front door", "002:156", LAUNCH, "July 2019", "during pilots")

# Paper 002, lines 156 to 159.
GOLDEN = [
    ("Referrals", "2142", "1131", "-47.2"),
    ("Section 47 enquiries", "518", "385", "-25.7"),
    ("Child protection plans", "962", "737", "-23.4"),
    ("Caseload in the assessed year", "21.3", "14", "-34.3"),
    ("Caseload of social workers", "21.4", "17.7", "-17.3"),
]


def measure(before="2142", now="1131", *, polarity=Polarity.LOW, baseline=SPRING_18, latest=SPRING_19):
    return Measure("Referrals", "", polarity, Decimal(before), Decimal(now), baseline, latest, "002:156")


@pytest.mark.parametrize(("name", "before", "now", "change"), GOLDEN, ids=[row[0] for row in GOLDEN])
def test_the_impact_of_the_paper_to_the_decimal(name, before, now, change):
    found = measure(before, now)
    assert found.change == Decimal(change)
    assert found.change_text == change.replace("-", "\N{MINUS SIGN}") + "%"


@pytest.mark.parametrize(
    ("now", "polarity", "word"),
    [
        ("1", Polarity.LOW, "better"), ("1", Polarity.HIGH, "worse"), ("1", Polarity.CONTEXT, "lower"),
        ("9", Polarity.LOW, "worse"), ("9", Polarity.HIGH, "better"), ("9", Polarity.CONTEXT, "higher"),
        ("5", Polarity.LOW, "the same"),
    ],
)  # fmt: skip
def test_which_way_a_difference_goes(now, polarity, word):
    assert measure("5", now, polarity=polarity).judgement == word


def test_from_nought_there_is_no_percentage_and_numbers_keep_their_digits():
    assert measure("0", "3").change_text == "from nought"
    assert measure("4", "5").change_text == "+25.0%"
    assert [text_of(Decimal(text)) for text in ("2142.0000", "21.3000", "14", "0.25")] == [
        "2,142",
        "21.3",
        "14",
        "0.25",
    ]


@pytest.mark.parametrize(
    ("day", "where"),
    [
        (date(2018, 5, 31), Window.BEFORE),
        (date(2018, 6, 1), Window.BETWEEN),
        (date(2019, 5, 31), Window.BETWEEN),
        (date(2019, 6, 1), Window.AFTER),
        (None, Window.UNKNOWN),
    ],
)
def test_a_claim_needs_its_change_between_the_two_periods(day, where):
    assert window(measure(), day) is where


def test_figures_of_before_the_launch_say_so():
    said = caveats([measure()], change=FACTS.change, changed_on=LAUNCH, when="July 2019", stage="during pilots")
    assert len(said) == 1
    assert said[0].startswith("Measured before launch, during pilots: ")
    assert "needs the day of the change inside its window" in said[0]
    later = measure(latest=Span(date(2020, 4, 1), date(2020, 6, 1), "April and May 2020"))
    mixed = caveats([measure(), later], change="x", changed_on=LAUNCH, when="", stage="")
    assert ["This holds for" in sentence for sentence in mixed] == [True, True]


@pytest.fixture
def county(loaded):
    return places.area_by_reference("E10000024")


@pytest.fixture
def panel(county):
    return actions.open_panel(area=county.pk, facts=FACTS, by=AIMER)


def enter(panel, based_on, **facts):
    wanted = {
        "name": "Referrals", "unit": "referrals", "polarity": "context", "before": Decimal(2142), "now": Decimal(1131),
        "baseline": SPRING_18, "latest": SPRING_19, "source": "002:156",
    }  # fmt: skip
    return actions.add_entered_measure(panel=panel, based_on=based_on, by=AIMER, **{**wanted, **facts})


def test_numbers_of_a_paper_stand_with_their_source(panel, page):
    enter(panel, 1)
    text = page("/evidence/impact/front-door/")
    assert "Measured before launch, during pilots" in text
    assert "Referrals 2,142 April and May 2018 1,131 April and May 2019 \N{MINUS SIGN}47.2% lower 002:156" in text


def test_two_periods_of_a_figure_make_a_measure_with_a_way_to_its_source(panel, client, loaded):
    actions.add_indicator_measure(
        panel=panel, based_on=1, indicator="re-referrals", baseline_period="2023", now_period="2024", by=AIMER
    )
    text = client.get("/evidence/impact/front-door/").content.decode()
    assert "+4.0%" in text  # 24.8 to 25.8
    assert 'href="/evidence/re-referrals/nottinghamshire/2024/"' in text
    assert "before the first figures ended" in text
    with pytest.raises(Invalid, match="was not added"):
        actions.add_indicator_measure(
            panel=panel, based_on=2, indicator="re-referrals", baseline_period="2024", now_period="2023", by=AIMER
        )
    with pytest.raises(NotFound):
        actions.add_indicator_measure(
            panel=panel, based_on=2, indicator="re-referrals", baseline_period="1999", now_period="2024", by=AIMER
        )


IMPOSSIBLE = [
    {"source": " "}, {"now": Decimal(-1)}, {"latest": SPRING_18}, {"baseline": SPRING_19},
    {"latest": Span(date(2019, 6, 1), date(2019, 6, 1), "x")},
]  # fmt: skip


def test_numbers_without_source_or_order_are_refused(panel):
    for facts in IMPOSSIBLE:
        with pytest.raises(Invalid, match="was not added"):
            enter(panel, 1, **facts)
    assert not queries.impact_page("front-door").measures


def test_the_panel_is_kept_by_version(panel, county):
    line = enter(panel, 1)
    with pytest.raises(Conflict):
        enter(queries.impact_page("front-door").panel, 1)
    held = queries.impact_page("front-door").panel
    actions.edit_panel(panel=held, based_on=2, facts=PanelFacts("Front door", "x", "y"), by=AIMER)
    actions.remove_measure(panel=held, based_on=3, line=line, by=AIMER)
    assert not queries.impact_page("front-door").measures
    with pytest.raises(Invalid, match="was not opened"):
        actions.open_panel(area=county.pk, facts=FACTS, by=AIMER)
    with pytest.raises(Refused):
        actions.open_panel(area=county.pk, facts=PanelFacts("z", "x", "y"), by=public(NOW))


def test_the_panel_can_be_taken_away_in_few_queries(panel, client, django_assert_max_num_queries):
    enter(panel, 1)
    for suffix, beginning in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"")):
        assert client.get(f"/evidence/impact/front-door/panel.{suffix}").content.startswith(beginning)
    with django_assert_max_num_queries(12):
        assert client.get("/evidence/impact/front-door/").status_code == 200
    assert client.get("/evidence/impact/none/").status_code == 404
