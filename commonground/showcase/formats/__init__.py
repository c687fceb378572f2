"""The product's own format of an example place: TOML for places and people, CSV for figures.

packs/<place>/place.toml · areas.toml · footprints.toml · people.toml · series.toml · figures/*.csv
"""

from commonground.showcase.formats.entries import (
    AreaEntry,
    DatasetEntry,
    FootprintEntry,
    LocalityEntry,
    OrganisationEntry,
    PersonEntry,
    Place,
    VersionEntry,
)
from commonground.showcase.formats.figures import FigureRow, read_figures
from commonground.showcase.formats.pack import PACKS, Pack, names, read_pack

__all__ = [
    "PACKS",
    "AreaEntry",
    "DatasetEntry",
    "FigureRow",
    "FootprintEntry",
    "LocalityEntry",
    "OrganisationEntry",
    "Pack",
    "PersonEntry",
    "Place",
    "VersionEntry",
    "names",
    "read_figures",
    "read_pack",
]
