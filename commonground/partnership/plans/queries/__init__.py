"""Every read of plans and programmes."""

from commonground.partnership.plans.queries.plans import plan, plans, status_policy
from commonground.partnership.plans.queries.versions import (
    ComparedYears,
    VersionPage,
    cites,
    compared,
    content_now,
    content_of,
    drafted,
    may_keep,
    version_page,
    versions_of,
)

__all__ = [
    "ComparedYears",
    "VersionPage",
    "cites",
    "compared",
    "content_now",
    "content_of",
    "drafted",
    "may_keep",
    "plan",
    "plans",
    "status_policy",
    "version_page",
    "versions_of",
]
