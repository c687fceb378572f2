"""What somebody chooses for each kind of notice."""

from collections.abc import Sequence

from django import forms

from commonground.foundation.post.queries import Chosen
from commonground.foundation.post.rules import Way

LABELS = {
    Way.AT_ONCE: "By e-mail at once",
    Way.DIGEST: "By e-mail once a day, with all others",
    Way.ON_SITE: "No e-mail, only here",
}


class ChoicesForm(forms.Form):
    """A question for each kind that is declared, named after its slug."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *given: object, chosen: Sequence[Chosen], **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]  # passed on as they came
        self.named = {one.kind.slug.replace(".", "-"): one.kind.slug for one in chosen}
        for name, one in zip(self.named, chosen, strict=True):
            offered = [way for way in Way if not (one.kind.is_duty and way is Way.ON_SITE)]
            self.fields[name] = forms.ChoiceField(
                label=one.kind.title,
                help_text=f"You get it because {one.kind.because}."
                + (" It cannot be switched off." if one.kind.is_duty else ""),
                choices=[(way.value, LABELS[way]) for way in offered],
                initial=one.way.value,
                widget=forms.RadioSelect,
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.named]

    @property
    def ways(self) -> dict[str, Way]:
        return {slug: Way(self.cleaned_data[name]) for name, slug in self.named.items()}
