"""What a paper must hold by the rule pack it was begun under, what is still missing, and whose signature counts."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.errors import Invalid, Problem

NOTHING = "None."  # what is printed where a section says that there is none
LONGEST = 60_000  # letters of one section: about twenty pages
WRITTEN = "text"  # what a section is made of, where it is not a list of records


@dataclass(frozen=True)
class AskedText:
    """One text that a pack asks for; `under` is the heading it stands below, if any."""

    key: str
    heading: str
    must_say: bool = False
    help: str = ""
    under: str = ""


@dataclass(frozen=True)
class AskedSection:
    """A heading of a paper: a text, several texts (implications), or a list of records."""

    key: str
    heading: str
    texts: tuple[AskedText, ...] = ()
    lists: str = ""
    help: str = ""


@dataclass(frozen=True)
class AskedSignOff:
    """A comment that a paper needs, signed (G15)."""

    key: str
    heading: str


@dataclass(frozen=True)
class PaperPack:
    """The sections and signatures of one rule pack."""

    slug: str
    name: str
    sections: tuple[AskedSection, ...]
    sign_offs: tuple[AskedSignOff, ...] = ()
    source: str = ""

    @property
    def texts(self) -> Iterator[AskedText]:
        """Every text, in the order of the pack."""
        for section in self.sections:
            yield from section.texts


@dataclass(frozen=True)
class PackUse:
    """From a day papers are written under a pack: those of some kinds of group, or of all."""

    pack: str
    starts_on: date
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PaperPacks:
    """Every pack, and which is used from when."""

    packs: Mapping[str, PaperPack]
    uses: Sequence[PackUse]

    def by_slug(self, slug: str) -> PaperPack:
        """The pack that a paper was begun under. Raises Invalid where it is no longer there."""
        if slug not in self.packs:
            raise Invalid(f"The rule pack of papers “{slug}” is missing. Put it back into the packs of this place.")
        return self.packs[slug]

    def in_use(self, on: date, *, kind: str) -> PaperPack:
        """The pack that papers of this kind of group are begun under that day: the latest use, one for the kind first.

        Raises Invalid where no pack is used yet.
        """
        fitting = [use for use in self.uses if use.starts_on <= on and (not use.kinds or kind in use.kinds)]
        if not fitting:
            raise Invalid("No rule pack of papers is in use on this day. Say in the packs from when one is.")
        return self.by_slug(max(fitting, key=lambda use: (bool(use.kinds), use.starts_on)).pack)


@dataclass(frozen=True)
class SaidText:
    """What a section says: words, or that there is none."""

    text: str = ""
    is_none: bool = False

    @property
    def says_something(self) -> bool:
        return self.is_none or bool(self.text.strip())


@dataclass(frozen=True)
class PaperFacts:
    """What is known of a paper when it is asked what is missing."""

    texts: Mapping[str, SaidText] = field(default_factory=dict)
    contact: str = ""
    recommendations: Sequence[str] = ()
    background: Sequence[tuple[str, bool]] = ()  # title, and whether it can be read somewhere
    signed: Mapping[str, bool] = field(default_factory=dict)  # by key: True signed and valid, False signed too early


@dataclass(frozen=True)
class Missing:
    """Something that holds a paper back: in which part of it, what, and what to do. `part` leads to the right page."""

    part: str
    heading: str
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.heading}: {self.what} {self.do}"


def missing(pack: PaperPack, facts: PaperFacts) -> list[Missing]:
    """Everything that must be there before the paper can go out, in the order of the pack. Signatures come last."""
    found = [
        Missing("write", f"{asked.under}: {asked.heading}" if asked.under else asked.heading, "Nothing is said.", _SAY)
        for asked in pack.texts
        if asked.must_say and not facts.texts.get(asked.key, SaidText()).says_something
    ]
    if not facts.contact.strip():
        found.append(Missing("write", "Contact", "Nobody is named.", "Say whom readers may ask."))
    found += [
        Missing("background", "Background papers", f"“{title}” cannot be read.", "Add its file or its address.")
        for title, can_be_read in facts.background
        if not can_be_read
    ]
    return found


def missing_signatures(pack: PaperPack, facts: PaperFacts) -> list[Missing]:
    """Signatures that are still to come, or were given before the text was changed."""
    return [
        Missing("sign", asked.heading, _signed_too_early(facts, asked), "Ask for a signature.")
        for asked in pack.sign_offs
        if not facts.signed.get(asked.key)
    ]


_SAY = "Write it, or say that there is none."


def _signed_too_early(facts: PaperFacts, asked: AskedSignOff) -> str:
    return "The text was changed after it was signed." if asked.key in facts.signed else "Nobody has signed."


def digest_of(title: str, texts: Mapping[str, SaidText], recommendations: Sequence[str]) -> str:
    """What a signature stands for: changes with every word of the paper, and with the order of what it recommends."""
    said = [f"{key}\0{one.is_none}\0{one.text.strip()}" for key, one in sorted(texts.items()) if one.says_something]
    return hashlib.sha256("\1".join([title.strip(), *said, "\2", *recommendations]).encode()).hexdigest()


def check_texts(pack: PaperPack, texts: Mapping[str, SaidText]) -> None:
    """Raises Invalid for a text that the pack has no place for, is too long, or says something and none at once."""
    asked = {one.key: one for one in pack.texts}
    problems = []
    for key, said in texts.items():
        if key not in asked:
            raise Invalid(f"Papers of this kind have no section “{key}”.")
        heading = asked[key].heading
        if said.is_none and said.text.strip():
            problems.append(
                Problem(
                    f"{heading}: there is text, and “there is none” is ticked.", do="Choose one.", column=f"text-{key}"
                )
            )
        if len(said.text) > LONGEST:
            problems.append(
                Problem(
                    f"{heading} is longer than {LONGEST:,} letters.",
                    do="Put the detail into a file.",
                    column=f"text-{key}",
                )
            )
    if problems:
        raise Invalid("The paper cannot be saved as it is.", problems)


def due_on(meeting_on: date, working_days_before: int) -> date:
    """The last day on which a paper is in time."""
    return working_days.add(meeting_on, -working_days_before)


def initials_of(name: str) -> str:
    """SLB for Sam Lee Brown: what a signature is printed with where nothing else was given."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isalpha()).upper()[:10]
