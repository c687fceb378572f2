"""The product's own format of an example place: TOML for places and people, CSV for figures.

packs/<place>/place.toml · areas.toml · footprints.toml · people.toml · partners.toml · governance.toml · own.toml ·
series.toml · figures/*.csv and, where a place groups its schools, clusters.toml · schools.csv; where its papers
quote impact, impact.toml; where people meet, groups.toml; where gaps are worked on, missing.toml; where plans are
agreed, plans.toml; where programmes deliver a plan, programmes.toml
"""

from commonground.showcase.formats.boundary_codes import Drawn, read_drawn
from commonground.showcase.formats.drawing_up import WITHOUT_CODE, Wish, check_alike, check_drawn, pack_files
from commonground.showcase.formats.entries import (
    AreaEntry,
    CommentEntry,
    DatasetEntry,
    FootprintEntry,
    LocalityEntry,
    OrganisationEntry,
    PersonEntry,
    Place,
    UnnamedEntry,
    VersionEntry,
)
from commonground.showcase.formats.figures import FigureRow, read_figures
from commonground.showcase.formats.governance import Governance
from commonground.showcase.formats.own import OwnEntry
from commonground.showcase.formats.pack import PACKS, Pack, names, read_pack, write_folder
from commonground.showcase.formats.partners import Partners
from commonground.showcase.formats.sheet import AreaSheet, ListedArea, read_area_sheet

__all__ = [
    "PACKS",
    "WITHOUT_CODE",
    "AreaEntry",
    "AreaSheet",
    "CommentEntry",
    "DatasetEntry",
    "Drawn",
    "FigureRow",
    "FootprintEntry",
    "Governance",
    "ListedArea",
    "LocalityEntry",
    "OrganisationEntry",
    "OwnEntry",
    "Pack",
    "Partners",
    "PersonEntry",
    "Place",
    "UnnamedEntry",
    "VersionEntry",
    "Wish",
    "check_alike",
    "check_drawn",
    "names",
    "pack_files",
    "read_area_sheet",
    "read_drawn",
    "read_figures",
    "read_pack",
    "write_folder",
]
