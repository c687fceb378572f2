"""States of a link between two bodies, and which may follow which (M24: links to be built)."""

from enum import Enum


class LinkStatus(Enum):
    PLANNED = "planned"
    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return self.value.capitalize()


LINK_MOVES = {
    LinkStatus.PLANNED: {LinkStatus.ACTIVE, LinkStatus.ENDED},
    LinkStatus.ACTIVE: {LinkStatus.DORMANT, LinkStatus.ENDED},
    LinkStatus.DORMANT: {LinkStatus.ACTIVE, LinkStatus.ENDED},
    LinkStatus.ENDED: set(),
}
