"""Search across rooms."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places
from commonground.ground.places.rules import NotLocated, read_postcode
from commonground.partnership.groups import queries as groups

if TYPE_CHECKING:
    from commonground.ground.places.models import Area
    from commonground.partnership.groups.models import Group


@dataclass(frozen=True)
class Found:
    """What each room found for the words."""

    words: str
    places: list["Area"]
    indicators: list[Definition]
    groups: list["Group"]

    @property
    def postcode(self) -> str:
        """The words, where they are a whole postcode, as it is written; else ""."""
        read = read_postcode(self.words)
        return "" if isinstance(read, NotLocated) else str(read)

    @property
    def count(self) -> int:
        return len(self.places) + len(self.indicators) + len(self.groups)


def search(viewer: Viewer, words: str) -> Found:
    """Places, indicators and groups that the words name and the viewer may know of. Nothing for no words."""
    text = " ".join(words.split())
    if not text:
        return Found("", [], [], [])
    return Found(text, places.search(viewer, text), evidence.search(viewer, text), groups=groups.search(viewer, text))
