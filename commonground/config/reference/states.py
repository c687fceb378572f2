"""State diagrams, drawn from the transition tables of the rooms' rules."""

import pkgutil
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from types import ModuleType

from commonground.config.house import House, Room
from commonground.foundation.kernel.states import in_words, states_of


def page(house: House) -> str:
    drawn = [
        f"## {room.key}: {name.replace('_', ' ').lower()}\n\n```mermaid\n{diagram(moves)}\n```"
        for room in house.rooms
        for name, moves in sorted(_tables(room).items())
    ]
    return "\n\n".join(drawn) or "None yet."


def diagram(moves: Mapping[Enum, object]) -> str:
    """A transition table (state → states that may follow) as a Mermaid state diagram. The first state is the start."""
    states = states_of(moves)  # type: ignore[arg-type]  # a table of moves has collections of states as its values
    lines = ["stateDiagram-v2", *(f'    state "{in_words(state)}" as {_id(state)}' for state in states)]
    lines += [f"    [*] --> {_id(states[0])}"]
    for state in states:
        after = moves.get(state) or ()
        lines += [f"    {_id(state)} --> {_id(other)}" for other in states if other in after]  # type: ignore[operator]  # as above
        lines += [] if after else [f"    {_id(state)} --> [*]"]
    return "\n".join(lines)


def _tables(room: Room) -> dict[str, Mapping[Enum, object]]:
    """Tables named MOVES or …_MOVES in rules, wherever in the room's rules they are written."""
    return {
        name: value
        for module in _rules(room)
        for name, value in vars(module).items()
        if name.endswith("MOVES") and isinstance(value, Mapping)
    }


def _rules(room: Room) -> Iterator[ModuleType]:
    if (room.path / "rules.py").is_file():
        yield import_module(f"{room.module}.rules")
    elif (room.path / "rules" / "__init__.py").is_file():
        package = import_module(f"{room.module}.rules")
        for found in pkgutil.iter_modules(package.__path__):
            yield import_module(f"{package.__name__}.{found.name}")


def _id(state: Enum) -> str:
    return state.name.lower()
