"""The drawing board: what forms what, typed without JavaScript."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from commonground.foundation.design.drafts import OpenDraft
from commonground.foundation.design.forms import DayField
from commonground.ground.places.queries import NO_NOTES, Board, BoardNotes, PartNote
from commonground.ground.places.rules import Placing, natural_order

MOST = 300  # areas of a level; a form with more was not made by our page
LONGEST_NAME = 200
NOWHERE = ""


@dataclass(frozen=True)
class Part:
    """A part on the board: the choice where it goes, and what is known of it (of a school: phase, comments)."""

    field: BoundField
    note: PartNote | None = None


@dataclass(frozen=True)
class Group:
    """A locality on the board: its number (0: what is not placed), its name, its parts.

    `out_of_sight` are parts that a filter hides: they stay where they are and are sent along.
    """

    number: int
    parts: list[Part]
    out_of_sight: list[BoundField]
    name: BoundField | None = None
    was: BoundField | None = None


def after_button(posted: QueryDict) -> QueryDict:
    """What was posted, after a button that changes the form itself.

    “Add”: one locality more. “Remove”: one less, its parts placed nowhere. “Keep mine”: on top of the version named.
    """
    data = posted.copy()
    pressed, count = data.get("do", ""), _count(posted)
    if pressed == "add" and count < MOST:
        data["count"] = str(count + 1)
        data[f"name-{count + 1}"] = data[f"was-{count + 1}"] = ""
    elif pressed.startswith("keep-") and pressed.removeprefix("keep-").isdigit():
        data["based_on"] = pressed.removeprefix("keep-")
    elif pressed.startswith("remove-") and pressed.removeprefix("remove-").isdigit():
        _remove(data, int(pressed.removeprefix("remove-")), count)
    return data


class EditorForm(forms.Form):
    """One level of a draft. Localities are numbered from 1; each part says the number of its own."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)
    valid_from = DayField(label="In force from", required=False, help_text="As planned. For example, 1 4 2027.")
    note = forms.CharField(
        label="Why it is drawn", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        board: Board,
        kept: OpenDraft | None = None,
        notes: BoardNotes = NO_NOTES,
    ) -> None:
        """`data` was posted; without it the board shows what was `kept` as a draft, else what is saved."""
        self.board = board
        self.notes = notes
        self.noun = board.level.name.lower()
        saved = sorted(set(board.placed.values()), key=natural_order)
        typed = data if data is not None else _as_posted(kept)
        self.numbers = range(1, (_count(typed) if typed is not None else len(saved)) + 1)
        super().__init__(data, initial=_initial(board, saved))
        for add_fields in (self._add_names, self._add_parts):
            add_fields()
            if data is None and kept is not None:
                kept.fill(self)

    def _add_names(self) -> None:
        for number in self.numbers:
            self.fields[f"name-{number}"] = forms.CharField(
                label=f"Name of {self.noun} {number}", required=False, max_length=LONGEST_NAME
            )
            self.fields[f"was-{number}"] = forms.CharField(
                required=False, max_length=LONGEST_NAME, widget=forms.HiddenInput
            )

    def _add_parts(self) -> None:
        """A choice for each part, among the names as they are typed; so the names come first."""
        choices = [(NOWHERE, "Not placed"), *zip(map(str, self.numbers), self._choices, strict=True)]
        for part in self.board.parts:
            wrong = {"invalid_choice": f"Choose a {self.noun} for {part.name}"}
            self.fields[f"in-{part.key}"] = forms.ChoiceField(
                label=part.name,
                choices=choices,
                required=False,
                error_messages=wrong,
                widget=forms.HiddenInput if part.key in self.notes.hidden else forms.Select,
            )

    @property
    def stale(self) -> list[tuple[str, str, str]]:
        """Where somebody saved since this form was opened: part, where it is saved now, where it is placed here."""
        if str(self["based_on"].value()) == str(self.board.version.version):
            return []
        theirs, yours = self.board.placed, self.placed
        pairs = ((part.name, theirs.get(part.key, NOWHERE), yours.get(part.key, NOWHERE)) for part in self.board.parts)
        return [(name, saved or "Not placed", typed or "Not placed") for name, saved, typed in pairs if saved != typed]

    @property
    def groups(self) -> Iterator[Group]:
        """What is not placed, if anything is, then every locality with its parts in the order of their names."""
        shown: dict[int, list[Part]] = {}
        hidden: dict[int, list[BoundField]] = {}
        for key, number in self._chosen.items():
            field = self[f"in-{key}"]
            if key in self.notes.hidden:
                hidden.setdefault(number, []).append(field)
            else:
                shown.setdefault(number, []).append(Part(field, self.notes.of.get(key)))
        if 0 in shown or 0 in hidden:
            yield Group(0, shown.get(0, []), hidden.get(0, []))
        for number in self.numbers:
            held = shown.get(number, []), hidden.get(number, [])
            yield Group(number, *held, self[f"name-{number}"], self[f"was-{number}"])

    @property
    def names(self) -> list[str]:
        """Names of the localities in the order of their numbers, as typed; one without is called by its number."""
        return [self._typed(number) or f"{self.board.level.name} {number}" for number in self.numbers]

    @property
    def placed(self) -> dict[str, str]:
        """Key of the part → name of the locality, as typed; what is placed nowhere is left out."""
        names = self.names
        return {key: names[number - 1] for key, number in self._chosen.items() if number}

    @property
    def placings(self) -> list[Placing]:
        return [Placing(part, whole) for part, whole in self.placed.items()]

    @property
    def starts_on(self) -> date | None:
        """The day as typed, None where there is none or it is no date."""
        if self.is_bound:
            self.full_clean()
            return self.cleaned_data.get("valid_from")
        value = self["valid_from"].value()
        return value if isinstance(value, date) else None

    @property
    def renamed(self) -> dict[str, str]:
        """Name that a locality had when the page was opened → its name now."""
        was = {number: str(self[f"was-{number}"].value() or "") for number in self.numbers}
        return {was[number]: self._typed(number) for number in self.numbers if was[number] and self._typed(number)}

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        used = set(self._chosen.values())
        first: dict[str, int] = {}
        for number in self.numbers:
            name = self._typed(number)
            if not name and number in used:
                self.add_error(f"name-{number}", f"Give {self.noun} {number} a name")
            elif name and name.casefold() in first:
                other = first[name.casefold()]
                self.add_error(f"name-{number}", f"“{name}” is also the name of {self.noun} {other}. Choose another")
            first.setdefault(name.casefold(), number)
        return cleaned

    @property
    def _chosen(self) -> dict[str, int]:
        """Key of the part → number of the locality chosen for it; 0: nowhere."""
        chosen = {part.key: str(self[f"in-{part.key}"].value() or NOWHERE) for part in self.board.parts}
        known = set(map(str, self.numbers))
        return {key: int(number) if number in known else 0 for key, number in chosen.items()}

    @property
    def _choices(self) -> list[str]:
        return [f"{number} {name}" for number, name in zip(self.numbers, self.names, strict=True)]

    def _typed(self, number: int) -> str:
        return " ".join(str(self[f"name-{number}"].value() or "").split())


