"""A plan of an example place and the programmes that deliver it, through the rooms' own actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.partnership.plans import actions as plans
from commonground.partnership.plans import queries as plan_queries
from commonground.partnership.plans.actions import (
    closing,
    learning,
    milestones,
    pilots,
    programmes,
    risks,
    workstream_actions,
    workstreams,
)
from commonground.partnership.plans.queries import programmes as programme_queries
from commonground.partnership.plans.queries import workstreams as workstream_queries
from commonground.partnership.plans.rules.closing import Fate, Left
from commonground.partnership.plans.rules.words import Openness, Reach
from commonground.showcase.actions.partners import Tell
from commonground.showcase.actions.processes import follow_processes
from commonground.showcase.formats import Pack
from commonground.showcase.formats.programmes import (
    ClosingEntry,
    Day,
    DeliveredPlanEntry,
    MilestoneEntry,
    PilotEntry,
    ProgrammeEntry,
    RiskEntry,
    TestEntry,
    WorkstreamEntry,
)

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner
    from commonground.partnership.plans.models import Milestone, Plan, Programme, Workstream

MORNING = time(9, 30)


@audit.atomic()
def deliver_plan(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """The plan of programmes.toml and its programmes. What is there already is left as it is. All or nothing."""
    entry = pack.programmes.plan
    if entry is None:
        return
    plan = next((one for one in plan_queries.plans(by) if one.name == entry.name), None)
    plan = plan or _plan(entry, pack, by)
    held = {one.name for one in programme_queries.programmes(by)}
    new = [one for one in pack.programmes.programmes if one.name not in held]
    told = _Told(plan, by)
    for one in new:
        told.programme(one)
    several = "s" if len(pack.programmes.programmes) != 1 else ""
    tell(f"{entry.name}: {len(pack.programmes.programmes)} programme{several}, {len(new)} of them new")
    if pack.programmes.processes:
        how: dict[str, Any] = {"day": told.day, "on": told.on, "person": told.person, "by": by}
        added = follow_processes(plan, pack.programmes.processes, **how)
        tell(f"{entry.name}: {len(pack.programmes.processes)} processes, {added} of them new")


def _plan(entry: DeliveredPlanEntry, pack: Pack, by: Viewer) -> "Plan":
    made = plans.start_plan(
        name=entry.name,
        reach=Reach.COUNTYWIDE,
        area=places.area_by_reference(pack.place.root),
        owner=partners.organisation(entry.owner),
        openness=Openness.PARTNERS,
        period=entry.period,
        starts_on=entry.starts,
        ends_on=entry.ends,
        about=entry.about,
        source=entry.source,
        by=by,
    )
    for title in entry.priorities:
        plans.add_priority(plan=made, title=title, organisation=made.owner, by=by)
    for whom, texts in entry.outcomes.items():
        for text in texts:
            plans.add_outcome(plan=made, for_whom=whom, text=text, by=by)
    return made


@dataclass
class _Told:
    """One plan whose programmes are written down, at the opening."""

    plan: "Plan"
    by: Viewer

    @cached_property
    def people(self) -> dict[str, "Practitioner"]:
        return {one.name: one for one in partners.practitioners(self.by)}

    def person(self, name: str) -> "Practitioner | None":
        """Nobody for no name. Raises NotFound naming whom partners.toml does not have."""
        if name and name not in self.people:
            raise NotFound(f"There is nobody called {name!r} in partners.toml to lead or own anything.")
        return self.people.get(name)

    def day(self, told: Day) -> date:
        """A date as it is; weeks from the opening."""
        return told if isinstance(told, date) else self.by.today + timedelta(weeks=told)

    def perhaps(self, told: Day | None) -> date | None:
        return None if told is None else self.day(told)

    def on(self, day: date) -> Viewer:
        """At the keyboard on the morning of a day, and never after the opening."""
        return self.by.at(min(datetime.combine(day, MORNING, ENGLAND), self.by.now))

    def programme(self, entry: ProgrammeEntry) -> None:
        made = programmes.start_programme(
            plan=self.plan,
            name=entry.name,
            area=places.area_by_reference(entry.area),
            owner=partners.organisation(entry.owner),
            sponsor=self.person(entry.sponsor),
            starts_on=self.day(entry.starts),
            about=entry.about,
            source=entry.source,
            known_until=entry.known_until,
            is_invented=entry.is_invented,
            by=self.by,
        )
        first = [one for one in entry.workstreams if one.added is None]
        later = [one for one in entry.workstreams if one.added is not None]
        held: dict[str, Workstream] = {one.name: self.workstream(made, one) for one in first}
        if entry.agreed is not None:
            programmes.agree_programme(
                programme=made,
                based_on=made.version,
                agreed_on=self.day(entry.agreed),
                agreed_by=entry.agreed_by,
                by=self.by,
            )
        held.update({one.name: self.workstream(made, one) for one in later})
        for one in entry.workstreams:
            self.work(held[one.name], one)
        for risk in entry.risks:
            self.risk(made, held, risk)
        for one in entry.workstreams:
            if one.closed is not None:
                self.close(held[one.name], one.closed)

    def workstream(self, of: "Programme", entry: WorkstreamEntry) -> "Workstream":
        made = workstreams.add_workstream(
            programme=of,
            name=entry.name,
            aims="\n".join(entry.aims),
            organisation=partners.organisation(entry.organisation),
            horizon=entry.horizon,
            starts_on=self.day(entry.starts),
            ends_on=self.perhaps(entry.ends),
            lead=self.person(entry.lead),
            kind=entry.kind,
            is_cross_cutting=entry.is_cross_cutting,
            why_added=entry.why_added,
            added_on=self.day(entry.added if entry.added is not None else entry.starts),
            by=self.by,
        )
        for milestone in entry.milestones:
            self.milestone(made, milestone)
        return made

    def milestone(self, of: "Workstream", entry: MilestoneEntry) -> None:
        made = milestones.add_milestone(
            workstream=of,
            title=entry.title,
            due_on=self.perhaps(entry.due),
            owner=self.person(entry.owner),
            added_on=of.added_on,
            by=self.by,
        )
        for title in entry.waits:
            earlier = next(one for one in workstream_queries.candidates(made) if one.title == title)
            milestones.wait_for(later=made, earlier=earlier, by=self.by)

    def work(self, of: "Workstream", entry: WorkstreamEntry) -> None:
        """What was reached, moved, noted, tried and given."""
        held = {one.title: one for one in of.milestones.all()}
        for milestone in entry.milestones:
            self.reach(held[milestone.title], milestone)
        for note in entry.progress:
            text = "\n".join(note.lines)
            learning.note_progress(workstream=of, text=text, learned=note.learned, on=self.day(note.on), by=self.by)
        for test in entry.tests:
            self.test(of, test)
        for review in entry.reviews:
            learning.plan_reviews(
                workstream=of,
                change_made=review.change,
                changed_on=self.day(review.changed),
                months=review.months,
                by=self.by,
            )
        for pilot in entry.pilots:
            self.pilot(of, pilot)
        for todo in entry.actions:
            workstream_actions.give_action(
                workstream=of,
                priority=self.plan.priorities.all()[0],
                title=todo.title,
                organisation=of.organisation,
                owner=self.person(todo.owner),
                due_on=self.day(todo.due),
                kind=todo.kind,
                by=self.by,
            )

    def test(self, of: "Workstream", entry: TestEntry) -> None:
        trial = learning.record_trial(
            workstream=of, title=entry.title, hypothesis=entry.hypothesis, tried=entry.tried, by=self.by
        )
        if entry.found is not None:
            learning.record_result(
                trial=trial,
                based_on=trial.version,
                result=entry.result,
                found_on=self.day(entry.found),
                guidance=entry.guidance,
                by=self.by,
            )

    def reach(self, one: "Milestone", entry: MilestoneEntry) -> None:
        if entry.moved is not None:
            milestones.change_milestone(
                milestone=one,
                based_on=one.version,
                title=one.title,
                due_on=self.day(entry.moved),
                starts_on=one.starts_on,
                owner=one.owner,
                why=entry.why_moved,
                by=self.by,
            )
        if entry.reached is not None:
            milestones.reach_milestone(
                milestone=one,
                based_on=one.version,
                done_on=self.day(entry.reached),
                evidence=entry.evidence,
                by=self.by,
            )

    def pilot(self, of: "Workstream", entry: PilotEntry) -> None:
        made = pilots.start_pilot(
            workstream=of,
            name=entry.name,
            where=entry.where,
            about=entry.about,
            measured_by=entry.measured_by,
            success=entry.success,
            starts_on=self.day(entry.starts),
            ends_on=self.perhaps(entry.ends),
            by=self.by,
        )
        for one in entry.readings:
            pilots.read_pilot(pilot=made, on=self.day(one["on"]), text=one["text"], source=one["source"], by=self.by)
        if entry.decided is not None:
            pilots.decide_pilot(
                pilot=made,
                based_on=made.version,
                decision=entry.decision,
                decided_on=self.day(entry.decided),
                decided_by=entry.decided_by,
                why=entry.why,
                by=self.by,
            )

    def risk(self, of: "Programme", held: Mapping[str, "Workstream"], entry: RiskEntry) -> None:
        risks.raise_risk(
            plan=self.plan,
            programme=of,
            workstream=held[entry.workstream] if entry.workstream else None,
            title=entry.title,
            kind=entry.kind,
            effect=entry.effect,
            likelihood=entry.likelihood,
            impact=entry.impact,
            mitigation=entry.mitigation,
            organisation=partners.organisation(entry.organisation),
            owner=self.person(entry.owner),
            raised_on=self.day(entry.raised),
            review_on=self.day(entry.review),
            by=self.by,
        )

    def close(self, of: "Workstream", entry: ClosingEntry) -> None:
        organisation: Organisation = partners.organisation(entry.owner)
        carried = Fate(Left.CARRY, organisation=organisation, due_on=self.day(entry.left_until))
        milestones_left = [one for one in of.milestones.all() if one.is_open]
        of.refresh_from_db()
        closing.close_workstream(
            workstream=of,
            based_on=of.version,
            owner_after=organisation,
            group_after=entry.group,
            closing_words=entry.words,
            fates={str(one.pk): carried for one in [*milestones_left, *of.actions.open()]},
            by=self.on(self.day(entry.on)),
        )
