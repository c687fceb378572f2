"""Words that somebody looks for, in what a service says of itself; those with a slip of the pen are read as others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, Q, QuerySet

from commonground.foundation.search.index import words_of
from commonground.ground.directory.models import WORDS, Attribute, Service
from commonground.ground.directory.queries.needs import needs
from commonground.ground.evidence.rules import finding

Meant = Sequence[Sequence[str]]  # of each word that was typed, the words that will do
ReadAs = Mapping[str, Sequence[str]]  # a word as typed → the words that are meant


def sought(typed: str, *, read_as: ReadAs | None = None) -> Q:
    """Every word stands in what the service says, as the beginning of a word or by its stem, or is in the name of a
    need that the service is for."""
    meant = [list((read_as or {}).get(word, [word])) for word in words_of(typed)]
    return WORDS.say(meant, or_are=_for_needs(meant)) if meant else Q()


def _for_needs(meant: Meant) -> list["QuerySet[Any, Any]"]:
    """Services for a need whose name has some of the words, and which say the others: one for each set of others."""
    codes: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for code, need in needs().items():
        named = finding.words(need.name)
        others = tuple(at for at, words in enumerate(meant) if not _is_named(words, named))
        if len(others) < len(meant):
            codes[others].append(code)
    found = []
    for others, held in codes.items():
        rows = Attribute.objects.filter(service__isnull=False, term__code__in=held)
        said = WORDS.say([meant[at] for at in others], key="service") if others else Q()
        found.append(rows.filter(said).order_by().values_list("service", flat=True))
    return found


def _is_named(words: Sequence[str], named: Sequence[str]) -> bool:
    long = tuple(word for word in words if len(word) >= finding.SHORTEST)
    return bool(long) and any(one.startswith(long) for one in named)


def slips_read(typed: str) -> ReadAs:
    """Words that no service says → those of names that are a slip or two away. For when nothing was found.

    Two queries, and none where nothing was typed.
    """
    words = words_of(typed)
    row = _said(words) if words else None
    if row is None:
        return {}
    unsaid = [word for word, said in zip(words, row, strict=True) if not said]
    known = _known_words() if unsaid else set()
    near = {word: finding.nearest(word, known) for word in unsaid}
    return {word: meant for word, meant in near.items() if meant}


def _said(words: Sequence[str]) -> Sequence[bool] | None:
    """Whether any service says it, word by word; None where there is no service. One query."""
    rows = Service.objects.offered()
    asked = {f"word_{at}": Exists(rows.filter(sought(word))) for at, word in enumerate(words)}
    return rows.annotate(**asked).values_list(*asked).first()


def _known_words() -> set[str]:
    """Words of names: of services, of who provides them, of needs. One query."""
    named = Service.objects.offered().order_by().values_list("name", "alternate_name", "provider__name")
    texts = {text for row in named for text in row} | {need.name for need in needs().values()}
    return {word for text in texts for word in finding.words(text)}
