"""What the provider says of a person."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator


class Claims(OAuth2Validator):
    oidc_claim_scope = None  # whatever the scope

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        person = request.user
        verified = "unverified" not in person.username
        methods = {"amr": ["pwd", "mfa"]} if "twofold" in person.username else {}
        return {"email": person.email, "email_verified": verified, "name": person.username, **methods}
