"""Addresses of the living page, the place's colour and drafts, and who may open them."""

from tests.security.routes import SIGNED_IN, Route

WITHOUT_A_TOKEN = frozenset({422})

ROUTES = [
    Route("design:living"),
    Route("design:group", arguments=lambda world: {"slug": "forms"}),
    Route("design:example"),
    Route("design:error", arguments=lambda world: {"status": 404}),
    Route("design:colour", arguments=lambda world: {"hexadecimal": "14554a"}),
    Route("design:draft", SIGNED_IN, method="post", answers=WITHOUT_A_TOKEN),
    Route("design:discard-draft", SIGNED_IN, method="post", answers=WITHOUT_A_TOKEN),
]
