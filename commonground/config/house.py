"""The house: which rooms there are, which way is down, what may import what.

The order is data (`house.toml`); the rooms are the folders that exist, so that a new room is covered by every
contract the moment it appears.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

PACKAGE = "commonground"
PLAN = Path(__file__).with_name("house.toml")
SINGLE_ROOM_WINGS = ("showcase",)
FOUNDATION = "foundation"

Layers = tuple[tuple[str, ...], ...]


def layers(text: str) -> Layers:
    """`"a > b | c"` as (("a",), ("b", "c")): higher first, beside each other in one layer."""
    return tuple(tuple(part.strip() for part in layer.split("|")) for layer in text.split(">"))


@dataclass(frozen=True)
class Room:
    """A folder of the house. `wing` and `name` are the same for a wing that is one room."""

    wing: str
    name: str
    path: Path

    @property
    def key(self) -> str:
        """`ground.places`; `showcase` for a wing that is one room."""
        return self.wing if self.wing == self.name else f"{self.wing}.{self.name}"

    @property
    def module(self) -> str:
        return f"{PACKAGE}.{self.key}"

    @property
    def is_foundation(self) -> bool:
        return self.wing == FOUNDATION


@dataclass(frozen=True)
class House:
    """The package found in `root`, read against the plan."""

    root: Path

    @cached_property
    def plan(self) -> dict[str, Any]:
        return tomllib.loads((self.package / "config" / "house.toml").read_text(encoding="utf-8"))

    @property
    def package(self) -> Path:
        return self.root / PACKAGE

    @cached_property
    def wings(self) -> Layers:
        return layers(self.plan["wings"])

    def order_in(self, wing: str) -> Layers:
        """The planned order of the rooms of a wing, whether they exist or not."""
        return layers(self.plan["rooms"][wing]) if wing in self.plan["rooms"] else ()

    def about(self, key: str) -> str:
        """What a wing or a room is for, in a line. `key` is "ground" or "ground.places"."""
        return str(self.plan["about"].get(key, ""))

    @cached_property
    def file_order(self) -> Layers:
        return layers(self.plan["files"]["order"])

    @cached_property
    def rooms(self) -> list[Room]:
        """Every room that exists: single-room wings, and each folder of the other wings. Sorted by key."""
        return sorted(self._found(), key=lambda room: room.key)

    def _found(self) -> Iterator[Room]:
        for wing in _packages(self.package):
            if wing.name in SINGLE_ROOM_WINGS:
                yield Room(wing.name, wing.name, wing)
            elif wing.name != "config":
                yield from (Room(wing.name, room.name, room) for room in _packages(wing))

    def room_of(self, module: str) -> Room | None:
        """The room that a dotted module belongs to, None for config and for what is not ours."""
        parts = module.split(".")
        keys = {".".join(parts[1:2]), ".".join(parts[1:3])} if parts[0] == PACKAGE else set()
        return next((room for room in self.rooms if room.key in keys), None)

    def files_of(self, room: Room) -> set[str]:
        """Names that a file or package of the room may have."""
        return {*_flat(self.file_order), *self.own(room, "public"), *self.own(room, "private")}

    def own(self, room: Room, kind: str) -> list[str]:
        """What a room has beside what every room may have: `public`, `private`, `templates` or `other`."""
        listed: list[str] = self.plan["own"].get(room.key, {}).get(kind, [])
        return listed

    def public_files(self, room: Room, *, to: Room) -> set[str]:
        """Files of `room` that `to` may import, assuming that it stands above."""
        allowed = {*self.plan["files"]["public"], *self.own(room, "public")}
        reach = self.plan["reach"].get(room.wing)
        if reach is not None and to.wing != room.wing:
            allowed &= set(reach.get(to.key, []))
        return allowed

    def is_below(self, lower: Room, higher: Room) -> bool:
        """Whether `lower` stands below `higher`, so that `higher` may import it."""
        if lower.wing != higher.wing:
            return _level(self.wings, lower.wing) > _level(self.wings, higher.wing)
        order = self.order_in(lower.wing)
        return _level(order, lower.name) > _level(order, higher.name)


def _packages(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/__init__.py"))


def _flat(order: Layers) -> Iterator[str]:
    return (name for layer in order for name in layer)


def _level(order: Layers, name: str) -> int:
    """How far down a name stands; unlisted names stand nowhere and are reported by the layers contract."""
    return next((level for level, layer in enumerate(order) if name in layer), -1)
