"""Every permission that a room declares, with what it lets somebody do."""

from commonground.foundation.audit import access as audit
from commonground.foundation.post import access as post
from commonground.foundation.work import access as work
from commonground.ground.directory import access as directory
from commonground.ground.evidence import access as evidence
from commonground.ground.partners import access as partners
from commonground.ground.places import access as places
from commonground.partnership.groups import access as groups
from commonground.partnership.plans import access as plans

PERMISSIONS: dict[str, str] = {
    **places.PERMISSIONS,
    **partners.PERMISSIONS,
    **evidence.PERMISSIONS,
    **work.PERMISSIONS,
    **post.PERMISSIONS,
    **audit.PERMISSIONS,
    **groups.PERMISSIONS,
    **plans.PERMISSIONS,
    **directory.PERMISSIONS,
}
