"""Addresses of groups, and who may open them: one list for each part of the room."""

from commonground.partnership.groups.tests.routes_of_absences import ROUTES_OF_ABSENCES
from commonground.partnership.groups.tests.routes_of_archive import ROUTES_OF_ARCHIVE
from commonground.partnership.groups.tests.routes_of_issues import ROUTES_OF_ISSUES
from commonground.partnership.groups.tests.routes_of_load import ROUTES_OF_LOAD
from commonground.partnership.groups.tests.routes_of_meetings import ROUTES_OF_MEETINGS
from commonground.partnership.groups.tests.routes_of_minutes import OF_MINUTES
from commonground.partnership.groups.tests.routes_of_oversight import ROUTES_OF_OVERSIGHT
from commonground.partnership.groups.tests.routes_of_papers import ROUTES_OF_PAPERS
from commonground.partnership.groups.tests.routes_of_terms import ROUTES_OF_TERMS

ROUTES = [
    *ROUTES_OF_PAPERS,
    *ROUTES_OF_MEETINGS,
    *ROUTES_OF_TERMS,
    *OF_MINUTES,
    *ROUTES_OF_LOAD,
    *ROUTES_OF_ARCHIVE,
    *ROUTES_OF_ABSENCES,
    *ROUTES_OF_ISSUES,
    *ROUTES_OF_OVERSIGHT,
]
