"""Addresses that config itself answers: what the API is, for people and for programs."""

from tests.security.routes import Route

ROUTES = [
    Route("api", tells=("API for analysts",)),
    Route("api:openapi"),
]
