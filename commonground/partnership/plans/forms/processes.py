"""What people fill in about processes across areas and ages."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.places import queries as places
from commonground.partnership.plans.actions.processes import Key
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.forms.plans import offer
from commonground.partnership.plans.forms.programmes import NONE, Based, WithBodies, lines
from commonground.partnership.plans.models import Milestone, Plan
from commonground.partnership.plans.queries import processes as queries
from commonground.partnership.plans.queries.processes import AskedProcesses, Matrix
from commonground.partnership.plans.rules.parity import UNSAID, Cell, Saying, StandingKind

if TYPE_CHECKING:
    from django.http import QueryDict

    from commonground.ground.places.models import FootprintLevel

NOT_OFFERED = "This is not one of the areas and age bands of this process. Choose from the list."


class MilestoneField(forms.ModelChoiceField):
    """An open milestone of the programmes that deliver a plan."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Milestone.objects.none(), empty_label="Nothing in particular", required=False, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        due = f", due {obj.due_on:%-d %B %Y}" if obj.due_on else ""
        return f"{obj.workstream.programme.name}: {obj.title}{due}"


class ProcessForm(WithBodies):
    """What is known of a process. `held`: the milestone that it has, open or not."""

    title = forms.CharField(label="Name of the process", max_length=200)
    purpose = forms.CharField(label="What it is for", max_length=2000, widget=lines(2))
    agreed_way = forms.CharField(
        label="Where the agreed way of working stands",
        max_length=300,
        help_text="A protocol, a handbook, a page: what “as agreed” means.",
    )
    milestone = MilestoneField(label="Has to be ready for")
    organisation = forms.ModelChoiceField(NONE, label="Looked after by which organisation", empty_label="Choose")
    owner = OwnerField(label="Looked after by whom", required=False)
    source = forms.CharField(label="Source", required=False, max_length=300, help_text="What says that it is agreed.")

    def __init__(self, *args: Any, plan: Plan, held: Milestone | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, milestone=queries.milestones_for(plan, held=held))


class AddProcessForm(ProcessForm):
    level = forms.ChoiceField(label="The same in every")
    started_on = DayField(label="Followed since", help_text="From this day on somebody may say how it stands.")
    field_order = ("title", "purpose", "agreed_way", "level", "milestone", "organisation", "owner", "started_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels: dict[str, FootprintLevel] = {
            str(level.pk): level for one in places.footprints() if one.versions.all() for level in one.levels.all()
        }
        named = [(key, f"{one.name} of the map “{one.footprint.name}”") for key, one in self.levels.items()]
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *named]

    def clean_level(self) -> "FootprintLevel":
        return self.levels[self.cleaned_data["level"]]


class ChangeProcessForm(ProcessForm, Based):
    pass


class EndProcessForm(Based):
    ended_on = DayField(label="Ended on")
    why = forms.CharField(
        label="Why it ended",
        required=False,
        max_length=300,
        widget=lines(2),
        help_text="Needed as long as what it has to be ready for is not reached.",
    )


class StandingForm(forms.Form):
    """How a process stands in some cells. `seen` carries what stood in each of them when the form was opened."""

    cells = forms.MultipleChoiceField(
        label="Where and for whom",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_OFFERED, "required": "Choose at least one area and age band."},
    )
    kind = forms.ChoiceField(label="How it stands", widget=forms.RadioSelect)
    differs = forms.CharField(
        label="What is done differently",
        required=False,
        max_length=1000,
        widget=lines(2),
        help_text="Where it is in place but different.",
    )
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=1000,
        widget=lines(2),
        help_text="Needed where it is different or not needed; helps wherever it is not as agreed.",
    )
    as_of = DayField(label="As at")
    evidence = forms.URLField(
        label="Link to what shows it",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="A web address, if there is one.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)

    def __init__(self, *args: Any, matrix: Matrix, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = json.dumps(
            {_key(row.area.slug, one): one.said.number for row in matrix.rows for one in row.cells if one.said}
        )
        for name, choices in (
            ("cells", [(_key(row.area.slug, one), _now(one)) for row in matrix.rows for one in row.cells]),
            ("kind", [(one.slug, _kind(one)) for one in queries.parity().kinds]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def chosen(self) -> list[Key]:
        return [_cell(key) for key in self.cleaned_data["cells"]]

    @property
    def saying(self) -> Saying:
        typed = self.cleaned_data
        return Saying(**{name: typed[name] for name in ("kind", "as_of", "differs", "why", "evidence")})

    @property
    def numbers(self) -> Mapping[Key, int]:
        """What was seen in each cell; what cannot be read counts as nothing seen, and is refused where there is."""
        try:
            held = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        if not isinstance(held, dict):
            return {}
        return {_cell(key): number for key, number in held.items() if isinstance(number, int)}


class ProcessesForm(forms.Form):
    """`?plan=&programme=&state=`"""

    plan = forms.ChoiceField(required=False)
    programme = forms.ChoiceField(label="To be ready for a milestone of", required=False)
    state = forms.ChoiceField(choices=[("running", "Followed now"), ("ended", "Ended")], required=False)

    def __init__(self, data: "QueryDict", *, plans: list[tuple[str, str]], programmes: list[tuple[str, str]]) -> None:
        super().__init__(data)
        for name, first, choices in (("plan", "Every plan", plans), ("programme", "Any or none", programmes)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", first), *choices]

    @property
    def asked(self) -> AskedProcesses:
        """What the address asks for; a part that is not understood is left out, and the form says so."""
        typed = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return AskedProcesses(typed.get("plan", ""), typed.get("programme", ""), typed.get("state") or "running")


def _key(area: str, cell: Cell) -> str:
    return f"{area}.{cell.band.slug}"


def _cell(key: str) -> Key:
    area, _, band = key.rpartition(".")
    return area, band


def _now(cell: Cell) -> str:
    stands = cell.said.kind.name if cell.said else UNSAID
    return f"{cell.area}, {cell.band.name} (now: {stands[:1].lower()}{stands[1:]})"


def _kind(one: StandingKind) -> str:
    return f"{one.name}. {one.meaning}" if one.meaning else one.name
