"""Addresses of this room. Words that are no plan's slug come first: they stand in rules.plans.RESERVED."""

from django.urls import path

from commonground.partnership.plans.views import plans

app_name = "plans"

PLANS = [
    path("", plans.every, name="every"),
    path("new/", plans.start, name="start"),
    path("<slug:slug>/", plans.plan, name="plan"),
]
urlpatterns = [*PLANS]
