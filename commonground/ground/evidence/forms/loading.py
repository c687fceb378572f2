"""A published file, and what its columns are."""

from collections.abc import Mapping
from typing import Any

from django import forms

from commonground.ground.evidence.queries import Candidate


class FileForm(forms.Form):
    """Which file, and of what."""

    kind = forms.ChoiceField(label="What it is a file of", widget=forms.RadioSelect)
    file = forms.FileField(label="The file as it was published", help_text="CSV, plain or packed as .gz")

    def __init__(self, data: Any = None, files: Any = None, *, kinds: Mapping[str, str]) -> None:
        super().__init__(data, files)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = list(kinds.items())


class VersionForm(forms.Form):
    """The version that somebody saw."""

    based_on = forms.IntegerField(min_value=1)


class ColumnsForm(forms.Form):
    """Which head of the file stands for each column of a layout."""

    def __init__(self, data: Any = None, *, candidate: Candidate, heads: list[str], example: Mapping[str, str]) -> None:
        super().__init__(data)
        choices = [("", "Not in this file"), *((head, _with_example(head, example)) for head in heads)]
        for one in candidate.proposals:
            self.fields[one.column] = forms.ChoiceField(
                label=one.column, choices=choices, required=False, initial=one.head, help_text=_why(one.how.value)
            )

    @property
    def columns(self) -> dict[str, str]:
        """Column of the layout → head, or nothing."""
        return dict(self.cleaned_data)


def _with_example(head: str, example: Mapping[str, str]) -> str:
    return f"{head} (first row: {example[head][:40]})" if example.get(head) else head


def _why(how: str) -> str:
    return f"Proposed by {how}." if how != "nothing like it in the file" else "Nothing in the file is like it."
