"""What a provider fills in about an entry, by its link: the public parts, as they stand."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.directory.rules import ages, hours_written, phones
from commonground.ground.directory.rules.plain import is_email, is_web_address, plain
from commonground.ground.directory.rules.proposals import CHOICES, HOURS_AT, Value, is_list

SALT = "commonground.directory.entry-as-shown"
MOST_LINES, LONGEST_LINE = 30, 200
LONGEST = {"name": 255, "alternate_name": 255, "email": 254, "url": 2000}
LONG_TEXT = 5000
LONG = ("description", "application_process", "fees", "interpretation_services", "alert")
GROUPS = {
    "What it is": ("name", "alternate_name", "description", "status", "alert"),
    "For whom, and how they come to it": (
        "minimum_age",
        "maximum_age",
        "route",
        "application_process",
        "waiting_weeks",
        "places",
    ),
    "Days and hours": ("hours",),
    "How to ask": ("phones", "email", "url"),
    "Cost and languages": ("fees", "languages", "interpretation_services"),
}
HINTS = {
    "description": "What happens there, for whom it is, what somebody gets from it. Plain words.",
    "alert": "Something that people must know just now, such as a move or a break.",
    "application_process": "What somebody does first, and what happens then.",
    "hours": "A line for each: Mondays and Thursdays, 10:00 to 12:00.",
    "phones": "A line for each: 01632 960001 (office).",
    "languages": "In which it is given, a line for each.",
    "interpretation_services": "What help there is for those who speak another language.",
    "waiting_weeks": "How many weeks somebody who asks today would wait.",
    "places": "How many it can help at a time.",
    "url": "Begins with https:// or http://.",
}


class LinesField(forms.CharField):
    """A list, one thing a line. Lines that stand there already are good; others are `read`."""

    def __init__(self, *, standing: list[str], read: Callable[[str], str], **kwargs: Any) -> None:
        rows = {"rows": max(2, min(8, len(standing) + 1))}
        super().__init__(
            required=False, max_length=MOST_LINES * LONGEST_LINE, widget=forms.Textarea(attrs=rows), **kwargs
        )
        self.standing, self.read = standing, read

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> list[str]:
        written = [" ".join(line.split()) for line in str(super().clean(value)).splitlines()]
        written = list(dict.fromkeys(line for line in written if line))
        if len(written) > MOST_LINES:
            raise ValidationError(f"There are {len(written)} lines. Give {MOST_LINES} at most.")
        read, wrong = [], []
        for at, line in enumerate(written, start=1):
            try:
                read.append(line if line in self.standing else self.read(_plain(line)))
            except Invalid as problem:
                wrong.append(f"Line {at}: {problem.sentence}")
        if wrong:
            raise ValidationError(wrong)
        return list(dict.fromkeys(read))


class PlainField(forms.CharField):
    """Text without markup. What stands there already is good as it is."""

    def __init__(self, code: str, standing: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.code, self.standing = code, standing

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).replace("\r\n", "\n")
        if text == self.standing.strip():
            return self.standing
        if plain(text) != text:
            raise ValidationError("Write plain text, without HTML and hidden signs.")
        if text and self.code == "email" and not is_email(text):
            raise ValidationError("This is no e-mail address. Write it like name@example.org.")
        if text and self.code == "url" and not is_web_address(text):
            raise ValidationError("This is no address of a web page. It begins with https:// or http://.")
        return text


def _plain(text: str) -> str:
    """Raises Invalid for markup and signs that nobody sees."""
    if plain(text) != text:
        raise Invalid("Write plain text, without HTML and hidden signs.")
    return text


def _language(line: str) -> str:
    if len(line) > 100:
        raise Invalid("The name of a language is at most 100 letters.")
    return line


class EntryForm(forms.Form):
    """The entry as it stands, to be put right. `shown` is the entry that the page was drawn from, signed: what differs
    from it is proposed, whatever the entry says when it is sent."""

    shown = forms.CharField(widget=forms.HiddenInput)
    remark = forms.CharField(
        label="Anything else the directory should know",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only who keeps the directory reads this. Please name no child and no family.",
    )

    def __init__(self, data: Any, *, entry: Mapping[str, Value], labels: Mapping[str, str]) -> None:
        super().__init__(data, initial={"shown": signing.dumps(dict(entry), salt=SALT, compress=True)})
        self.entry = self._as_shown() or entry
        for code, value in self.entry.items():
            self.fields[field_name(code)] = _field(code, labels.get(code, "When"), value)
            self.initial[field_name(code)] = value
        self.order_fields([*(field_name(code) for code in self.entry), "remark", "shown"])

    def _as_shown(self) -> dict[str, Value] | None:
        """The entry that this form was drawn from, where it comes back as we signed it."""
        if not self.is_bound:
            return None
        try:
            found: dict[str, Value] = signing.loads(str(self.data.get("shown", "")), salt=SALT)
        except signing.BadSignature:
            return None
        return found

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The parts under their headings; hours at a place stand with the other hours."""
        return [(title, [self[field_name(code)] for code in self._of(codes)]) for title, codes in GROUPS.items()]

    def _of(self, codes: tuple[str, ...]) -> list[str]:
        at_places = [code for code in self.entry if code.startswith(HOURS_AT)] if "hours" in codes else []
        return [*(code for code in codes if code in self.entry), *at_places]

    def clean(self) -> dict[str, Any]:
        """Ages go together."""
        given = super().clean() or {}
        if self._as_shown() is None:
            raise ValidationError("This page was changed on its way. Open the link again.")
        wrong = ages.what_is_wrong(given.get("minimum_age"), given.get("maximum_age"))
        if wrong:
            self.add_error("maximum_age", f"The service {wrong}")
        return given

    @property
    def said(self) -> dict[str, Value]:
        """Every part as it was sent."""
        return {code: _as_value(self.cleaned_data[field_name(code)]) for code in self.entry}


def field_name(code: str) -> str:
    """As a part is called in the form: hours at a place have an id in their code."""
    return code.replace(HOURS_AT, "hours_at_").replace("-", "_")


def _as_value(given: Any) -> Value:
    if given is None:
        return ""
    if isinstance(given, list):
        return given
    return f"{given.normalize():f}" if hasattr(given, "normalize") else str(given)


def _field(code: str, label: str, standing: Value) -> forms.Field:
    told: dict[str, Any] = {"label": label, "help_text": HINTS.get("hours" if code.startswith(HOURS_AT) else code, "")}
    if is_list(code):
        assert isinstance(standing, list)
        read = {"phones": lambda line: str(phones.read_number(line)), "languages": _language}
        return LinesField(standing=standing, read=read.get(code, hours_written.as_written), **told)
    if code in ("minimum_age", "maximum_age"):
        return forms.DecimalField(required=False, max_digits=5, decimal_places=2, **told)
    if code in ("waiting_weeks", "places"):
        most = 520 if code == "waiting_weeks" else 100_000
        return forms.IntegerField(required=False, min_value=0, max_value=most, **told)
    if code in CHOICES:
        every = CHOICES[code].items() if code == "status" else [("", "Not said"), *CHOICES[code].items()]
        return forms.ChoiceField(choices=list(every), required=code == "status", **told)
    return _text(code, str(standing), told)


def _text(code: str, standing: str, told: Mapping[str, Any]) -> "PlainField":
    rows = {"rows": 8 if code == "description" else 3}
    widget = forms.Textarea(attrs=rows) if code in LONG else forms.TextInput()
    longest = max(LONGEST.get(code, LONG_TEXT), len(standing) * 2)
    return PlainField(code, standing, required=code == "name", max_length=longest, widget=widget, **told)
