"""Addresses of plans, and who may open them: one list for each part of the room."""

from commonground.partnership.plans.tests.routes_of_plans import ROUTES_OF_PLANS

ROUTES = [*ROUTES_OF_PLANS]
