"""The one thing home writes: a request to prepare figures anew."""

from django.core.cache import cache

from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.foundation.work import actions as work
from commonground.foundation.work import queries as work_queries

PREPARE = "evidence.prepare"
ASKED_RECENTLY = "home-figures-asked-for"
PAUSE = 300  # seconds between two requests, so that work which fails is not asked for at every view of a page


def ask_for_figures(*, by: Viewer) -> bool:
    """Have figures prepared where places or releases have changed since. Returns whether it was asked for now.

    Anybody may notice that figures are stale; the work is the site's own and acts with its rights, not the viewer's.
    """
    if work_queries.active(PREPARE) is not None or not cache.add(ASKED_RECENTLY, True, timeout=PAUSE):
        return False
    site = operator(by.now, permissions=frozenset({"evidence.import"}), label="the site, for stale figures")
    try:
        work.enqueue(job=PREPARE, key=PREPARE, by=site)
    except Conflict:  # somebody else noticed in the same moment: it is being done
        return False
    return True
