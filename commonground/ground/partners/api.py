"""For whom the API takes a program."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Field, Router, Schema

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.endpoints import reads
from commonground.ground.partners.models import Token

router = Router()


class TokenAnswer(Schema):
    name: str
    organisation: str
    scopes: list[str]
    expires_at: datetime


class MeAnswer(Schema):
    label: str
    roles: list[str]
    token: TokenAnswer | None = Field(description="Null for somebody who is signed in at a browser.")


@router.get("/me", response=MeAnswer)
@reads("signed in")
def me(request: HttpRequest) -> dict[str, object]:
    """For whom the token lets you read, what it may, and until when: to try a token, and to see when it runs out."""
    viewer = viewer_of(request)
    token: Token | None = getattr(request, "token", None)
    told = {"expires_at": token.expires_at, "scopes": token.scopes, "name": token.name} if token else None
    return {
        "label": viewer.label,
        "roles": sorted(viewer.roles),
        "token": {**told, "organisation": token.organisation.name} if token and told else None,
    }
