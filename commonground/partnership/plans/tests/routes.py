"""Addresses of plans, and who may open them: one list for each part of the room."""

from commonground.partnership.plans.tests.routes_of_measures import ROUTES_OF_MEASURES
from commonground.partnership.plans.tests.routes_of_plans import ROUTES_OF_PLANS
from commonground.partnership.plans.tests.routes_of_processes import ROUTES_OF_PROCESSES
from commonground.partnership.plans.tests.routes_of_programmes import ROUTES_OF_PROGRAMMES

ROUTES = [*ROUTES_OF_PLANS, *ROUTES_OF_PROGRAMMES, *ROUTES_OF_MEASURES, *ROUTES_OF_PROCESSES]
