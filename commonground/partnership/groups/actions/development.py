"""How far a group and its people are with a stage of leadership development is noted."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import Group, StageNoted
from commonground.partnership.groups.rules import development as rules

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


@audit.atomic()
def note_stage(
    *,
    group: Group,
    stage: str,
    standing: str,
    on: date,
    practitioner: "Practitioner | None" = None,
    note: str = "",
    by: Viewer,
) -> StageNoted:
    """Note that a stage of the group, or of one person in it, is planned, begun or done. What was noted before stays.

    Raises Refused, Invalid at the field.
    """
    access.check_can_manage(access.standing(by, group))
    known = rules.stages_for(queries.development.stages(), group.type_id)
    rules.check_noted(stage=stage, known=known, standing=standing, on=on, today=by.today)
    if practitioner is not None and not queries.development.is_in(group, practitioner, on=by.today):
        raise Invalid("Nothing was noted.", [Problem("This person is not in the group.", column="practitioner")])
    made = StageNoted.objects.create(
        group=group,
        practitioner=practitioner,
        stage=stage,
        standing=standing,
        on=on,
        note=note.strip(),
        noted_at=by.now,
        noted_by=by.label,
    )
    audit.record("stage of development noted", by=by, about=made, persons=[practitioner.pk] if practitioner else ())
    return made
