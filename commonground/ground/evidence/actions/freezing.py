"""Writing down what was frozen: once, inside the transaction of whoever freezes."""

from collections.abc import Sequence
from typing import Any

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import Frozen
from commonground.ground.evidence.queries import frozen as queries
from commonground.ground.evidence.queries.catalogue import definitions
from commonground.ground.evidence.rules import frozen
from commonground.ground.evidence.rules.profiles.content import MadeFrom


def freeze(content: Any, *, slugs: Sequence[str], made_from: MadeFrom, by: Viewer) -> Frozen:
    """The content, its hash, and the catalogue entries by which its figures can be made again."""
    packed = frozen.pack(content)
    return Frozen.objects.create(
        content=packed,
        sha256=frozen.digest(packed),
        catalogue=made_from.catalogue,
        definitions=queries.definitions_text(queries.needed(slugs, definitions())),
        places=made_from.places,
        recipe=made_from.recipe,
        releases=list(made_from.releases),
        made_at=by.now,
        made_by=by.label,
        made_by_id=by.id,
    )
