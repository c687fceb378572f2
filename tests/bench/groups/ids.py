"""Ids and places that follow from counting: the same rows have the same ids each time the place is made."""

from typing import Protocol
from uuid import UUID

from django.db import models

from commonground.ground.partners.models import Practitioner

KINDS = [
    "account", "practitioner", "organisation", "team", "post", "venue", "group", "seat", "holding", "officeheld",
    "meeting", "agendaitem", "paper", "recommendation", "minutes", "packissue", "action", "decision",
    "termsofreference", "engagement", "forwarditem", "plan", "planversion", "priority", "measure", "planaction",
    "programme", "workstream", "milestone", "risk", "escalation", "question", "approval", "review", "advice",
    "boardreport", "area",
]  # fmt: skip


class Peopled(Protocol):
    """What says how many people there are."""

    @property
    def people(self) -> int: ...


def key(model: type[models.Model], *numbers: int) -> UUID:
    """The same id each time, by what it is of and its numbers."""
    made = 0
    for number in numbers:
        made = made << 20 | number + 1
    return UUID(int=KINDS.index(model._meta.model_name or "") << 96 | made)


def member(group: int, seat: int, size: Peopled) -> UUID:
    """Who holds a seat; deputies and officers follow on the seats. The manager, who is the first, is no member."""
    return key(Practitioner, 1 + (group * 11 + seat) % (size.people - 1))
