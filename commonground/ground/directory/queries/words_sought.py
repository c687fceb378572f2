"""Words that somebody looks for, in what a service says of itself; those with a slip of the pen are read as others."""

from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef, Q

from commonground.ground.directory.models import Attribute, Service
from commonground.ground.directory.queries.needs import needs
from commonground.ground.evidence.rules import finding

LOOKED_AT = ("name", "alternate_name", "description", "provider__name")
MOST_WORDS = 8
ReadAs = Mapping[str, Sequence[str]]  # a word as typed → the words that are meant


def words_of(typed: str) -> list[str]:
    """The words that are looked for, each once; who types a sentence is not asked for all of it."""
    return list(dict.fromkeys(finding.words(typed)))[:MOST_WORDS]


def sought(typed: str, *, to: str = "", read_as: ReadAs | None = None) -> Q:
    """Every word stands in one of them, or is the name of a need that it is for. `to` leads from the rows to their
    service, as in "service__"."""
    wanted = Q()
    for word in words_of(typed):
        here = Q()
        for meant in (read_as or {}).get(word, [word]):
            here |= _says(meant, to)
        wanted &= here
    return wanted


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


def _says(word: str, to: str) -> Q:
    said = Q()
    for name in LOOKED_AT:
        said |= Q(**{f"{to}{name}__icontains": word})
    if codes := _needs_called(word):
        its = OuterRef(f"{to}pk" if to else "pk")
        said |= Q(Exists(Attribute.objects.filter(service=its, term__code__in=codes)))
    return said


def _needs_called(word: str) -> list[str]:
    if len(word) < finding.SHORTEST:
        return []
    return [code for code, need in needs().items() if any(one.startswith(word) for one in finding.words(need.name))]


def _known_words() -> set[str]:
    """Words of names: of services, of who provides them, of needs. One query."""
    named = Service.objects.offered().order_by().values_list("name", "alternate_name", "provider__name")
    texts = {text for row in named for text in row} | {need.name for need in needs().values()}
    return {word for text in texts for word in finding.words(text)}
