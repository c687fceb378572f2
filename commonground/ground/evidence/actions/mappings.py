"""What somebody has said of the columns of a changed file, kept for the next one."""

from collections.abc import Mapping, Sequence

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.models import ColumnMapping
from commonground.ground.evidence.rules import mapping as rules
from commonground.ground.evidence.rules.layouts import Layout, Plan


@audit.atomic()
def remember_mapping(
    *,
    kind: str,
    dataset: str,
    layout: str,
    heads: Sequence[str],
    says: str,
    columns: Mapping[str, str],
    example: str,
    by: Viewer,
) -> ColumnMapping:
    """Keep which head stands for which column of a layout; what is not in the file has no head.

    Files with the same heads are read by it from now on; what was said of them before ends. Raises Refused, Invalid
    with each column that cannot be so.
    """
    access.check_can_import(by)
    plan, wanted = layout_of(kind, dataset, layout)
    problems = rules.check(wanted, plan.columns_of(wanted), heads, columns)
    left_out = frozenset(column for column in plan.columns_of(wanted) if not columns.get(column))
    if not problems and not rules.readable(plan.measures_of(wanted), left_out):
        problems = [Problem("No indicator can be read from the columns that are left.", do="Choose more columns.")]
    if problems:
        raise Invalid("The columns were not kept.", problems)
    signature = rules.signature(heads, says)
    kept = {column: columns.get(column, "") for column in plan.columns_of(wanted)}
    there = ColumnMapping.objects.filter(signature=signature, ended_at=None).first()
    if there is not None:
        if (there.dataset_id, there.layout, there.columns) == (dataset, layout, kept):
            return there
        change(there, based_on=there.version, ended_at=by.now)
    made = ColumnMapping(
        dataset_id=dataset, layout=layout, signature=signature, heads=list(heads), says=says, columns=kept,
        example=example[-255:], confirmed_at=by.now, confirmed_by=by.label, confirmed_by_id=by.id,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("column mapping confirmed", by=by, about=made, details={"example": made.example, "columns": kept})
    return made


@audit.atomic()
def end_mapping(*, mapping: ColumnMapping, based_on: int, by: Viewer) -> None:
    """Files with these heads are no longer read by it. Raises Refused, Conflict."""
    access.check_can_import(by)
    change(mapping, based_on=based_on, ended_at=by.now)
    audit.record("column mapping ended", by=by, about=mapping)


def layout_of(kind: str, dataset: str, layout: str) -> tuple[Plan, Layout]:
    """A layout with the plan it stands in. Raises Invalid."""
    for plan in queries.reading_plans(kind):
        for one in plan.layouts:
            if (plan.dataset, one.slug) == (dataset, layout):
                return plan, one
    raise Invalid(f"There is no layout {dataset}/{layout} of {kind}.", [Problem("Choose one of those listed.")])
