"""Record what was done. (Interface; the room's owner writes it whole.)"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.db import models, transaction

from commonground.foundation.kernel.viewer import Viewer


@contextmanager
def atomic() -> Iterator[None]:
    """One transaction: the events recorded inside are written last, before commit. Also a decorator."""
    with transaction.atomic():
        yield


def record(
    verb: str,
    *,
    by: Viewer,
    about: models.Model | None = None,
    details: Mapping[str, object] | None = None,
    persons: Iterable[UUID] = (),
) -> None:
    """Buffer one event of the transaction that `atomic` opened."""
