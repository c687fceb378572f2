"""What everybody types to sign in."""

from typing import Any

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from commonground.foundation.kernel.errors import Invalid, Problem


class SignInForm(LoginForm):
    """allauth's, with labels that stay when somebody types instead of words inside the boxes that vanish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.work_account = settings.COMMONGROUND_OIDC  # the page has a button for it
        self.fields["login"].label = "E-mail address"
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def check_password(password: str) -> None:
    """Raises Invalid with each thing that makes it easy to guess."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise Invalid(
            "The account was not made.", [Problem(text, where="Password") for text in error.messages]
        ) from None
