"""Finding an indicator by words, also by other names and by words with a slip of the pen. Pure; no Django."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[\w']+")
SHORTEST = 4  # letters of a word that may be mistyped: three letters are near too much
FAR = 8  # letters of a word in which two slips are forgiven
WEIGHTS = {"slug": 8, "reference": 8, "name": 5, "alias": 4, "theme": 2, "definition": 1}


@dataclass(frozen=True)
class Text:
    """What an entry says, by where it says it."""

    slug: str
    by_place: Mapping[str, str]  # a key of WEIGHTS → words

    @property
    def names(self) -> set[str]:
        """Words of its names, by which slips are put right."""
        return {word for place in ("name", "alias") for word in words(self.by_place.get(place, ""))}


@dataclass(frozen=True)
class Found:
    """Slugs, the best first, and words that were read as others: (typed, read as)."""

    slugs: Sequence[str]
    read_as: Sequence[tuple[str, Sequence[str]]] = ()


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def find(asked: str, texts: Sequence[Text]) -> Found:
    """Entries that say every word of `asked`, or a part of one (conception in conceptions).

    A word that nobody says is read as those words of names that are a slip or two away; then entries that say one of
    these count. What says it in its name comes before what says it in its definition.
    """
    lowered = [(text.slug, {place: said.casefold() for place, said in text.by_place.items()}) for text in texts]
    known: set[str] = set()
    read_as = []
    scores = {slug: 0 for slug, _ in lowered}
    for word in dict.fromkeys(words(asked)):
        of_word = _scores([word], lowered)
        if not of_word:
            known = known or {name for text in texts for name in text.names}
            near = nearest(word, known)
            of_word = _scores(near, lowered)
            read_as += [(word, near)] if near else []
        scores = {slug: score + of_word[slug] for slug, score in scores.items() if slug in of_word}
    ranked = sorted(scores, key=lambda slug: -scores[slug])  # equal ones stay in the order of the catalogue
    return Found(ranked, read_as)


def nearest(word: str, known: Collection[str]) -> list[str]:
    """The known words that are fewest slips away, within what is forgiven for so long a word; at most five."""
    if len(word) < SHORTEST:
        return []
    forgiven = 2 if len(word) >= FAR else 1
    by_slips: dict[int, list[str]] = {}
    for other in known:
        if abs(len(other) - len(word)) <= forgiven and len(other) >= SHORTEST:
            by_slips.setdefault(slips(word, other, forgiven), []).append(other)
    fewest = min((count for count in by_slips if count <= forgiven), default=None)
    return sorted(by_slips[fewest])[:5] if fewest is not None else []


def slips(one: str, other: str, most: int) -> int:
    """Letters to put in, take out, change or swap with the next to make one word the other; `most` + 1 for more.

    The distance of Damerau and Levenshtein in its restricted form: no letter is touched twice.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def _scores(wanted: Iterable[str], lowered: Sequence[tuple[str, Mapping[str, str]]]) -> dict[str, int]:
    """Entry → weight of the best place in which it says one of the words."""
    found: dict[str, int] = {}
    for word in wanted:
        for slug, by_place in lowered:
            weight = max((WEIGHTS[place] for place, said in by_place.items() if _says(place, said, word)), default=0)
            if weight:
                found[slug] = max(found.get(slug, 0), weight)
    return found


def _says(place: str, said: str, word: str) -> bool:
    """References are whole: C1 is not a part of C12."""
    return said == word if place == "reference" else word in said
