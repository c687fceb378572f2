"""Every component has its manual and its place on the living page, and lets no text become markup."""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from commonground.foundation.design import charts, drafts, maps
from commonground.foundation.design.specimens import COMPONENTS, GROUPS, TEMPLATES, Specimen
from commonground.foundation.design.templatetags import design
from commonground.foundation.design.tests.attacks import attacks, harmless_like, structure

ALL = sorted(COMPONENTS.glob("*.html"))
NAMES = [path.stem for path in ALL]
# parts that are only ever shown inside another
PARTS = {
    "crumb",
    "fact",
    "side_link",
    "sub_link",
    "download",
    "event",
    "task",
    "check",
    "figures",
    "buttons",
    "field",
    "error_summary",
    "form",
}
# given by whoever writes the template, never text of people: names of elements
STRUCTURE = {"level"}


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_a_component_begins_with_its_manual(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"\{# .{10,}\. #\}", first)


def test_every_component_is_on_the_living_page() -> None:
    shown = {name for _, names in GROUPS.values() for name in names}
    markup = "".join(Specimen(name).markup for name in shown)
    missing = [name for name in NAMES if f"<c-{name.replace('_', '-')}" not in markup]
    assert missing == ["error_summary"]  # shown by <c-form>
    assert set(NAMES) - PARTS <= shown | {"conflict"}


@pytest.mark.parametrize(
    ("heads", "width"),
    [('<tr><th scope="col">A</th><th scope="col">B</th></tr>', 2), ("<tr><th>A</th></tr>", 1), ("", 1)],
)
def test_the_row_that_says_that_a_table_is_empty_is_as_wide_as_its_heads(heads: str, width: int) -> None:
    assert design.heads_in(heads) == width


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_a_component_writes_no_attributes_it_was_not_made_for(path: Path) -> None:
    """Cotton's {{ attrs }} writes values without escaping them."""
    assert "attrs" not in path.read_text(encoding="utf-8")


def test_no_template_of_ours_hands_text_to_cotton_as_an_expression() -> None:
    """`:name="{{ text }}"` would be read as a Python literal where it looks like one; `:name="text"` is not."""
    found = [
        path.name
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\s:[\w-]+=\"[^\"]*\{\{", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def with_everything(name: str) -> str:
    """The component with every attribute it knows, each as a variable, and with content."""
    source = (COMPONENTS / f"{name}.html").read_text(encoding="utf-8")
    found = re.search(r"<c-vars (.*?)/>", source)
    attributes = re.findall(r"(:?)([a-z_]+)=\"", found[1]) if found else []
    texts = [f':{key}="text"' for dynamic, key in attributes if not dynamic and key not in STRUCTURE]
    things = [f':{key}="{key}_"' for dynamic, key in attributes if dynamic]
    tag = f"c-{name.replace('_', '-')}"
    return f"<{tag} {' '.join(texts + things)}>{{{{ text }}}}</{tag}>"


def things(text: str) -> dict[str, object]:
    """What components take besides text, made of the text throughout."""

    class AnyForm(forms.Form):
        words = forms.CharField(label=text, help_text=text, error_messages={"required": text})
        chosen = forms.ChoiceField(label=text, choices=[(text, text)], help_text=text)
        radios = forms.ChoiceField(label=text, choices=[(text, text)], widget=forms.RadioSelect, help_text=text)
        day = forms.DateField(label=text, help_text=text, error_messages={"invalid": text})

        def clean(self) -> None:
            raise forms.ValidationError(text)

    form = AnyForm(data={"day": text, "chosen": text, "radios": text})
    point = charts.Point(text, 1, text=text)
    return {
        "text": text,
        "items_": [(text, text)] if text else [],
        "rows_": [[text, text, text, text]],
        "columns_": [text, {"label": text, "href": text, "sorted": "ascending"}],
        "chosen_": [(text, text)],
        "form_": form,
        "field_": form["words"],
        "draft_": drafts.OpenDraft(form=text, token=text, saved_at=None),
        "drawing_": charts.trend([charts.Series(text, [point])], title=text),
        "sparkline_": charts.sparkline([point], title=text),
        "page_": Paginator(range(100), 10).get_page(5),
        "at_": date(2026, 6, 4),
        "current_": text,
        "passed_": "",
        "done_": 1,
        "total_": 2,
        "request": RequestFactory().get("/", {text: text}),
    }


def drawn(name: str, text: str) -> list[tuple[str, tuple[str, ...]]]:
    context = things(text)
    if name == "conflict":
        context["rows_"] = [(text, text, text)]
    if name == "downloads":
        context["items_"] = [(text, text, text)]
    if name == "side_navigation":
        context["items_"] = [{"label": text, "href": text, "current": text}]
    if name == "summary_list":
        context["rows_"] = [(text, text)]
    return structure(PIECES[name].render(Context(context)))


PIECES = {name: engines["django"].engine.from_string(CottonCompiler().process(with_everything(name))) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_no_text_becomes_markup(name: str) -> None:
    harmless = {text: drawn(name, text) for text in {harmless_like(attack) for attack in attacks()}}
    for attack in attacks():
        assert drawn(name, attack) == harmless[harmless_like(attack)], attack


@pytest.mark.parametrize("name", ["words", "chosen", "radios", "day"])
def test_no_text_of_a_field_becomes_markup(name: str) -> None:
    def field(text: str) -> list[tuple[str, tuple[str, ...]]]:
        return structure(PIECES["field"].render(Context({**things(text), "field_": things(text)["form_"][name]})))

    for attack in attacks():
        assert field(attack) == field(harmless_like(attack)), attack


@pytest.mark.parametrize("palette", [maps.ORDERED, maps.NOT_ORDERED])
def test_no_text_of_a_map_beside_its_list_becomes_markup(palette: maps.Palette) -> None:
    def beside(text: str) -> list[tuple[str, tuple[str, ...]]]:
        tile = maps.Tile(text, text, 0, 0, text, 1, href=text, label=text)
        drawing = maps.tiles([tile], title=text, legend=[text], palette=palette)
        return structure(PIECES["drawing"].render(Context({**things(text), "drawing_": drawing})))

    for attack in attacks():
        assert beside(attack) == beside(harmless_like(attack)), attack
