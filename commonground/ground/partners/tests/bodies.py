"""Bodies, teams and people of the tests, made through the room's own actions."""

from datetime import date

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.partners import actions
from commonground.ground.partners.models import (
    CodeScheme,
    Organisation,
    OrganisationType,
    Practitioner,
    Sector,
    Team,
)
from commonground.ground.places.models import Area, AreaType, Containment

SINCE = date(2024, 4, 1)


def keeper() -> Viewer:
    """Whoever keeps the register: a locality manager."""
    permissions = frozenset({"partners.keep", "partners.grant", "partners.look-up"})
    return operator(timezone.now(), permissions=permissions, label="keeper")


class Bodies:
    """Two councils, a charity, an area with two districts. `bodies.add("North")` makes one more body."""

    def __init__(self) -> None:
        self.by = keeper()
        self.sector = Sector.objects.get_or_create(slug="council", defaults={"name": "Council"})[0]
        self.charity_type = OrganisationType.objects.create(slug="charity", name="Charity", is_voluntary=True)
        self.scheme = CodeScheme.objects.create(slug="ods", name="NHS code", pattern="[A-Z0-9]{3,8}", example="QT1")
        self.north, self.south, self.charity = (
            self.add("North"),
            self.add("South"),
            self.add("Helping Hands", "charity"),
        )
        kind = AreaType.objects.create(slug="district", name="District", plural="Districts")
        self.whole = self.area("Shire", kind)
        self.ashfield, self.mansfield = self.area("Ashfield", kind), self.area("Mansfield", kind)
        for part in (self.ashfield, self.mansfield):
            Containment.objects.create(part=part, whole=self.whole)

    def area(self, name: str, kind: AreaType) -> Area:
        code = f"E0700{len(name):04}"
        slug = name.casefold()
        return Area.objects.create(slug=slug, code=code, name=name, search_name=slug, type=kind)

    def add(self, name: str, kind: str = "") -> Organisation:
        return actions.register_organisation(name=name, sector="council", type=kind, by=self.by)

    def team(self, organisation: Organisation, name: str = "Family help", areas: str = "") -> Team:
        return actions.add_team(
            organisation=organisation, name=name, service=self.sector, starts_on=SINCE, areas=areas, by=self.by
        )

    def person(self, team: Team, name: str = "Ann Example", email: str = "", fte: int = 100) -> Practitioner:
        return actions.add_practitioner(
            team=team, name=name, email=email, title="Worker", fte_hundredths=fte, starts_on=SINCE, by=self.by
        )

    def rename(self, organisation: Organisation, name: str, based_on: int | None = None, **values: object) -> None:
        actions.change_organisation(
            organisation=organisation,
            based_on=organisation.version if based_on is None else based_on,
            name=name,
            sector=organisation.sector,
            type=organisation.type,
            by=self.by,
            **values,  # type: ignore[arg-type]  # facts of an organisation
        )
