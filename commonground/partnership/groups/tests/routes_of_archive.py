"""The address of the record of a group, and who may take it away."""

from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.routes_of_load import EITHER
from commonground.partnership.groups.tests.routes_of_terms import KEEPS, NOBODY, SECRET, of
from tests.security.routes import Route

ROUTES_OF_ARCHIVE = [
    Route("groups:record", KEEPS, of(Openness.PARTNERS), EITHER, tells=("For partners",)),
    Route("groups:record", NOBODY, of(Openness.CLOSED), EITHER, tells=(SECRET,), note="closed group"),
]
