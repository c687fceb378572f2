"""Who holds a token in the tests of tokens, and what is asked with it."""

from datetime import UTC, datetime

from django.test import Client
from django.utils import timezone

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import actions, queries
from commonground.ground.partners.models import Account
from commonground.ground.partners.tests.people import real, role
from tests.tokens import bearer

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ME = "/api/v1/partners/me"
MINUTE = {
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "polite": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "minute"},
}


def token_holder() -> Account:
    """An analyst, who may have tokens and has none."""
    held = role("analyst", "partners.hold-token", "evidence.import", "evidence.own", "evidence.write", "work.read")
    return real("Ana Lyst", held=held)


def viewer(account: Account, now: datetime | None = None) -> Viewer:
    return queries.viewer_for(account, session="s", now=now or timezone.now())


def ask(made: actions.MadeToken, path: str = ME):
    return Client().get(path, headers=bearer(made))


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("position").values_list("verb", flat=True))
