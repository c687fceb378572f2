"""How much of a small area of one year lies in each of another: plain numbers, for tables and for pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

PIECE = ">"  # E01033769>E01028040: the part of the one that lies in the other


class Share(NamedTuple):
    """So much of a former area lies in a successor. The shares of an area add up to one."""

    former: str
    successor: str
    share: float

    @property
    def piece(self) -> str:
        """How the common ground of the two is called among the parts of a whole."""
        return f"{self.former}{PIECE}{self.successor}"


def shares(changes: Iterable[tuple[str, str]], weights: Mapping[str, float]) -> list[Share]:
    """How much of each former area lies in each of its successors; `changes` are (former, successor).

    By the weights of the successors where every one of them has one and they are more than nought together, else
    equally. A successor that takes in several formers weighs the same for each of them: how its weight divides
    between them is not known.
    """
    successors: dict[str, list[str]] = defaultdict(list)
    for former, successor in sorted(set(changes)):
        successors[former].append(successor)
    return [
        Share(former, successor, share)
        for former, held in successors.items()
        for successor, share in zip(held, _shares(held, weights), strict=True)
    ]


def _shares(successors: Sequence[str], weights: Mapping[str, float]) -> list[float]:
    known = [weights.get(successor) for successor in successors]
    total = sum(weight for weight in known if weight is not None)
    if None in known or total <= 0:
        return [1 / len(successors)] * len(successors)
    return [(weight or 0.0) / total for weight in known]
