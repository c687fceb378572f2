"""Who does what in the example, and when: people by name, days by weeks from the opening."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import queries
from commonground.showcase.formats.groups import Groups

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner
    from commonground.partnership.groups.models import Group

TUESDAY = 1
MORNING = time(9, 30)


@dataclass(frozen=True)
class Setting:
    """The pack's groups, the people of the place by name, and the groups that are there by name."""

    told: Groups
    by: Viewer
    groups: dict[str, "Group"] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Groups, *, by: Viewer) -> "Setting":
        setting = cls(told, by)
        for viewer in (by, *(setting.acting(name) for name in {one.clerk for one in told.groups if one.clerk})):
            setting.groups.update({one.name: one for one in queries.groups(viewer)})
        return setting

    @cached_property
    def people(self) -> dict[str, "Practitioner"]:
        return {one.name: one for one in partners.practitioners(self.by)}

    def person(self, name: str) -> "Practitioner":
        """Raises NotFound naming whom partners.toml does not have."""
        if name not in self.people:
            raise NotFound(f"There is nobody called {name!r} in partners.toml to sit on a group.")
        return self.people[name]

    def acting(self, name: str, *, at: datetime | None = None) -> Viewer:
        """Somebody of the example at the keyboard: their own account, so that the rights are those of their seat."""
        person = self.person(name)
        return replace(self.by, id=person.account_id, label=person.name, now=at or self.by.now)

    def day(self, weeks: int) -> date:
        """The Tuesday of the week so many weeks from the opening."""
        monday = self.by.today - timedelta(days=self.by.today.weekday())
        return monday + timedelta(weeks=weeks, days=TUESDAY)

    def moment(self, day: date) -> datetime:
        """In the morning of a day, and never after the opening."""
        return min(datetime.combine(day, MORNING, ENGLAND), self.by.now)

    def serving(self, group: str) -> tuple[str, str]:
        """Who clerks and who chairs a group of the pack."""
        entry = next(one for one in self.told.groups if one.name == group)
        held = {one.office: one.holder for one in entry.offices}
        return entry.clerk or held["clerk"], held.get("chair", "")