def _as_posted(kept: OpenDraft | None) -> dict[str, str] | None:
    return {name: values[-1] for name, values in kept.fields.items() if values} if kept and kept.fields else None


def _count(posted: Mapping[str, str]) -> int:
    written = posted.get("count", "")
    return min(int(written), MOST) if written.isascii() and written.isdigit() else 0


def _initial(board: Board, saved: list[str]) -> dict[str, object]:
    numbers = {name: number for number, name in enumerate(saved, start=1)}
    return {
        "based_on": board.version.version,
        "count": len(saved),
        "valid_from": board.version.valid_from,
        "note": board.version.note,
        **{f"name-{number}": name for name, number in numbers.items()},
        **{f"was-{number}": name for name, number in numbers.items()},
        **{f"in-{part}": str(numbers[name]) for part, name in board.placed.items()},
    }


def _remove(data: QueryDict, number: int, count: int) -> None:
    """Close the gap: those after it move up by one, its own parts are placed nowhere."""
    if not 1 <= number <= count:
        return
    for later in range(number, count):
        data[f"name-{later}"] = data.get(f"name-{later + 1}", "")
        data[f"was-{later}"] = data.get(f"was-{later + 1}", "")
    data["count"] = str(count - 1)
    for key in [key for key in data if key.startswith("in-")]:
        held = data.get(key, "")
        if held.isdigit() and int(held) >= number:
            data[key] = NOWHERE if int(held) == number else str(int(held) - 1)
