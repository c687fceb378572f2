"""Fields for the body, and perhaps the person, that something is given to."""

from typing import Any

from django import forms

from commonground.partnership.groups import queries


class WithOwner(forms.Form):
    """A form with `organisation` and `owner`: those that an action of the group can be given to."""

    organisation = forms.ChoiceField(label="Owned by which organisation")
    owner = forms.ChoiceField(label="By whom", required=False)

    def __init__(self, *args: Any, doers: queries.Doers, **kwargs: Any) -> None:
        self._doers = doers
        super().__init__(*args, **kwargs)
        bodies = [(key, str(body)) for key, body in doers.bodies.items()]
        people = [(key, person.name) for key, person in doers.people.items()]
        for name, choices in (("organisation", bodies), ("owner", [("", "Nobody in person"), *people])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: the organisation and the person themselves."""
        typed = dict(self.cleaned_data)
        organisation, owner = self._doers.bodies[typed["organisation"]], self._doers.people.get(typed["owner"])
        return {**typed, "organisation": organisation, "owner": owner}


class ForGroups(forms.Form):
    """A filter with `group`: those that the viewer may know of."""

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Every group"), *groups]

    @property
    def typed(self) -> dict[str, Any]:
        """What the address asks for; a part that is not understood is left out, and the form says so."""
        typed = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return {name: typed.get(name, "") for name in self.fields}
