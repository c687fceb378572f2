"""What people write into papers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from commonground.foundation.kernel.attachments import SUFFIXES, TAKEN
from commonground.foundation.kernel.errors import Ambiguous, NotFound
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.partnership.groups.actions import mark_of
from commonground.partnership.groups.models import AgendaItem, Paper, PaperFile
from commonground.partnership.groups.rules.papers import PaperPack, SaidText

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

MARKS = (
    "An empty line begins a new paragraph. You can write lists with - or 1., **strong** and *emphasis*, "
    "[words](https://address) and simple tables with | between cells."
)
ROWS_OF_RECOMMENDATIONS = 3  # empty ones beside those that are there


class BeginForm(forms.Form):
    """A new paper."""

    title = forms.CharField(label="Title of the paper", max_length=200)
    organisation = forms.ModelChoiceField(
        queryset=partners.bodies(), label="Organisation that brings it", required=False,
        empty_label="That of my seat", help_text="It is printed with the paper.",
    )  # fmt: skip
    contact = forms.CharField(
        label="Whom to ask", max_length=200, help_text="A team or post with telephone or e-mail. Everybody reads it."
    )
    is_restricted = forms.BooleanField(
        label="It is for a restricted item", required=False, help_text="Then only members at the table ever see it."
    )


class TextsForm(forms.Form):
    """The long form: every text that the rule pack asks for, each with "there is none"."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Title of the paper", max_length=200)
    contact = forms.CharField(label="Whom to ask", max_length=200, required=False)

    def __init__(self, *args: Any, paper: Paper, pack: PaperPack, **kwargs: Any) -> None:
        self.pack = pack
        rows = {one.key: one for one in paper.sections.all()}
        initial: dict[str, Any] = {"based_on": paper.version, "title": paper.title, "contact": paper.contact}
        for asked in pack.texts:
            row = rows.get(asked.key)
            text, is_none = (row.text, row.is_none) if row else ("", False)
            seen = f"{row.version if row else 0}.{mark_of(text, is_none=is_none)}"
            initial |= {f"text-{asked.key}": text, f"none-{asked.key}": is_none, f"seen-{asked.key}": seen}
        super().__init__(*args, **{**kwargs, "initial": {**initial, **kwargs.get("initial", {})}})
        for asked in pack.texts:
            label = f"{asked.under}: {asked.heading}" if asked.under else asked.heading
            rows_high = 3 if asked.under else 8
            self.fields[f"text-{asked.key}"] = forms.CharField(
                label=label, required=False, help_text=asked.help, widget=forms.Textarea(attrs={"rows": rows_high})
            )
            self.fields[f"none-{asked.key}"] = forms.BooleanField(label=f"{label}: there is none", required=False)
            self.fields[f"seen-{asked.key}"] = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The fields by section, as the page shows them."""
        return [
            {
                "heading": section.heading,
                "help": section.help,
                "has_parts": any(one.under for one in section.texts),
                "texts": [
                    {"text": self[f"text-{one.key}"], "none": self[f"none-{one.key}"], "seen": self[f"seen-{one.key}"],
                     "label": one.heading}
                    for one in section.texts
                ],
            }
            for section in self.pack.sections
            if section.texts
        ]  # fmt: skip

    @property
    def asked(self) -> Mapping[str, Any]:
        """What the action is given."""
        held = self.cleaned_data
        return {
            "based_on": held["based_on"],
            "title": held["title"],
            "contact": held["contact"],
            "texts": {
                one.key: SaidText(_plain(held[f"text-{one.key}"]), held[f"none-{one.key}"]) for one in self.pack.texts
            },
            "seen": {one.key: _seen(held[f"seen-{one.key}"]) for one in self.pack.texts},
        }


def _plain(text: str) -> str:
    """Browsers send lines that end in two signs."""
    return text.replace("\r\n", "\n")


def _seen(held: str) -> tuple[int, str]:
    version, _, mark = held.partition(".")
    return (int(version) if version.isdigit() else 0), mark


class RecommendationsForm(forms.Form):
    """Recommendations in order: the place decides, whatever row one stands in."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        texts = [one.text for one in paper.recommendations.all()]
        self.count = len(texts) + ROWS_OF_RECOMMENDATIONS
        initial: dict[str, Any] = {"based_on": paper.version}
        for at in range(self.count):
            initial |= {f"place-{at}": at + 1, f"text-{at}": texts[at] if at < len(texts) else ""}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for at in range(self.count):
            self.fields[f"text-{at}"] = forms.CharField(
                label=f"Recommendation {at + 1}", required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
            self.fields[f"place-{at}"] = forms.IntegerField(
                label=f"Place of recommendation {at + 1}", required=False, min_value=1, max_value=99
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"text-{at}"], self[f"place-{at}"]) for at in range(self.count)]

    @property
    def texts(self) -> Sequence[str]:
        """In the order of their places; where two have one, as they stand."""
        held = self.cleaned_data
        order = sorted(range(self.count), key=lambda at: (held[f"place-{at}"] or 99, at))
        return [_plain(held[f"text-{at}"]) for at in order]


