"""Who a service is for, and who not, as rules that can be tried on a described family (S12, peers A6).

A service has criteria. One that says who it is for must hold; one that says who it is not for must not. What nobody has
said of a family is neither: the answer is then what to ask. A sentence that no machine can weigh is asked as it stands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.foundation.kernel.states import Labelled
from commonground.ground.directory.rules import plain


class Kind(Labelled):
    """What a criterion looks at. `IN_WORDS` is for what only a person can weigh."""

    AGE = "age", "Age"
    AREA = "area", "Where they live"
    NEED = "need", "What about"
    LEVEL = "level", "Level of need"
    ROUTE = "route", "How they come"
    SEND = "send", "Special educational needs and disability"
    IN_WORDS = "in-words", "In words"


class Outcome(Labelled):
    """Best first."""

    FITS = "fits", "Fits"
    ASK = "ask", "Ask first"
    DOES_NOT_FIT = "does-not-fit", "Does not fit"


@dataclass(frozen=True)
class Criterion:
    """One rule. `codes` are keys of areas, needs, levels, routes or SEND; ages are whole years, both ends included."""

    kind: Kind
    excludes: bool = False
    codes: frozenset[str] = frozenset()
    youngest: int | None = None
    oldest: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Described:
    """A child or young person, described without a name. None or an empty set where nobody has said.

    `areas` are the keys of every area that they live in, from the smallest to the country.
    """

    age: int | None = None
    areas: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    level: str = ""
    route: str = ""
    send: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Weighed:
    """One criterion held against a description: whether it lets them in, and the sentence that says why."""

    criterion: Criterion
    outcome: Outcome
    sentence: str


@dataclass(frozen=True)
class Judgement:
    """What all criteria say together. One that shuts out is enough; without one, what is not known is asked."""

    weighed: tuple[Weighed, ...]

    @property
    def outcome(self) -> Outcome:
        worst = max((list(Outcome).index(one.outcome) for one in self.weighed), default=0)
        return list(Outcome)[worst]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences that decide: those against where there are any, else what to ask, else why it fits."""
        return tuple(one.sentence for one in self.weighed if one.outcome is self.outcome)


def judge(criteria: Iterable[Criterion], of: Described, *, names: Mapping[str, str]) -> Judgement:
    """Hold every criterion of a service against a described child. `names` are words for codes, for the sentences.

    A code without a name is shown as it stands, so that nothing disappears from an explanation.
    """
    return Judgement(tuple(_weigh(one, of, names) for one in criteria))


def faults(criterion: Criterion) -> Sequence[str]:
    """What is wrong with a criterion as somebody typed it; nothing where it can be used."""
    found = []
    if criterion.kind is Kind.AGE:
        if criterion.youngest is None and criterion.oldest is None:
            found.append("Give the youngest age, the oldest age, or both.")
        elif criterion.youngest is not None and criterion.oldest is not None and criterion.youngest > criterion.oldest:
            found.append(f"The youngest age ({criterion.youngest}) is above the oldest ({criterion.oldest}).")
    elif criterion.kind is Kind.IN_WORDS:
        if not criterion.words.strip():
            found.append("Say in words what has to be asked.")
    elif not criterion.codes:
        found.append(f"Choose at least one for “{criterion.kind.label}”.")
    return found


def contradictions(criteria: Sequence[Criterion]) -> Mapping[Kind, str]:
    """What nobody can fulfil, by what it looks at: a code that is both for and not for, ages that leave nobody over."""
    found = {}
    for kind in Kind:
        wanted = [one for one in criteria if one.kind is kind and not one.excludes]
        shut_out = frozenset[str]().union(*(one.codes for one in criteria if one.kind is kind and one.excludes))
        if any(one.codes and one.codes <= shut_out for one in wanted):
            found[kind] = f"“{kind.label}” is both for and not for the same."
    ages = [one for one in criteria if one.kind is Kind.AGE and not one.excludes]
    youngest = max((one.youngest for one in ages if one.youngest is not None), default=None)
    oldest = min((one.oldest for one in ages if one.oldest is not None), default=None)
    if len(ages) > 1 and youngest is not None and oldest is not None and youngest > oldest:
        found[Kind.AGE] = f"No age is left: from {youngest} in one rule, to {oldest} in another."
    return found


def in_words(criterion: Criterion, names: Mapping[str, str]) -> str:
    """A criterion as a card says it."""
    if criterion.kind is Kind.IN_WORDS:
        return f"{'Not if' if criterion.excludes else 'Only if'}: {criterion.words.strip()}"
    return f"{'Not for' if criterion.excludes else 'Only for'} {_in_words(criterion, names)}"


# --- as it is kept and exchanged --------------------------------------------------------------------------------------

