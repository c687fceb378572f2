"""Plans of an example place: agreed a year ago, refreshed this year, followed up since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.ground.evidence import queries as evidence
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.partnership.groups import actions as groups
from commonground.partnership.groups import queries as group_queries
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.actions import Agreed, Read
from commonground.partnership.plans.rules.words import Reach
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import Pack
from commonground.showcase.formats.plans import (
    LAST_YEAR,
    THIS_YEAR,
    CurveEntry,
    DeedEntry,
    EvidenceEntry,
    PlanEntry,
    PriorityEntry,
)

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner
    from commonground.partnership.plans.models import Measure, Plan, PlanAction, PlanVersion, Priority

YEAR_BEGINS = (4, 1)
AGREED_AFTER = timedelta(days=14)
MORNING = time(9)


def agree_plans(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """The plans of plans.toml, once figures and notes are there. Plans that are there are left as they are."""
    held = set(queries.plans(by).values_list("name", flat=True))
    new = [entry for entry in pack.plans if entry.name not in held]
    for entry in new:
        _Writing(entry, by).write()
        if entry.group:
            own_plan(entry, by=by)
    if pack.plans:
        tell(f"{len(pack.plans)} plans, {len(new)} of them new")


def own_plan(entry: PlanEntry, *, by: Viewer) -> None:
    """The group of the pack owns the plan."""
    group = group_queries.groups(by).filter(name=entry.group).first()
    plan = queries.plans(by).filter(name=entry.name).first()
    if group is None or plan is None:
        raise NotFound(f"groups.toml has no group {entry.group!r} to own {entry.name}.")
    groups.own_plan(group=group, plan=plan, by=by)


def begins(year: int, *, today: date) -> date:
    """The first day of the financial year that is so many away from that of today."""
    first = today.year - (today < date(today.year, *YEAR_BEGINS)) + year
    return date(first, *YEAR_BEGINS)


@dataclass
class _Writing:
    """One plan being written through its two years."""

    entry: PlanEntry
    by: Viewer
    rows: "dict[str, Priority]" = field(default_factory=dict)

    def write(self) -> None:
        plan = self._start()
        first = [one for one in self.entry.priorities if one.since == LAST_YEAR]
        for one in first:
            self._add(plan, one, title=one.was or one.title)
        for whom, texts in self.entry.outcomes.items():
            for text in texts:
                actions.add_outcome(plan=plan, for_whom=whom, text=text, by=self._in(LAST_YEAR))
        self._fill(first, LAST_YEAR)
        self._agree(plan, LAST_YEAR)
        self._close_until(begins(THIS_YEAR, today=self.by.today))
        self._refresh(plan)
        self._agree(plan, THIS_YEAR)
        self._follow_up()

    def _start(self) -> "Plan":
        entry = self.entry
        above = queries.plans(self.by).filter(name=entry.under).first() if entry.under else None
        return actions.start_plan(
            name=entry.name,
            reach=Reach.LOCAL if entry.under else Reach.COUNTYWIDE,
            under=above,
            area=places.area_by_reference(entry.area),
            owner=partners.organisation(entry.owner),
            openness=entry.openness,
            about=entry.about,
            source=entry.source,
            keeper=self._person(entry.keeper),
            is_invented=True,
            by=self._in(LAST_YEAR),
            **self._year(LAST_YEAR),
        )

    def _refresh(self, plan: "Plan") -> None:
        by = self._in(THIS_YEAR)
        actions.begin_refresh(plan=plan, by=by, **self._year(THIS_YEAR))
        for one in self.entry.priorities:
            if one.since == THIS_YEAR:
                self._add(plan, one, title=one.title)
            elif one.ended:
                self._end(one)
            elif one.was:
                row = self.rows[one.title]
                facts: dict[str, Any] = {
                    "organisation": row.organisation,
                    "why": row.why,
                    "lead": row.lead,
                    "order": row.order,
                }
                actions.change_priority(priority=row, based_on=row.version, title=one.title, by=by, **facts)
        self._fill([one for one in self.entry.priorities if not one.ended], THIS_YEAR)

    def _end(self, entry: PriorityEntry) -> None:
        row, by = self.rows[entry.title], self._in(THIS_YEAR)
        for action in row.actions.open():
            actions.drop_plan_action(action=action, based_on=action.version, why=entry.ended, by=by)
        for measure in row.measures.filter(ended_on=None):
            actions.end_measure(measure=measure, based_on=measure.version, why=entry.ended, by=by)
        actions.end_priority(priority=row, based_on=row.version, why=entry.ended, by=by)

    def _add(self, plan: "Plan", entry: PriorityEntry, *, title: str) -> None:
        above = queries.plans(self.by).filter(name=self.entry.under).first() if entry.inherits else None
        inherited = above.priorities.filter(title=entry.inherits).first() if above else None
        if entry.inherits and inherited is None:
            raise NotFound(f"{self.entry.under} has no priority {entry.inherits!r} to inherit.")
        self.rows[entry.title] = actions.add_priority(
            plan=plan,
            title=title,
            why=entry.why,
            organisation=partners.organisation(entry.led_by),
            lead=self._person(entry.lead),
            inherited_from=inherited,
            by=self._in(entry.since),
        )

    def _fill(self, entries: Iterable[PriorityEntry], year: int) -> None:
        """What each priority has from this year on."""
        for entry in entries:
            row = self.rows[entry.title]
            for cited in entry.evidence:
                if max(cited.since, entry.since) == year:
                    self._cite(row, cited)
            if entry.since == year:
                for measure in entry.measures:
                    self._measure(row, measure)
            for deed in entry.actions:
                if max(deed.since, entry.since) == year:
                    self._do(row, deed, year)

    def _cite(self, row: "Priority", entry: EvidenceEntry) -> None:
        area = places.area_by_reference(entry.area) if entry.area else None
        actions.cite_evidence(
            priority=row,
            kind=entry.kind,
            says=entry.says,
            indicator=evidence.indicator_row(entry.indicator) if entry.indicator else None,
            area=area if entry.indicator else None,
            period=entry.period,
            profile=evidence.newest_frozen(area) if entry.kind == "profile" and area else None,
            note=evidence.notes_listed(self.by).filter(source=entry.note).first() if entry.note else None,
            report=entry.report,
            by=self._in(entry.since),
        )

    def _measure(self, row: "Priority", entry: CurveEntry) -> None:
        agreed = Agreed(
            name=entry.name,
            telling=entry.telling,
            wanted=entry.wanted,
            target=entry.target,
            target_on=begins(entry.by_year + 1, today=self.by.today) - timedelta(days=1),
            priority=row,
            outcome=row.plan.outcomes.get(text=entry.outcome) if entry.outcome else None,
        )
        plan, by = row.plan, self._in(LAST_YEAR)
        if entry.indicator and entry.baseline_on:
            about: dict[str, Any] = {"indicator": entry.indicator, "area": plan.area, "baseline_on": entry.baseline_on}
            made = actions.add_indicator_measure(plan=plan, agreed=agreed, by=by, **about)
        else:
            made = self._own(plan, agreed, entry)
        if entry.story:
            told: dict[str, Any] = {"story": entry.story, "partners": entry.partners, "works": entry.works}
            actions.tell_measure(measure=made, based_on=made.version, by=self.by, **told)

    def _own(self, plan: "Plan", agreed: Agreed, entry: CurveEntry) -> "Measure":
        first, *later = [self._read(reading, entry.source) for reading in entry.readings]
        about: dict[str, Any] = {"area": plan.area, "unit": entry.unit, "per": entry.per, "first": first}
        made = actions.add_own_measure(plan=plan, agreed=agreed, by=self.by, **about)
        for read in later:
            actions.add_reading(measure=made, read=read, by=self.by)
        return made

    def _read(self, reading: Sequence[int], source: str) -> Read:
        weeks, count, *base = reading
        on = self.by.today + timedelta(weeks=weeks)
        return Read(on=on, count=Decimal(count), base=Decimal(base[0]) if base else None, source=source)

    def _do(self, row: "Priority", entry: DeedEntry, year: int) -> "PlanAction":
        return actions.add_plan_action(
            priority=row,
            title=entry.title,
            organisation=partners.organisation(entry.by),
            owner=self._person(entry.owner),
            kind=entry.kind,
            due_on=self.by.today + timedelta(weeks=entry.due),
            by=self._in(year),
        )

    def _agree(self, plan: "Plan", year: int) -> None:
        draft: PlanVersion | None = queries.drafted(plan)
        assert draft is not None, "a year was begun"
        if year == THIS_YEAR and self.entry.refreshed:
            told: dict[str, Any] = {**self._year(year), "summary": self.entry.refreshed}
            actions.change_version(version=draft, based_on=draft.version, by=self._in(year), **told)
        by = self._in(year, after=AGREED_AFTER)
        agreed: dict[str, Any] = {"agreed_on": by.today, "agreed_by": self.entry.agreed_by}
        actions.agree_version(version=draft, based_on=draft.version, by=by, **agreed)

    def _follow_up(self) -> None:
        """What was done, said, set by hand, sent up and answered since."""
        for entry in self.entry.priorities:
            row = self.rows[entry.title]
            row.refresh_from_db()
            deeds = {one.title: one for one in entry.actions}
            for action in row.actions.open():
                self._report(action, deeds[action.title])
            if entry.sent:
                self._send_up(row, entry)
            if entry.status:
                until = self.by.today + timedelta(weeks=8)
                actions.set_status(
                    priority=row, status_set=entry.status, reason=entry.status_why, until=until, by=self.by
                )

    def _close_until(self, day: date) -> None:
        """What was done in the first year is done before the next one is agreed, so that it is frozen as done."""
        for entry in self.entry.priorities:
            if entry.title not in self.rows:
                continue
            deeds = {one.title: one for one in entry.actions}
            for action in self.rows[entry.title].actions.open():
                deed = deeds[action.title]
                if deed.done is not None and self._week(deed.done).today < day:
                    self._report(action, deed)

    def _report(self, action: "PlanAction", entry: DeedEntry) -> None:
        if entry.said:
            by = self._week(entry.said_in)
            actions.report_on_action(action=action, based_on=action.version, text=entry.said, by=by)
        if entry.done is not None:
            by = self._week(entry.done)
            actions.close_plan_action(action=action, based_on=action.version, effect=entry.effect, by=by)

    def _send_up(self, row: "Priority", entry: PriorityEntry) -> None:
        actions.send_upward(priority=row, based_on=row.version, why=entry.sent, by=self._week(-12))
        if entry.answer and row.plan.under is not None:
            taken = row.plan.under.priorities.filter(title=entry.taken_as, ended_on=None).first()
            said: dict[str, Any] = {"is_taken": taken is not None, "answer": entry.answer, "taken_as": taken}
            actions.answer_upward(priority=row, based_on=row.version, by=self._week(-6), **said)

    def _year(self, year: int) -> dict[str, Any]:
        starts_on, ends_on = begins(year, today=self.by.today), begins(year + 1, today=self.by.today)
        return {"period": f"{starts_on.year} to {ends_on.year}", "starts_on": starts_on, "ends_on": ends_on}

    def _in(self, year: int, *, after: timedelta = timedelta(0)) -> Viewer:
        """On the first morning of a year, or some days after, and never after the opening."""
        return self._on(begins(year, today=self.by.today) + after)

    def _week(self, weeks: int) -> Viewer:
        return self._on(self.by.today + timedelta(weeks=weeks))

    def _on(self, day: date) -> Viewer:
        return self.by.at(min(datetime.combine(day, MORNING, ENGLAND), self.by.now))

    def _person(self, name: str) -> "Practitioner | None":
        if not name:
            return None
        found = partners.people_meant(self.by, name)
        if len(found) != 1:
            raise NotFound(f"There is nobody called {name!r} in partners.toml to keep, lead or own anything.")
        return found[0]
