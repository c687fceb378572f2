"""What the living page shows: every component in each of its states, with invented content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator

from commonground.foundation.design import charts, drafts, maps
from commonground.foundation.design.forms import DayField
from commonground.foundation.design.specimen_charts import comparing
from commonground.foundation.kernel.errors import Problem

TEMPLATES = Path(__file__).resolve().parent / "templates"
COMPONENTS = TEMPLATES / "components"


@dataclass(frozen=True)
class Specimen:
    """One entry: the component's name as it is written, what it is for, and its markup."""

    name: str

    @property
    def template(self) -> str:
        return f"design/specimens/{self.name}.html"

    @property
    def markup(self) -> str:
        return (TEMPLATES / self.template).read_text(encoding="utf-8")

    @property
    def about(self) -> str:
        """The first comment of the component, which is its manual."""
        component = COMPONENTS / f"{ABOUT.get(self.name, self.name)}.html"
        first = component.read_text(encoding="utf-8").splitlines()[0]
        return first.removeprefix("{#").removesuffix("#}").strip()

    @property
    def tag(self) -> str:
        return f"c-{ABOUT.get(self.name, self.name).replace('_', '-')}"

    @property
    def title(self) -> str:
        return TITLES.get(self.name, self.tag)


# specimens that show a component which has another name
ABOUT = {
    "map": "drawing",
    "spine": "drawing",
    "funnel": "drawing",
    "control": "drawing",
    "curve": "drawing",
    "errors": "error_summary",
}
TITLES = {
    "map": "c-drawing, as a map",
    "spine": "c-drawing, as a spine chart",
    "funnel": "c-drawing, as a funnel plot",
    "control": "c-drawing, as a control chart",
    "curve": "c-drawing, as a measure on its way to a target",
    "errors": "c-error-summary, c-field with errors",
    "form": "c-form, c-field",
}

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "figures": ("Figures", ("figure_card", "big_figure", "comparison", "formula")),
    "drawings": ("Charts and maps", ("drawing", "map", "spine", "funnel", "control", "curve")),
    "tables": ("Tables and facts", ("table", "summary_list", "changes", "conflict", "timeline", "downloads")),
    "ways": (
        "Finding one's way",
        ("breadcrumbs", "back_link", "sub_navigation", "side_navigation", "search", "filter", "pagination"),
    ),
    "states": ("States and messages", ("notification", "warning", "inset", "details", "empty", "tag", "badge")),
    "work": ("Work", ("progress", "task_list", "checks", "draft")),
    "forms": ("Forms", ("button", "form", "errors")),
}