LONGEST, MOST = 500, 50  # characters of a sentence, criteria of a service
KEPT = (Kind.NEED, Kind.LEVEL, Kind.ROUTE, Kind.SEND, Kind.IN_WORDS)  # ages and areas are the entry’s own


def as_plain(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Criteria as JSON, in the order they were given."""
    return [
        {"kind": one.kind.value, "excludes": one.excludes}
        | ({"words": one.words.strip()} if one.kind is Kind.IN_WORDS else {"codes": sorted(one.codes)})
        for one in criteria
    ]


def from_plain(held: Any) -> tuple[Criterion, ...]:
    """Criteria from JSON, perhaps of somebody else. Raises ValueError with what is wrong, in a sentence.

    A code that this place does not know is kept: it is shown as it stands and fits nobody who did not say it.
    """
    if not isinstance(held, list) or len(held) > MOST:
        raise ValueError(f"should be a list of at most {MOST} criteria.")
    found = tuple(_from_plain(one, at) for at, one in enumerate(held, start=1))
    for sentence in contradictions(found).values():
        raise ValueError(f"cannot be fulfilled by anybody: {sentence}")
    return found


def _from_plain(one: Any, at: int) -> Criterion:
    kind = next((kind for kind in KEPT if isinstance(one, dict) and one.get("kind") == kind.value), None)
    if kind is None:
        raise ValueError(f"has a criterion ({at}) whose kind is none of {', '.join(one.value for one in KEPT)}.")
    codes, words, excludes = one.get("codes", []), one.get("words", ""), one.get("excludes", False)
    if not isinstance(codes, list) or not all(isinstance(code, str) and 0 < len(code) <= LONGEST for code in codes):
        raise ValueError(f"has a criterion ({at}) whose codes are no list of words.")
    if not isinstance(words, str) or len(words) > LONGEST or not isinstance(excludes, bool):
        raise ValueError(f"has a criterion ({at}) whose words or “excludes” cannot be used.")
    made = Criterion(kind, excludes, frozenset(codes), words=plain.plain(words))
    for sentence in faults(made):
        raise ValueError(f"has a criterion ({at}) that cannot be used: {sentence}")
    return made


def _weigh(criterion: Criterion, of: Described, names: Mapping[str, str]) -> Weighed:
    if criterion.kind is Kind.IN_WORDS:
        asks = "Not if" if criterion.excludes else "Only if"
        return Weighed(criterion, Outcome.ASK, f"{asks}: {criterion.words.strip()}")
    what = _in_words(criterion, names)
    matches = _MATCHES[criterion.kind](criterion, of)
    if matches is None:
        asks = "Not for" if criterion.excludes else "For"
        return Weighed(criterion, Outcome.ASK, f"{asks} {what}: ask, it has not been said")
    if criterion.excludes:
        outcome = Outcome.DOES_NOT_FIT if matches else Outcome.FITS
        return Weighed(criterion, outcome, f"Not for {what}")
    if matches:
        return Weighed(criterion, Outcome.FITS, f"For {what}")
    return Weighed(criterion, Outcome.DOES_NOT_FIT, f"Only for {what}")


def _age(criterion: Criterion, of: Described) -> bool | None:
    if of.age is None:
        return None
    from_, to = criterion.youngest, criterion.oldest
    return (from_ is None or of.age >= from_) and (to is None or of.age <= to)


def _any_of(said: Callable[[Described], frozenset[str]]) -> Callable[[Criterion, Described], bool | None]:
    def matches(criterion: Criterion, of: Described) -> bool | None:
        known = said(of)
        return bool(criterion.codes & known) if known else None

    return matches


def _one(code: str) -> frozenset[str]:
    return frozenset({code} if code else ())


_MATCHES: Mapping[Kind, Callable[[Criterion, Described], bool | None]] = {
    Kind.AGE: _age,
    Kind.AREA: _any_of(lambda of: of.areas),
    Kind.NEED: _any_of(lambda of: of.needs),
    Kind.LEVEL: _any_of(lambda of: _one(of.level)),
    Kind.ROUTE: _any_of(lambda of: _one(of.route)),
    Kind.SEND: _any_of(lambda of: of.send),
}


def _in_words(criterion: Criterion, names: Mapping[str, str]) -> str:
    if criterion.kind is Kind.AGE:
        return _ages(criterion.youngest, criterion.oldest)
    listed = sorted(names.get(code, code) for code in criterion.codes)
    return f"{criterion.kind.label.lower() if criterion.kind is not Kind.SEND else 'SEND'}: {', '.join(listed)}"


def _ages(youngest: int | None, oldest: int | None) -> str:
    if youngest is None:
        return f"ages up to {oldest}"
    if oldest is None:
        return f"ages {youngest} and over"
    return f"age {youngest}" if youngest == oldest else f"ages {youngest} to {oldest}"