class BackgroundForm(forms.Form):
    """What the paper rests on."""

    title = forms.CharField(label="Title of the background paper", max_length=200)
    link = forms.URLField(label="Where it is published", required=False, max_length=500, assume_scheme="https")
    file: forms.ModelChoiceField[PaperFile] = forms.ModelChoiceField(
        queryset=PaperFile.objects.none(),
        label="Or the file of it",
        required=False,
        empty_label="None of the files with this paper",
    )
    is_published_elsewhere = forms.BooleanField(label="It is published in print and only named here", required=False)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].queryset = paper.files.all()  # type: ignore[attr-defined]  # a choice of rows


class FileForm(forms.Form):
    file = forms.FileField(
        label="File", help_text=f"{TAKEN} At most 20 MB each.",
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )  # fmt: skip
    title = forms.CharField(label="What it is called in the pack", max_length=200, required=False)


class AreasForm(forms.Form):
    """Areas by name or code, one a line."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    areas = forms.CharField(
        label="Areas affected", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One a line: a name or code, such as Mansfield and Ashfield or E07000174.",
    )  # fmt: skip

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        self.on = on
        super().__init__(*args, **kwargs)

    def clean_areas(self) -> "list[Area]":
        """Raises ValidationError that says which line is none, or could be several."""
        wrong, found = [], []
        for at, line in enumerate(self.cleaned_data["areas"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found.append(places.area_by_reference(line.strip(), on=self.on))
            except Ambiguous as several:
                names = "; ".join(str(one) for one in several.problems[:5])
                wrong.append(f"Line {at}: {several.sentence} {names}")
            except NotFound as none:
                wrong.append(f"Line {at}: {none.sentence}")
        if wrong:
            raise ValidationError(wrong)
        return found


class SignForm(forms.Form):
    """A comment and a signature."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    of_text = forms.CharField(widget=forms.HiddenInput)
    comment = forms.CharField(label="Comment", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    name = forms.CharField(
        label="Name", max_length=150, required=False,
        help_text="Yours. The clerk may enter somebody whose signature came in writing.",
    )  # fmt: skip
    initials = forms.CharField(label="Initials", max_length=10, required=False, help_text="They are printed.")


class DecideForm(forms.Form):
    """Something is done to what the person saw, without more to say."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class WhyForm(DecideForm):
    """Something is done with a reason."""

    why = forms.CharField(label="Reason", max_length=300, help_text="Everybody who reads the pack reads it.")


class TableForm(forms.Form):
    """Under which item."""

    item = forms.ModelChoiceField(queryset=AgendaItem.objects.none(), label="Under which item?", empty_label="Choose")

    def __init__(self, *args: Any, items: QuerySet[AgendaItem], offered: Iterable[AgendaItem], **kwargs: Any) -> None:
        """`items`: all that may be chosen. `offered`: those of them on this page."""
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        field.queryset = items  # type: ignore[attr-defined]  # a choice of rows
        field.choices = [("", "Choose"), *((str(one.pk), _in_words(one)) for one in offered)]  # type: ignore[attr-defined]  # a choice of rows


class TableInForm(forms.Form):
    """`?group=`: the group at whose meetings a paper may be put under an item; at first its own."""

    group = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, groups: Iterable[tuple[str, str]], own: str) -> None:
        choices = [("", "Every group that you serve"), *groups]
        known = {slug for slug, _ in choices}
        self.asked: str = data.get("group", own) if data.get("group", own) in known else ""
        super().__init__({"group": self.asked})
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def _in_words(item: AgendaItem) -> str:
    day = item.meeting.starts_at
    return f"{item.meeting.group}, {day.day} {day:%B %Y}: {item}"
