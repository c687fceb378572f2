"""Addresses of reasons for absence, and who may open them."""

from commonground.partnership.groups.tests.routes_of_terms import READS
from tests.security.routes import Route

ROUTES_OF_ABSENCES = [
    Route("groups:absences", READS),
    Route("groups:absences-file", READS, lambda _: {"suffix": "csv"}),
]
