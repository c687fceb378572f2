"""Schools: imported from published files, or registered row by row."""

from commonground.ground.places.actions.schools.importing import import_schools
from commonground.ground.places.actions.schools.keeping import SchoolEntry, register_schools
from commonground.ground.places.actions.schools.outcome import Aside, ImportedSchools

__all__ = ["Aside", "ImportedSchools", "SchoolEntry", "import_schools", "register_schools"]
