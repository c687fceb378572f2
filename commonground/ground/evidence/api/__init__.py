"""Figures, where they come from, and needs profiles, for analysts' tools."""

from ninja import Router

from commonground.ground.evidence.api import catalogue, observations, profiles, releases

router = Router()
for part in (catalogue, observations, profiles, releases):
    router.add_router("", part.router)
