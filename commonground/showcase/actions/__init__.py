"""Opening an example place. Every write goes through the rooms' own actions; twice changes nothing."""

from commonground.showcase.actions.governance import register_governance
from commonground.showcase.actions.groups import gather_groups, report_on_groups
from commonground.showcase.actions.opening import (
    MEMBERS_SINCE,
    PERMISSIONS,
    Tell,
    draw_footprint,
    import_published,
    open_place,
    prepare_figures,
    publish_figures,
    register_areas,
    register_people,
)
from commonground.showcase.actions.partners import register_partners
from commonground.showcase.actions.plans import agree_plans
from commonground.showcase.actions.programmes import deliver_plan
from commonground.showcase.actions.telling import tell_beside_figures

__all__ = [
    "MEMBERS_SINCE",
    "PERMISSIONS",
    "Tell",
    "agree_plans",
    "deliver_plan",
    "draw_footprint",
    "gather_groups",
    "import_published",
    "open_place",
    "prepare_figures",
    "publish_figures",
    "register_areas",
    "register_governance",
    "register_partners",
    "register_people",
    "report_on_groups",
    "tell_beside_figures",
]
