"""A year of a plan on paper; the list of actions as a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commonground.foundation.documents.report import Block, Column, Paragraph, Points, Report, Section, Table
from commonground.partnership.plans.models import PlanAction
from commonground.partnership.plans.queries import Names, VersionPage
from commonground.partnership.plans.rules.work import standing

COLUMNS = (
    *("Number", "Plan", "Priority", "Kind", "What is to be done", "Organisation", "Who", "Begins", "Due"),
    *("First due", "State", "Next step", "Closed", "What it changed"),
)


def plan_report(page: VersionPage, *, as_at: date) -> Report:
    """A year of a plan as it was agreed, or its draft, with a section for each priority."""
    version = page.version
    said = "A draft that is not agreed" if version.is_draft else _agreed(page)
    content = page.content
    summary = [Section("What changed, and why", [Paragraph(version.summary)])] if version.summary else []
    return Report(
        title=f"{page.plan.name}, {version.name}",
        subtitle=said,
        as_at=as_at,
        contact=page.plan.owner.name,
        sections=[*summary, *(_priority(one) for one in content["priorities"]), *_outcomes(content["outcomes"])],
        source_note=f"Source: {page.plan.source}" if page.plan.source else "",
    )


def _agreed(page: VersionPage) -> str:
    return f"Agreed on {page.version.agreed_on:%-d %B %Y} by {page.version.agreed_by}"


def _priority(one: Mapping[str, Any]) -> Section:
    blocks: list[Block] = [Paragraph(one["why"])] if one["why"] else []
    led = f"Led by {one['led_by']}." + (f" Inherited from {one['inherited']}." if one["inherited"] else "")
    blocks.append(Paragraph(led))
    if one["evidence"]:
        blocks.append(Points([f"{row['says']} ({row['cites']})" for row in one["evidence"]]))
    if one["measures"]:
        rows = [[row["name"], row["baseline"], row["target"]] for row in one["measures"]]
        blocks.append(Table("How we will know", [Column(name) for name in ("Measure", "Baseline", "Target")], rows))
    if one["actions"]:
        rows = [[row["title"], row["by"], row["due"], row["state"]] for row in one["actions"]]
        heads = ("What is to be done", "Who", "Due", "State")
        blocks.append(Table("What we will do", [Column(name) for name in heads], rows))
    return Section(one["title"], blocks)


def _outcomes(rows: Sequence[Mapping[str, str]]) -> list[Section]:
    if not rows:
        return []
    table = Table("Outcomes", [Column("For"), Column("Outcome")], [[row["for"], row["text"]] for row in rows])
    return [Section("What will be different", [table])]


def plan_actions_report(actions: Sequence[PlanAction], names: Names, *, on: date) -> Report:
    """One row an action, as the list was narrowed."""
    table = Table("Actions", [Column(name) for name in COLUMNS], [_row(one, names, on) for one in actions])
    return Report(
        title="Actions of plans",
        as_at=on,
        contact="Those who keep each plan",
        sections=[Section("Actions", [table])],
        data=table,
    )


def _row(one: PlanAction, names: Names, on: date) -> Sequence[str | date | None]:
    return (
        str(one.number),
        one.plan.name,
        one.priority.title,
        one.get_kind_display(),
        one.title,
        one.organisation.name,
        names.of(one.owner),
        one.starts_on,
        one.due_on,
        one.first_due_on,
        standing(one, on=on)[0],
        one.next_step,
        one.closed_on,
        one.effect or one.why_dropped,
    )