def of_group(slug: str) -> tuple[str, list[Specimen]]:
    """Title and specimens of a group. Raises KeyError."""
    title, names = GROUPS[slug]
    return title, [Specimen(name) for name in names]


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(help_text="As people say it, for example Mansfield and Ashfield", max_length=80)
    about = forms.CharField(label="What it is for", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    from_day = DayField(label="First day", help_text="For example 1 4 2027")
    level = forms.ChoiceField(
        choices=[("", "Choose a level"), ("locality", "Locality"), ("team", "Neighbourhood team")]
    )
    status = forms.ChoiceField(choices=[("draft", "Draft"), ("proposed", "Proposed")], widget=forms.RadioSelect)
    districts = forms.MultipleChoiceField(
        choices=[("ashfield", "Ashfield"), ("mansfield", "Mansfield"), ("gedling", "Gedling")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that belong to it",
    )
    share = forms.DecimalField(label="Share of the cost", min_value=0, max_value=100)
    file = forms.FileField(label="Boundaries", help_text="GeoJSON, at most 50 MB", required=False)
    password = forms.CharField(label="Your password", widget=forms.PasswordInput, max_length=100)
    agreed = forms.BooleanField(label="The partners have agreed to this")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("name") == cleaned.get("about"):
            raise forms.ValidationError("Say what it is for in other words than its name")
        return cleaned


class FilterForm(forms.Form):
    text = forms.CharField(label="Words in the title", required=False)
    theme = forms.MultipleChoiceField(
        choices=[("help", "Children in need"), ("poverty", "Deprivation")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


WRONG = {"share": "a lot", "from_day_0": "31", "from_day_1": "2", "from_day_2": "2027", "level": "county"}
DISTRICTS = (
    ("Bassetlaw", 1, 0, 27.1, 4),
    ("Mansfield", 0, 1, 26.0, 4),
    ("Ashfield", 0, 2, 24.0, 3),
    ("Newark and Sherwood", 2, 1, 22.1, 2),
    ("Gedling", 1, 2, 18.9, 1),
    ("Rushcliffe", 1, 3, 9.2, 0),
    ("Broxtowe", 0, 3, None, None),
)
FIFTHS = ("Lowest fifth: under 12%", "12% to 18%", "18% to 23%", "23% to 26%", "Highest fifth: over 26%")
PLACE = (22.3, 21.0, None, 25.0, 24.1, 26.0, 23.3, 24.1, 22.2, 25.4, 27.1)
ENGLAND = (22.0, 22.1, 21.9, 22.3, 22.0, 22.6, 22.4, 22.5, 22.0, 22.4, 22.4)
REGION = (20.0, 21.1, 20.9, 20.3, 21.0, 21.6, 22.4, 21.5, 21.0, 21.4, 21.6)


def content() -> Mapping[str, Any]:
    """Everything the specimens name."""
    return {**_forms(), **_drawings(), **comparing(), **_tables()}


def _forms() -> dict[str, Any]:
    return {
        "form": ExampleForm(auto_id="id_%s", label_suffix=""),
        "wrong_form": ExampleForm(data=WRONG, auto_id="wrong_%s", label_suffix=""),
        "filter_form": FilterForm(data={"text": "need", "theme": ["help"]}, auto_id="filter_%s", label_suffix=""),
        "draft": drafts.OpenDraft(form="example", token="", saved_at=datetime(2026, 6, 4, 13, 5, tzinfo=UTC)),
        "chosen": [("Children in need", "?"), ("Published this year", "?")],
        "page": Paginator(range(420), 20).get_page(7),
        "typed": "mansfield",
        "tasks": [
            {"title": "Minutes of Mansfield, 4 June 2026", "href": "#minutes", "status": "To write", "tone": "yellow"},
            {"title": "Visit the school", "href": "#visit", "hint": "Mansfield", "status": "Overdue", "tone": "red"},
        ],
    }


def _drawings() -> dict[str, Any]:
    place, england, region = _points(PLACE, spread=1.4), _points(ENGLAND), _points(REGION)
    bars = [
        charts.Bar(name, value, *_around(value), highlighted=name == "Mansfield") for name, _, _, value, _ in DISTRICTS
    ]
    tiles = [
        maps.Tile(name, name, column, row, _percent(value), band, href="#x")
        for name, column, row, value, band in DISTRICTS
    ]
    groups = [
        maps.Tile(tile.key, tile.name, tile.column, tile.row, f"Locality {'ABC'[at % 3]}", at % 3, label="ABC"[at % 3])
        for at, tile in enumerate(tiles)
    ]
    return {
        "trend": charts.trend(
            [
                charts.Series("Mansfield", place),
                charts.Series("England", england),
                charts.Series("East Midlands", region),
            ],
            title="Re-referrals rose in Mansfield while England stood still",
            unit="%",
            changes=[charts.Change(3.4, "a new front door opened")],
        ),
        "bars": charts.bars(
            bars, title="Re-referrals by district, 2024", unit="%", comparator=charts.Comparator("England", 22.4)
        ),
        "sparkline": charts.sparkline(place, title="Re-referrals, Mansfield", unit="%"),
        "falling": charts.sparkline(_points((7.1, 6.0, 5.5, 5.8, 4.2)), title="No further action, Mansfield", unit="%"),
        "tiles": maps.tiles(
            tiles, title="Re-referrals by district, 2024", legend=FIFTHS, headers=("District", "Re-referrals")
        ),
        "localities": maps.tiles(
            groups,
            title="Three localities",
            legend=("A: Mansfield", "B: Ashfield", "C: Gedling"),
            palette=maps.NOT_ORDERED,
            headers=("District", "Locality"),
        ),
    }


def _points(values: tuple[float | None, ...], *, spread: float | None = None) -> list[charts.Point]:
    return [
        charts.Point(
            str(2014 + at),
            value,
            symbol="c" if value is None else "",
            lower=value - spread if value is not None and spread else None,
            upper=value + spread if value is not None and spread else None,
        )
        for at, value in enumerate(values)
    ]


def _around(value: float | None) -> tuple[float | None, float | None]:
    return (None, None) if value is None else (value - 1.9, value + 2.0)


def _percent(value: float | None) -> str:
    return "c" if value is None else f"{value}%"


def _tables() -> dict[str, Any]:
    return {
        "columns": [
            {"label": "District", "href": "?sort=name", "sorted": "ascending"},
            {"label": "Children aged 0 to 17", "kind": "number", "href": "?sort=children"},
            {"label": "Source", "kind": "text"},
        ],
        "rows": [
            [{"text": "Ashfield", "href": "#ashfield"}, 26874, "ONS"],
            [{"text": "Bassetlaw", "href": "#bassetlaw"}, 23051, "ONS"],
        ],
        "changes": [
            ("Children aged 0 to 17", 49120, 75204, "26,084 more"),
            ("Districts", 2, 3, "Newark and Sherwood joins"),
            ("Groups", 1, 1, ""),
        ],
        "conflict": [("Name", "Mansfield and Ashfield", "Mid Nottinghamshire"), ("Until", None, date(2027, 3, 31))],
        "when": datetime(2026, 6, 4, 13, 5, tzinfo=UTC),
        "day": date(2026, 5, 28),
    }


def wrongs() -> dict[str, Any]:
    """What the error pages show of a conflict and of bad input."""
    return {
        "theirs_and_yours": [("Name", "Mansfield and Ashfield", "Mid Nottinghamshire"), ("Until", "", "31 March 2027")],
        "problems": [
            Problem(
                "“x” stands where a number should be.",
                "Put a number, or c where it is suppressed.",
                "Row 12, column Referrals",
            ),
            Problem("E07000999 is not the code of an area.", "Check the code.", "Row 31, column Area"),
        ],
    }
