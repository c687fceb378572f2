"""What looks like a person is refused at the field, and what does not is taken."""

from datetime import date

import pytest

from commonground.ground.evidence.rules import privacy

REFUSED = [
    ("Ann Example, 4.6.2015, has nowhere to go", "name with a date of birth"),
    ("Ann Example (04/06/2015) is one of three", "name with a date of birth"),
    ("Anna-Lena O'Example - 4 June 2015", "name with a date of birth"),
    ("the eldest, born on 4 June 2015, needs help", "name with a date of birth"),
    ("DOB 4/6/15", "name with a date of birth"),
    ("date of birth: 04-06-2015", "name with a date of birth"),
    ("their number is 943 476 5919", "NHS number"),
    ("9434765919", "NHS number"),
    ("pupil N999000000000", "pupil number"),
    ("QQ 12 34 56 C", None),  # a prefix that is never given out
    ("AB123456C", "National Insurance number"),
    ("three families in NG18 1AA", "postcode"),
    ("ng18 1aa", "postcode"),
    ("ask ann@example.org", "e-mail address or telephone number"),
    ("ring 01623 123456", "e-mail address or telephone number"),
]
TAKEN = [
    "Young people in Mansfield Woodhouse have nowhere warm to meet after six.",
    "Heads say that anxiety in Year 9 has doubled since 2023.",
    "The Children's Centre, 4 June 2024, heard from forty parents.",
    "At the Parents Forum, 4 June 2024, most asked for a dentist.",
    "In July 2024 the bus to Warsop stopped; 1,200 pupils used it.",
    "The rate is 25.8% (2,186 of 8,462), ward E05010674.",
    "Mansfield and Ashfield 2024/25 compared with 2023/24",
    "1234567890 families is not a number anybody has seen",
    "",
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_what_points_to_a_person_is_refused_at_the_field(text: str, what: str | None) -> None:
    found = privacy.problems(text, column="text")
    if what is None:
        assert found == []
    else:
        assert [what in problem.what for problem in found] == [True]
        assert all(problem.column == "text" and problem.do for problem in found)


@pytest.mark.parametrize("text", TAKEN)
def test_what_is_true_of_many_is_taken(text: str) -> None:
    assert privacy.problems(text, column="text") == []


@pytest.mark.parametrize(("text", "_"), REFUSED)
def test_the_message_never_repeats_what_it_found(text: str, _: str) -> None:
    for problem in privacy.problems(text, column="text"):
        assert not any(word in str(problem) for word in ("Ann", "943", "NG18", "01623", "4.6"))


def test_nothing_is_known_before_it_happened() -> None:
    today = date(2026, 11, 22)
    assert privacy.too_late(date(2026, 11, 23), today=today, column="known_on")[0].column == "known_on"
    assert privacy.too_late(today, today=today, column="known_on") == []
