"""What is typed is taken apart into words."""

import pytest

from commonground.foundation.search.index import MOST_WORDS, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", []),
        ("  -- & ", []),
        ("Evening, EVENING counsel", ["evening", "counsel"]),
        ("children's 0-5", ["children's", "0", "5"]),
        (" ".join("abcdefghijkl"), list("abcdefghijkl")[:MOST_WORDS]),
    ],
)
def test_words_are_taken_once_folded_and_not_too_many(typed: str, words: list[str]) -> None:
    assert words_of(typed) == words
