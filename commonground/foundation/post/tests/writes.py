"""Writes of this room that the harness does by many at once and kills in the middle."""

from collections.abc import Iterable

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.foundation.post import actions as post
from commonground.foundation.post import queries
from commonground.foundation.post.models import ReceivedNotice
from tests.security.writes import Write


def tell(token: str) -> None:
    """The token is what the notice is about, which the audit keeps."""
    whom = post.Recipient(None, f"{token}@example.org", "Member")
    notice = post.Notice(queries.surroundings().kinds[0].slug, "Something happened", about=token)
    post.notify(recipients=[whom], notice=notice, by=operator(timezone.now(), permissions=frozenset()))


def told() -> Iterable[str]:
    """Those that have their e-mail: a notice without it would be half done."""
    return ReceivedNotice.objects.filter(email__isnull=False).values_list("about", flat=True)


WRITES = [Write("people told", tell, told)]
