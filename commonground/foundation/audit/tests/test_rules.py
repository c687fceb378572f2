"""One spelling of everything that is recorded, and hashes over it."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.audit import rules
from commonground.foundation.audit.formats import read_anchors
from commonground.foundation.audit.rules import Anchor, EventFacts, canonical, event_hash
from commonground.foundation.kernel.errors import Invalid


class Colour(StrEnum):
    RED = "red"


ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
AT = datetime(2026, 11, 22, 9, 30, 0, 5, tzinfo=UTC)
EVENT = EventFacts(7, ID, AT, ID, "Ann", "direct help", "s", "seen", "a.b", "1", "c", "p", "0" * 64)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, 1.5]}, '{"a":[true,null,1.5],"b":1}'),
        ("Müller \ud800 \x00", '"M\\u00fcller \\ud800 \\u0000"'),
        (AT, '"2026-11-22T09:30:00.000005+00:00"'),
        (AT.astimezone(timezone(timedelta(hours=5))), '"2026-11-22T09:30:00.000005+00:00"'),
        (date(2026, 11, 22), '"2026-11-22"'),
        (ID, f'"{ID}"'),
        (Decimal("1.50"), '"1.50"'),
        (Colour.RED, '"red"'),
        ({"b", "a"}, '["a","b"]'),
        ((1, "x"), '[1,"x"]'),
        ({ID: 1, 3: 2, date(2026, 1, 1): 3}, f'{{"{ID}":1,"2026-01-01":3,"3":2}}'),
        ((number for number in (1, 2)), "[1,2]"),
    ],
)
def test_every_plain_value_has_one_spelling(value, text):
    assert canonical(value) == text


@pytest.mark.parametrize("value", [object(), b"bytes", datetime(2026, 1, 1), {("a",): 1}])  # noqa: DTZ001 no time zone, on purpose
def test_what_has_no_plain_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(ValueError, match="Out of range"):
        canonical(value)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(PLAIN)
def test_the_spelling_reads_back_as_what_was_recorded(value):
    text = canonical(value)
    assert json.loads(text) == value
    assert text.isascii()
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_order_of_writing_makes_no_difference(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_the_hash_is_sha256_of_the_canonical_facts():
    said = {
        "about": ["a.b", "1"],
        "actor": [ID.hex, "Ann"],
        "at": "2026-11-22T09:30:00.000005+00:00",
        "content": "c",
        "persons": "p",
        "position": 7,
        "previous": "0" * 64,
        "purpose": "direct help",
        "reference": ID.hex,
        "session": "s",
        "verb": "seen",
    }
    slow = hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    assert event_hash(EVENT) == slow


@pytest.mark.parametrize("name", [field.name for field in fields(EventFacts)])
def test_the_hash_covers_every_fact(name):
    other = {"position": 8, "reference": UUID(int=1), "at": AT + timedelta(microseconds=1), "actor_id": None}
    assert event_hash(replace(EVENT, **{name: other.get(name, "other")})) != event_hash(EVENT)


def test_two_facts_cannot_be_exchanged_without_a_trace():
    assert event_hash(replace(EVENT, about_type="a", about_id="b1")) != event_hash(
        replace(EVENT, about_type="ab", about_id="1")
    )


def test_a_digest_of_content_says_nothing_without_its_salt():
    assert rules.content_digest("salt", "body") != rules.content_digest("other", "body")
    assert rules.content_digest("salt", "") == ""


def test_persons_have_one_digest_in_any_order_and_number():
    one, two = UUID(int=1), UUID(int=2)
    assert rules.persons_digest([one, two, one]) == rules.persons_digest([two, one])
    assert rules.persons_digest([one]) != rules.persons_digest([two])
    assert rules.persons_digest([]) == ""


def test_the_session_key_cannot_be_read_from_its_digest():
    assert rules.session_digest("key") == hashlib.sha256(b"key").hexdigest()
    assert rules.session_digest("") == ""


def test_anchors_are_read_as_they_are_printed():
    anchors = [Anchor(1, "a" * 64), Anchor(20, "b" * 64)]
    assert read_anchors("\n".join(map(str, anchors)) + "\n\n") == anchors


@pytest.mark.parametrize(
    "line", ["nonsense", "1:abc", f"x:{'a' * 64}", f"1:{'g' * 64}", f"-1:{'a' * 64}", f"²:{'a' * 64}"]
)
def test_what_is_no_anchor_is_named_with_its_line(line):
    with pytest.raises(Invalid) as refused:
        read_anchors(f"1:{'a' * 64}\n{line}")
    assert [problem.where for problem in refused.value.problems] == ["line 2"]


def test_an_empty_file_of_anchors_is_a_mistake():
    with pytest.raises(Invalid, match="no anchor"):
        read_anchors("\n")
