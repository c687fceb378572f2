"""Criteria held against a described child: who a service is for, who not, and what has to be asked."""

import pytest

from commonground.ground.directory.rules.eligibility import (
    Criterion,
    Described,
    Kind,
    Outcome,
    as_plain,
    contradictions,
    faults,
    from_plain,
    in_words,
    judge,
)

NAMES = {"E06000026": "Plymouth", "ehcp": "an education, health and care plan", "sen-support": "SEN support"}
SHORT_BREAKS = (
    Criterion(Kind.AGE, youngest=5, oldest=17),
    Criterion(Kind.AREA, codes=frozenset({"E06000026"})),
    Criterion(Kind.SEND, codes=frozenset({"ehcp", "sen-support"})),
    Criterion(Kind.LEVEL, codes=frozenset({"acute"}), excludes=True),
)
CHILD = Described(
    age=9, areas=frozenset({"E01015000", "E06000026", "E92000001"}), send=frozenset({"ehcp"}), level="targeted"
)


def test_a_child_who_meets_every_rule_fits_and_each_rule_says_so() -> None:
    found = judge(SHORT_BREAKS, CHILD, names=NAMES)
    assert found.outcome is Outcome.FITS
    assert found.reasons == (
        "For ages 5 to 17",
        "For where they live: Plymouth",
        "For SEND: SEN support, an education, health and care plan",
        "Not for level of need: acute",
    )


@pytest.mark.parametrize(("age", "outcome"), [(4, "does-not-fit"), (5, "fits"), (17, "fits"), (18, "does-not-fit")])
def test_both_ends_of_an_age_belong_to_it(age: int, outcome: str) -> None:
    found = judge(SHORT_BREAKS[:1], Described(age=age), names=NAMES)
    assert found.outcome == Outcome(outcome)


def test_one_rule_that_shuts_out_decides_and_only_it_is_given_as_the_reason() -> None:
    acute = Described(CHILD.age, CHILD.areas, level="acute", send=CHILD.send)
    found = judge(SHORT_BREAKS, acute, names={**NAMES, "acute": "Acute"})
    assert (found.outcome, found.reasons) == (Outcome.DOES_NOT_FIT, ("Not for level of need: Acute",))


def test_what_nobody_has_said_is_asked_and_never_taken_as_a_no() -> None:
    found = judge(SHORT_BREAKS, Described(age=9, areas=CHILD.areas, level="targeted"), names=NAMES)
    assert found.outcome is Outcome.ASK
    assert found.reasons == ("For SEND: SEN support, an education, health and care plan: ask, it has not been said",)


def test_a_rule_against_is_asked_too_where_nothing_is_known() -> None:
    found = judge(SHORT_BREAKS[3:], Described(age=9), names=NAMES)
    assert found.reasons == ("Not for level of need: acute: ask, it has not been said",)


def test_a_sentence_for_people_is_asked_as_it_stands() -> None:
    words = Criterion(Kind.IN_WORDS, words="The parent agrees to be contacted. ", excludes=False)
    found = judge([words], CHILD, names={})
    assert (found.outcome, found.reasons) == (Outcome.ASK, ("Only if: The parent agrees to be contacted.",))


def test_no_rule_shuts_nobody_out() -> None:
    assert judge((), Described(), names={}).outcome is Outcome.FITS


@pytest.mark.parametrize(
    ("criterion", "says"),
    [
        (Criterion(Kind.AGE), "Give the youngest age"),
        (Criterion(Kind.AGE, youngest=12, oldest=5), "The youngest age (12) is above the oldest (5)."),
        (Criterion(Kind.SEND), "Choose at least one"),
        (Criterion(Kind.IN_WORDS, words="  "), "Say in words"),
    ],
)
def test_an_unusable_rule_is_refused_with_what_to_do(criterion: Criterion, says: str) -> None:
    assert faults(criterion)[0].startswith(says)


@pytest.mark.parametrize("criterion", SHORT_BREAKS)
def test_a_usable_rule_has_no_fault(criterion: Criterion) -> None:
    assert not faults(criterion)


def test_rules_that_nobody_can_fulfil_are_named() -> None:
    both = [
        Criterion(Kind.SEND, codes=frozenset({"ehcp"})),
        Criterion(Kind.SEND, codes=frozenset({"ehcp"}), excludes=True),
    ]
    ages = [Criterion(Kind.AGE, youngest=11), Criterion(Kind.AGE, oldest=5)]
    assert list(contradictions(both).values()) == [
        "“Special educational needs and disability” is both for and not for the same."
    ]
    assert contradictions(ages) == {Kind.AGE: "No age is left: from 11 in one rule, to 5 in another."}
    assert not contradictions(SHORT_BREAKS)


KEPT = (
    Criterion(Kind.SEND, codes=frozenset({"ehcp"})),
    Criterion(Kind.NEED, excludes=True, codes=frozenset({"money", "speech"})),
    Criterion(Kind.IN_WORDS, words="The parent agrees"),
    Criterion(Kind.IN_WORDS, excludes=True, words="A court has ordered otherwise"),
)


def test_criteria_come_back_from_json_as_they_went() -> None:
    assert from_plain(as_plain(KEPT)) == KEPT
    assert as_plain(from_plain(as_plain(KEPT))) == as_plain(KEPT)


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ("ehcp", "should be a list"),
        ([{"kind": "magic"}], "whose kind is none of"),
        ([{"kind": "age", "codes": ["5"]}], "whose kind is none of"),
        ([{"kind": "send", "codes": "ehcp"}], "no list of words"),
        ([{"kind": "send", "codes": []}], "Choose at least one"),
        ([{"kind": "in-words", "words": 5}], "cannot be used"),
        ([{"kind": "in-words", "words": " "}], "Say in words"),
        ([{"kind": "send", "codes": ["a"]}, {"kind": "send", "codes": ["a"], "excludes": True}], "by anybody"),
        ([{"kind": "send", "codes": ["a"]}] * 51, "at most 50"),
    ],
)
def test_criteria_of_somebody_else_that_cannot_be_used_are_named(held: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        from_plain(held)


def test_a_script_in_the_words_of_a_criterion_is_only_text() -> None:
    (found,) = from_plain([{"kind": "in-words", "words": "<script>alert(1)</script>Agreed"}])
    assert "<script" not in found.words


def test_a_card_says_each_criterion_in_a_line() -> None:
    assert [in_words(one, NAMES) for one in KEPT] == [
        "Only for SEND: an education, health and care plan",
        "Not for what about: money, speech",
        "Only if: The parent agrees",
        "Not if: A court has ordered otherwise",
    ]
