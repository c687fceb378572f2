"""What taking a spreadsheet would do: each row as it meets what is kept already. Nothing is written here."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import OuterRef, Prefetch, QuerySet

from commonground.foundation.audit.along import listed
from commonground.foundation.kernel.errors import NotFound, Problem
from commonground.foundation.kernel.spreadsheets import Sheet
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.formats.headings import headings
from commonground.ground.partners.formats.spreadsheets import read_spreadsheet
from commonground.ground.partners.models import (
    Organisation,
    OrganisationAlias,
    OrganisationCode,
    PartnerSheet,
    Post,
    Practitioner,
    Qualification,
    Sector,
    Seniority,
)


class Step(Enum):
    """What becomes of a row."""

    ADD = "added"
    CHANGE = "changed"
    LEAVE = "left as it is"


@dataclass(frozen=True)
class Reading:
    """How a file is read: which sheet, the first row below the heads, what each column is, and hidden rows or not."""

    sheet: int
    below: int
    columns: Mapping[str, int]
    takes_hidden: bool = False

    def as_plain(self) -> dict[str, object]:
        return {
            "sheet": self.sheet,
            "below": self.below,
            "columns": dict(self.columns),
            "takes_hidden": self.takes_hidden,
        }


@dataclass(frozen=True)
class Planned:
    """A good row: what it says, whom and what it meets, and in words what taking it would do."""

    line: rules.Line
    facts: rules.Facts
    step: Step
    says: Sequence[str]
    organisation: Organisation | None
    practitioner: Practitioner | None
    post: Post | None
    keeps_person: bool


@dataclass(frozen=True)
class Plan:
    """Good rows and what is wrong, by cell. `digest` changes whenever taking the file would do something else."""

    rows: Sequence[Planned]
    problems: Sequence[Problem]
    hidden: Sequence[int]
    digest: str
    steps: Mapping[Step, int] = field(default_factory=dict)

    @property
    def does_something(self) -> bool:
        return any(row.step is not Step.LEAVE for row in self.rows)

    @property
    def bad_rows(self) -> int:
        return len({problem.row for problem in self.problems})


def read_sheets(sheet: PartnerSheet) -> list[Sheet]:
    """The sheets of a file that is still kept. Raises NotFound where it was taken or discarded."""
    if not sheet.file or not default_storage.exists(sheet.file):
        raise NotFound("This spreadsheet was taken or discarded; its file is not kept.")
    with default_storage.open(sheet.file) as kept:
        return read_spreadsheet(sheet.filename, kept.read())


def sheet(viewer: Viewer, sheet_id: UUID) -> PartnerSheet:
    found = PartnerSheet.objects.filter(pk=sheet_id).first()
    if found is None:
        raise NotFound("There is no such spreadsheet.")
    access.check_can_open_sheet(viewer, found)
    return found


def sheets_of(viewer: Viewer) -> QuerySet[PartnerSheet]:
    """The spreadsheets that the viewer handed in, the newest first."""
    access.check_can_hand_in(viewer)
    return PartnerSheet.objects.filter(account=viewer.id)


def guessed_reading(sheets: Sequence[Sheet], *, at: int | None = None) -> Reading:
    """The sheet with the most headings that are known (never a hidden one), and what its columns seem to be."""
    visible = [number for number, one in enumerate(sheets) if not one.is_hidden] or [0]
    heads = {number: headings().find(sheets[number].rows) for number in visible}
    best = at if at is not None else max(visible, key=lambda number: len(headings().guess(heads[number].names)))
    head = heads.get(best) or headings().find(sheets[best].rows)
    return Reading(best, head.below, {name: column for column, name in headings().guess(head.names).items()})


def column_names(sheet: Sheet, reading: Reading) -> list[str]:
    """What the columns of a sheet are called in the row, or two rows, above the first person."""
    head = headings().find(sheet.rows)
    if head.below == reading.below:
        return list(head.names)
    return list(sheet.rows[reading.below - 1]) if 0 < reading.below <= len(sheet.rows) else []


def reading_of(sheet: PartnerSheet) -> Reading:
    return Reading(**sheet.reading)


def plan(viewer: Viewer, sheets: Sequence[Sheet], reading: Reading, *, on: date) -> Plan:
    """What taking the file as read would do, for this viewer, with what is kept now. Seven queries."""
    source = sheets[reading.sheet]
    hidden = [] if reading.takes_hidden else sorted(row for row in source.hidden_rows if row >= reading.below)
    lines = rules.lines_below(source.rows, below=reading.below, columns=reading.columns, left_out=frozenset(hidden))
    known = _Known(viewer, on)
    problems: list[Problem] = []
    good: list[tuple[rules.Line, rules.Facts]] = []
    for line in lines:
        facts, wrong = rules.facts_of(line)
        problems += wrong if facts else [*wrong, *known.organisation_problems(line)]
        good += [(line, facts)] if facts else []
    shared = rules.shared_addresses(good)
    problems += shared
    ambiguous = {problem.row for problem in shared}
    rows: list[Planned] = []
    for line, facts in good:
        if line.number not in ambiguous:
            planned, wrong = known.meet(line, facts)
            problems += wrong
            rows += [planned] if planned else []
    problems.sort(key=lambda problem: (problem.row or 0, problem.where))
    steps = Counter(row.step for row in rows)
    return Plan(rows, problems, [row + 1 for row in hidden], _digest(rows, problems), steps)


class _Known:
    """What is kept already, read once, and what earlier rows of the file would add to it."""

    def __init__(self, viewer: Viewer, on: date) -> None:
        self._viewer, self._on = viewer, on
        self._organisations = _by_words(Organisation.objects.all())
        self._sectors = {word: one for one in Sector.objects.all() for word in (one.slug, one.name.casefold())}
        self._terms = {
            "qualification": _terms(Qualification.objects.all()),
            "seniority": _terms(Seniority.objects.all()),
        }
        self._addresses = set(Practitioner.objects.exclude(email="").values_list("email", flat=True))
        posts = Prefetch("posts", Post.objects.select_related("team__organisation"))
        self._people = list(Practitioner.objects.visible_to(viewer).prefetch_related(posts))
        self._by_email = {one.email: one for one in self._people if one.email}
        self._by_name = {
            (one.name.casefold(), post.team.organisation_id): one for one in self._people for post in one.posts.all()
        }
        self._planned: set[tuple[str, str, str, str]] = set()
        self._new: set[str] = set()

    def meet(self, line: rules.Line, facts: rules.Facts) -> tuple[Planned | None, list[Problem]]:
        """A row as it meets what is kept, or what is wrong with it."""
        organisation, problems = self._organisation(line)
        for name in ("qualification", "seniority"):
            if (text := getattr(facts, name)) and text.casefold() not in self._terms[name]:
                choices = ", ".join(sorted({str(one) for one in self._terms[name].values()}))
                problems.append(line.problem(name, f"“{text}” is no {name} that we know.", f"Use one of: {choices}."))
        practitioner = self._by_email.get(facts.email) if facts.email else None
        if practitioner is not None and practitioner.name.casefold() != facts.name.casefold():
            what = f"{facts.email} is the address of somebody else who is kept already."
            problems.append(line.problem("email", what, "Correct the address, or change the name on their page first."))
        if practitioner is None and facts.email in self._addresses:
            what = f"{facts.email} is kept already, for somebody whom you may not see."
            problems.append(line.problem("email", what, "Ask the locality manager."))
        if practitioner is not None and practitioner.left_on:
            what = f"{practitioner} left on {practitioner.left_on:%-d %B %Y}."
            problems.append(line.problem("name", what, "Leave this row out."))
        if problems:
            return None, problems
        if practitioner is None and organisation is not None:
            practitioner = self._by_name.get((facts.name.casefold(), organisation.pk))
            if practitioner and facts.email and practitioner.email:
                practitioner = None  # a namesake with another address
        return self._planned_row(line, facts, organisation, practitioner), []

    def organisation_problems(self, line: rules.Line) -> list[Problem]:
        """What is wrong with the organisation of a row that is wrong elsewhere too: all is said at once."""
        return self._organisation(line)[1] if line.texts.get("organisation") else []

    def _organisation(self, line: rules.Line) -> tuple[Organisation | None, list[Problem]]:
        name, sector_name = line.texts["organisation"], line.texts.get("sector", "")
        found = self._organisations.get(name.casefold())
        if found is not None and found.ends_on and found.ends_on <= self._on:
            what = f"{found} is no more since {found.ends_on:%-d %B %Y}."
            return None, [line.problem("organisation", what, "Name the body that took its place.")]
        if found is not None:
            if access.may_keep(self._viewer, found):
                return found, []
            return None, [line.problem("organisation", f"You do not keep the people of {found}.")]
        sector = self._sectors.get(sector_name.casefold())
        if self._viewer.may("partners.keep") and sector is not None:
            return None, []
        do = "Correct it, or add the organisation first; a column with its sector lets it be added with the file."
        what = f"We know no organisation “{name}”."
        if sector_name and sector is None:
            what = f"{what} “{sector_name}” is no sector that we know."
        return None, [line.problem("organisation", what, do)]

    def _planned_row(
        self,
        line: rules.Line,
        facts: rules.Facts,
        organisation: Organisation | None,
        practitioner: Practitioner | None,
    ) -> Planned:
        team = facts.team or headings().otherwise["team"]
        post = self._post(practitioner, organisation, facts)
        key = (
            facts.email or facts.name.casefold(),
            facts.organisation.casefold(),
            team.casefold(),
            facts.title.casefold(),
        )
        says = [] if key in self._planned else list(self._says(facts, organisation, practitioner, post, key[0]))
        self._planned.add(key)
        self._new.add(key[0])
        is_new = post is None
        step = Step.LEAVE if not says else (Step.ADD if is_new else Step.CHANGE)
        keeps = practitioner is not None and self.keeps(practitioner)
        return Planned(line, facts, step, says, organisation, practitioner, post, keeps)

    def keeps(self, practitioner: Practitioner) -> bool:
        """Whether the viewer may change name and contact: somebody of another agency gets a post here, no more."""
        return any(access.may_keep(self._viewer, post.team.organisation) for post in practitioner.posts.all())

    def _post(
        self, practitioner: Practitioner | None, organisation: Organisation | None, facts: rules.Facts
    ) -> Post | None:
        """The latest post of that title there; where the row names no team, in whichever team it is."""
        if practitioner is None or organisation is None:
            return None
        held = [
            post
            for post in practitioner.posts.all()
            if post.team.organisation_id == organisation.pk
            and post.title.casefold() == facts.title.casefold()
            and facts.team.casefold() in ("", post.team.name.casefold())
        ]
        return max(held, key=lambda post: post.starts_on, default=None)

    def _says(
        self,
        facts: rules.Facts,
        organisation: Organisation | None,
        practitioner: Practitioner | None,
        post: Post | None,
        person: str,
    ) -> Iterable[str]:
        if organisation is None:
            yield f"New organisation {facts.organisation}"
        if practitioner is None:
            yield f"New person {facts.name}" if person not in self._new else f"Another post of {facts.name}"
        elif self.keeps(practitioner):
            yield from _differences(practitioner, email=facts.email, phone=facts.phone)
        if post is None:
            yield f"New post {facts.title}"
            return
        yield from _differences(
            post,
            fte_hundredths=facts.fte_hundredths,
            starts_on=facts.starts_on,
            ends_on=facts.ends_on,
            qualification=self._terms["qualification"].get(facts.qualification.casefold()),
            seniority=self._terms["seniority"].get(facts.seniority.casefold()),
        )


def _differences(row: Practitioner | Post, **said: object) -> Iterable[str]:
    """What the file says and the row does not, in words; what the file leaves empty stays."""
    for name, value in said.items():
        now = getattr(row, name)
        if value not in (None, "") and value != now:
            label = str(row._meta.get_field(name).verbose_name).partition(",")[0]  # type: ignore[union-attr]  # a column
            yield f"{label.capitalize()}: {_words(name, now)} becomes {_words(name, value)}"


def _words(name: str, value: object) -> str:
    if name == "fte_hundredths" and isinstance(value, int):
        return rules.fte_in_words(value)
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(value or "nothing")


def _by_words(found: QuerySet[Organisation]) -> dict[str, Organisation]:
    """Names before other names before codes; what two organisations share means neither. One query."""
    held: dict[str, Organisation] = {}
    here = OuterRef("pk")
    along: dict[str, Any] = {
        "named": listed(OrganisationAlias.objects.filter(organisation=here), "name"),
        "coded": listed(OrganisationCode.objects.filter(organisation=here), "code"),
    }
    rows: list[Any] = list(found.annotate(**along))
    for words in (
        [(one.name, one) for one in rows],
        [(name, one) for one in rows for (name,) in one.named or ()],
        [(code, one) for one in rows for (code,) in one.coded or ()],
    ):
        counted = Counter(word.casefold() for word, _ in words)
        new = {word.casefold(): one for word, one in words if counted[word.casefold()] == 1}
        held = {**new, **held}
    return held


def _terms(found: Iterable[Qualification] | Iterable[Seniority]) -> dict[str, Qualification | Seniority]:
    return {word.casefold(): one for one in found for word in (one.slug, one.name)}


def _digest(rows: Iterable[Planned], problems: Iterable[Problem]) -> str:
    said = [[row.line.number, row.step.value, list(row.says)] for row in rows]
    return hashlib.sha256(json.dumps([said, [str(one) for one in problems]]).encode()).hexdigest()
