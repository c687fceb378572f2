"""How a form's fields are drawn and how its errors read."""

from django import forms
from django.template import Context, engines
from django_cotton.compiler_regex import CottonCompiler
from lxml import html

from commonground.foundation.design import fields
from commonground.foundation.design.specimens import WRONG, ExampleForm


def drawn(markup: str, **context: object) -> html.HtmlElement:
    template = engines["django"].engine.from_string(CottonCompiler().process(markup))
    return html.fragment_fromstring(f"<main>{template.render(Context(context))}</main>")


def wrong() -> ExampleForm:
    return ExampleForm(data=WRONG)


def test_each_widget_has_its_kind() -> None:
    kinds = {bound.name: fields.kind_of(bound) for bound in ExampleForm()}
    assert kinds == {
        "name": "text",
        "about": "textarea",
        "from_day": "date",
        "level": "select",
        "status": "radios",
        "districts": "checkboxes",
        "share": "number",
        "file": "file",
        "password": "password",
        "agreed": "checkbox",
    }


def test_errors_name_their_field_where_django_would_not() -> None:
    assert [problem.text for problem in fields.problems_of(wrong())] == [
        "Enter name",
        "First day must be a real date, for example 4 6 2026",
        "Choose level from the list",
        "Choose status",
        "Choose districts",
        "Share of the cost must be a number, for example 12",
        "Enter your password",
        "Confirm: the partners have agreed to this",
    ]


def test_a_rooms_own_words_are_left_as_they_are() -> None:
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "Say who it is about."})

    assert [problem.text for problem in fields.problems_of(Own(data={}))] == ["Say who it is about."]


def test_short_names_of_things_keep_their_capitals() -> None:
    class Short(forms.Form):
        upn = forms.CharField(label="UPN")

    assert fields.problems_of(Short(data={}))[0].text == "Enter UPN"


def test_the_summary_leads_to_an_input_that_is_there() -> None:
    form = wrong()
    page = drawn(
        '<c-form :form="form">{% for field in form %}<c-field :field="field" />{% endfor %}</c-form>', form=form
    )
    targets = [link.get("href").removeprefix("#") for link in page.xpath("//*[@role='alert']//a")]
    assert len(targets) == 8
    assert all(page.xpath("//*[@id=$target]", target=target) for target in targets)


def test_a_form_that_was_not_sent_has_no_problems() -> None:
    page = drawn('<c-error-summary :form="form" />', form=ExampleForm())
    assert page.text_content().strip() == ""


def test_problems_of_the_whole_form_stand_first_and_lead_nowhere() -> None:
    form = ExampleForm(data={**WRONG, "name": "the same", "about": "the same"})
    assert fields.problems_of(form)[0] == fields.FormProblem("Say what it is for in other words than its name")


def test_hints_and_errors_are_said_with_their_field() -> None:
    page = drawn('{% for field in form %}<c-field :field="field" />{% endfor %}', form=wrong())
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    described = [element for element in page.iter() if element.get("aria-describedby")]
    assert len(described) >= 9
    assert all(set(element.get("aria-describedby").split()) <= ids for element in described)


def test_what_was_typed_is_kept_except_a_password() -> None:
    form = ExampleForm(data={**WRONG, "name": "Mid <b>", "password": "secret", "districts": ["gedling"]})
    page = drawn('{% for field in form %}<c-field :field="field" />{% endfor %}', form=form)
    assert page.xpath("//*[@id='id_name']")[0].get("value") == "Mid <b>"
    assert page.xpath("//*[@id='id_share']")[0].get("value") == "a lot"
    assert page.xpath("//*[@id='id_from_day_1']")[0].get("value") == "2"
    assert [box.get("value") for box in page.xpath("//input[@name='districts'][@checked]")] == ["gedling"]
    assert page.xpath("//*[@id='id_password']")[0].get("value") is None


def test_every_input_has_a_name_that_is_heard() -> None:
    page = drawn('{% for field in form %}<c-field :field="field" />{% endfor %}', form=ExampleForm())
    labelled = {label.get("for") for label in page.xpath("//label")}
    inputs = [element for element in page.xpath("//input|//select|//textarea") if element.get("type") != "hidden"]
    assert len(inputs) == 15
    assert {element.get("id") for element in inputs} <= labelled
