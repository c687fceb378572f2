"""Setting up a second factor. allauth's pages, on which what was just proved also counts for this session.

Not imported by the other pages: passkeys bring heavy libraries, which are loaded when somebody first needs them.
"""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse


class SetUpApp(ActivateTOTPView):
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp", reauthenticated=True)
        return answer


class AddPasskey(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A passkey that is kept on the device and asks for a finger, a face or a PIN: two factors in one."""
        # Past allauth's own, which would draw up another challenge and forget it.
        shown: dict[str, Any] = super(AddWebAuthnView, self).get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return shown | {"js_data": {"creation_options": options}}

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn", reauthenticated=True)
        return answer

    def form_invalid(self, form: Form) -> HttpResponse:
        for text in form.errors.get("credential", []):  # the field is hidden: the page says it on top
            messages.error(self.request, str(text))
        return super().form_invalid(form)


set_up_app = SetUpApp.as_view()
add_passkey = AddPasskey.as_view()
