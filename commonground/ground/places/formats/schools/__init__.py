"""Published files of schools: registers with URN, postcodes of schools, registers of addresses."""

from commonground.ground.places.formats.schools.naming import day_in_name
from commonground.ground.places.formats.schools.pack import AUTHORITIES, CHECKS, PHASES, STATUSES, Phase
from commonground.ground.places.formats.schools.reading import ReadFiles, read_school_files
from commonground.ground.places.formats.schools.rows import AddressRow, PostcodeRow, SchoolRow

__all__ = [
    "AUTHORITIES",
    "CHECKS",
    "PHASES",
    "STATUSES",
    "AddressRow",
    "Phase",
    "PostcodeRow",
    "ReadFiles",
    "SchoolRow",
    "day_in_name",
    "read_school_files",
]
