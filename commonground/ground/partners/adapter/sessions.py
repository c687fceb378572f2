"""Whose session a request is of."""

from typing import cast
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context

from commonground.ground.partners import queries
from commonground.ground.partners.models import Account


class AccountBackend(AuthenticationBackend):
    """Reads the account of a session in the query that reads its row and roles, which each page asks for too: they are
    kept with the request for `SignInMiddleware`."""

    def get_user(self, user_id: UUID) -> Account | None:
        request = context.request
        if request is None:
            return cast(Account | None, super().get_user(user_id))
        found = queries.session_of(user_id, queries.sign_in_id(request))
        if found is None:
            return None
        request.session_read = found
        account = found[1].account
        return account if self.user_can_authenticate(account) else None
