"""Faults to plant in a copy of the house, each with the contract that must find it and the words it must say.

The copy has the rooms partnership/bulletins and practice/families, made by `new_room`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Text added to the end of a file of the copied package (made where it is not there), and what is to be said."""

    name: str
    file: str
    text: str
    contract: str
    says: str
