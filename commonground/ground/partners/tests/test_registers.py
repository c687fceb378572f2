"""Voluntary bodies, registers with contributions, and links between bodies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.ground.partners import actions, queries, rules
from commonground.ground.partners.tests.bodies import SINCE

CASH, FTE = rules.Kind.CASH, rules.Kind.FTE


@pytest.mark.parametrize(("text", "year"), [("2016-17", 2016), ("2016/2017", 2016), ("2099-00", 2099), ("2016", 2016)])
def test_a_financial_year_is_read_as_people_write_it(text, year):
    assert rules.parse_year(text) == year
    assert rules.parse_year(rules.year_in_words(year)) == year


@pytest.mark.parametrize("text", ["2016-18", "16-17", "next year", ""])
def test_what_is_no_financial_year_is_refused(text):
    with pytest.raises(Invalid):
        rules.parse_year(text)


@pytest.mark.parametrize(
    ("kind", "text", "amount"), [(CASH, "£4,668.90", 466890), (CASH, "5", 500), (FTE, "0.5", 50), (FTE, "12", 1200)]
)
def test_amounts_are_whole_pence_or_hundredths(kind, text, amount):
    assert rules.parse_amount(kind, text, column="pledged") == amount


@pytest.mark.parametrize(("kind", "text"), [(CASH, "-£5"), (CASH, "5k"), (FTE, "half"), (FTE, "-1"), (FTE, "0.005")])
def test_what_is_no_amount_is_refused(kind, text):
    with pytest.raises(Invalid):
        rules.parse_amount(kind, text, column="pledged")


given_rows = st.builds(
    rules.Given, st.sampled_from(rules.Kind), st.integers(0, 10**9), st.none() | st.integers(0, 10**9), st.booleans()
)


@given(st.lists(given_rows))
def test_sums_by_kind_agree_with_adding_one_by_one(rows):
    for total in rules.totals(rows):
        own = [row for row in rows if row.kind is total.kind]
        known = [row.given for row in own if row.given is not None]
        assert total.pledged == sum(row.pledged for row in own)
        assert total.agreed == sum(row.pledged for row in own if row.is_agreed)
        assert total.given == (sum(known) if known else None)
        assert total.unknown == len(own) - len(known)
    assert {total.kind for total in rules.totals(rows)} == {row.kind for row in rows}


@pytest.fixture
def register(bodies):
    return actions.start_register(name="Board", by=bodies.by)


def test_a_register_sums_a_year_and_names_who_is_counted_unnamed_and_who_cannot_pay(bodies, register):
    def partner(standing, **who):
        return actions.add_partner(register=register, standing=standing, by=bodies.by, **who)

    willing = partner(rules.Willingness.CONTRIBUTES, organisation=bodies.north)
    cannot = partner(rules.Willingness.CANNOT, organisation=bodies.south)
    unnamed = partner(rules.Willingness.ASKED, named_as="The third member")
    for entry in (willing, cannot, unnamed):
        actions.pledge(entry=entry, year=2026, kind=CASH, pledged=466890, by=bodies.by)
    actions.pledge(entry=willing, year=2025, kind=FTE, pledged=50, given=40, by=bodies.by)
    held = queries.register_year(bodies.by, register.slug)
    assert (held.year, held.unnamed, [str(one) for one in held.unwilling]) == (2026, 1, ["South"])
    assert held.totals == [rules.Total(CASH, pledged=1400670, agreed=466890, given=None, unknown=3)]
    assert queries.register_year(bodies.by, register.slug, year=2025).totals[0].given == 40


def test_a_partner_is_listed_once_and_contributes_once_a_year_and_kind(bodies, register):
    entry = actions.add_partner(
        register=register, standing=rules.Willingness.ASKED, organisation=bodies.north, by=bodies.by
    )
    with pytest.raises(Invalid):
        actions.add_partner(
            register=register, standing=rules.Willingness.ASKED, organisation=bodies.north, by=bodies.by
        )
    with pytest.raises(Invalid):
        actions.add_partner(register=register, standing=rules.Willingness.ASKED, by=bodies.by)
    pledged = actions.pledge(entry=entry, year=2026, kind=CASH, pledged=1, by=bodies.by)
    with pytest.raises(Invalid):
        actions.pledge(entry=entry, year=2026, kind=CASH, pledged=2, by=bodies.by)
    actions.change_contribution(contribution=pledged, based_on=1, pledged=2, by=bodies.by)
    with pytest.raises(Conflict):
        actions.change_contribution(contribution=pledged, based_on=1, pledged=3, by=bodies.by)


def begin(bodies, one, other, status=rules.LinkStatus.PLANNED):
    return actions.begin_link(one=one, other=other, about="Meet", status=status, since=SINCE, by=bodies.by)


def test_a_link_joins_two_bodies_and_lives_once_whichever_way_round(bodies):
    begin(bodies, bodies.north, bodies.south)
    for one, other in ((bodies.north, bodies.north), (bodies.north, bodies.south), (bodies.south, bodies.north)):
        with pytest.raises(Invalid):
            begin(bodies, one, other)


def test_a_link_moves_as_its_table_says_and_never_back_in_time(bodies):
    link = begin(bodies, bodies.north, bodies.south)
    with pytest.raises(Refused):
        actions.move_link(link=link, based_on=1, status=rules.LinkStatus.DORMANT, since=SINCE, by=bodies.by)
    earlier = SINCE - timedelta(days=1)
    with pytest.raises(Invalid):
        actions.move_link(link=link, based_on=1, status=rules.LinkStatus.ACTIVE, since=earlier, by=bodies.by)
    actions.move_link(link=link, based_on=1, status=rules.LinkStatus.ENDED, since=SINCE, by=bodies.by)
    with pytest.raises(Refused):
        actions.move_link(link=link, based_on=2, status=rules.LinkStatus.ACTIVE, since=SINCE, by=bodies.by)
    assert begin(bodies, bodies.north, bodies.south, rules.LinkStatus.ACTIVE).pk != link.pk


def test_what_a_body_can_take_on_is_stale_when_nobody_vouched_for_it_lately(bodies):
    today = bodies.by.today

    def vouched(on, based_on):
        actions.describe_capacity(
            organisation=bodies.charity,
            based_on=based_on,
            capacity="Four",
            serves="Ashfield",
            assured_on=on,
            by=bodies.by,
        )
        return queries.body(queries.organisation(bodies.charity.slug), on=today).is_stale

    assert queries.body(queries.organisation(bodies.charity.slug), on=today).is_stale
    assert vouched(today - timedelta(days=200), 0)
    assert not vouched(today, 1)
    with pytest.raises(Conflict):
        vouched(today, 1)
    with pytest.raises(Invalid):
        vouched(today + timedelta(days=1), 2)


def test_voluntary_bodies_are_listed_by_the_places_they_serve_or_offer_something_in(bodies):
    today = bodies.by.today
    actions.add_offer(
        organisation=bodies.charity, title="Play", for_whom="All", starts_on=SINCE, areas="Mansfield", by=bodies.by
    )

    def listed(**asked):
        return [one.organisation.name for one in queries.voluntary_bodies(queries.Asked(**asked), on=today)]

    assert listed(place=bodies.mansfield) == listed(words="play") == listed() == ["Helping Hands"]
    assert listed(place=bodies.ashfield) == []


def test_only_a_voluntary_body_says_what_it_can_take_on(bodies):
    with pytest.raises(Invalid):
        actions.describe_capacity(organisation=bodies.north, based_on=0, by=bodies.by)


def test_an_offer_ends_after_it_starts(bodies):
    with pytest.raises(Invalid):
        actions.add_offer(
            organisation=bodies.charity,
            title="Play",
            for_whom="All",
            starts_on=SINCE,
            ends_on=date(2024, 4, 1),
            by=bodies.by,
        )
