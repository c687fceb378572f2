"""What is typed to make a token of the API."""

from typing import Any

from django import forms

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries
from commonground.ground.partners.models import Organisation


class TokenForm(forms.Form):
    """What it is for, for whose work, what it may read, how long."""

    name = forms.CharField(
        label="What it is for",
        max_length=100,
        help_text="The program or report that will use it, such as “Power BI, quarterly report”.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="For the work of",
        empty_label="Choose an organisation",
        help_text="Its administrator sees the token and can end it. It ends with your role there.",
    )
    scopes = forms.MultipleChoiceField(label="What it may read", widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(label="For how many days", min_value=1)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = queries.token_policy()
        organisation, scopes, days = self.fields["organisation"], self.fields["scopes"], self.fields["days"]
        assert isinstance(organisation, forms.ModelChoiceField)
        assert isinstance(scopes, forms.MultipleChoiceField)
        assert isinstance(days, forms.IntegerField)
        organisation.queryset = queries.organisations_for_tokens(viewer)
        scopes.choices = [(one.slug, f"{one.name}. {one.tells}") for one in queries.scopes_offered()]
        days.help_text = f"At most {policy.longest_days}. Then make a new one."
