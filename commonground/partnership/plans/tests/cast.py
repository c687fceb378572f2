"""A small place for the tests of plans: one county, two parts of it, people, and plans made by hand."""

from datetime import UTC, date, datetime, timedelta

from commonground.foundation.kernel.viewer import Membership, Viewer
from commonground.ground.partners.models import Account, Organisation, Practitioner, Sector
from commonground.ground.places.models import Area, AreaType
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.models import Measure, Plan, PlanKeeper, PlanVersion, Priority
from commonground.partnership.plans.rules.words import Cited, Openness, Reach, Telling, Wanted

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
APRIL, NEXT_APRIL = date(2026, 4, 1), date(2027, 4, 1)

READS = frozenset({"plans.read"})
KEEPS = frozenset({"plans.read", "plans.keep", "partners.look-up"})


def area(name: str = "Shire") -> Area:
    kind = AreaType.objects.get_or_create(slug="county", defaults={"name": "County", "plural": "Counties"})[0]
    slug = name.lower().replace(" ", "-")
    return Area.objects.get_or_create(slug=slug, defaults={"name": name, "type": kind, "search_name": name.casefold()})[
        0
    ]


def organisation(name: str = "Shire Council") -> Organisation:
    sector = Sector.objects.get_or_create(slug="county-council", defaults={"name": "County council"})[0]
    slug = name.lower().replace(" ", "-")
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "sector": sector})[0]


def person(name: str) -> Practitioner:
    """Somebody with an account of their own."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    account = Account.objects.get_or_create(email=email, defaults={"name": name})[0]
    return Practitioner.objects.get_or_create(email=email, defaults={"name": name, "account": account})[0]


def viewer(practitioner: Practitioner, permissions: frozenset[str] = READS, *, now: datetime = NOW) -> Viewer:
    assert practitioner.account is not None
    account = practitioner.account
    membership = Membership(role="of the test", permissions=permissions)
    return Viewer(account.pk, account.name, (membership,), purpose="", session="test", now=now)


def manager() -> Viewer:
    """Somebody who keeps all plans."""
    return viewer(person("Mary Manager"), KEEPS)


def plan(
    name: str = "Shire plan",
    *,
    under: Plan | None = None,
    openness: Openness = Openness.PUBLIC,
    keeper: Practitioner | None = None,
) -> Plan:
    """A plan of which the first year is a draft."""
    made = Plan.objects.create(
        slug=name.lower().replace(" ", "-"),
        name=name,
        reach=Reach.LOCAL if under else Reach.COUNTYWIDE,
        under=under,
        area=area(),
        owner=organisation(),
        openness=openness,
    )
    PlanVersion.objects.create(
        plan=made, number=1, name="2026 to 2027", starts_on=APRIL, ends_on=NEXT_APRIL, made_at=NOW
    )
    if keeper is not None:
        PlanKeeper.objects.create(plan=made, practitioner=keeper, starts_on=APRIL)
    return made


def priority(of: Plan, title: str = "Earlier help", *, inherited_from: Priority | None = None) -> Priority:
    return actions.add_priority(
        plan=of,
        title=title,
        organisation=organisation(),
        why="Families wait too long.",
        inherited_from=inherited_from,
        by=manager(),
    )


def measure(of: Priority, name: str = "Families helped early") -> Measure:
    return Measure.objects.create(
        plan=of.plan,
        priority=of,
        order=1,
        name=name,
        telling=Telling.BETTER_OFF,
        wanted=Wanted.UP,
        area=of.plan.area,
        baseline=10,
        baseline_on=APRIL,
        target=20,
        target_on=NEXT_APRIL,
    )


def whole(of: Plan, title: str = "Earlier help") -> Priority:
    """A priority with all that a plan needs to be agreed: evidence, an action, a measure."""
    made = priority(of, title)
    actions.cite_evidence(
        priority=made,
        kind=Cited.REPORT,
        says="Half of families ask for help twice.",
        report="Survey of families, Shire Council, 2026",
        by=manager(),
    )
    actions.add_plan_action(
        priority=made,
        title=f"Open a hub for {title.lower()}",
        organisation=organisation(),
        due_on=TODAY + timedelta(days=60),
        by=manager(),
    )
    measure(made, f"Families who had {title.lower()}")
    return made


def agree(of: Plan) -> PlanVersion:
    """The year that is drafted, agreed by the board."""
    draft = queries.drafted(of)
    assert draft is not None
    actions.agree_version(version=draft, based_on=draft.version, agreed_on=TODAY, agreed_by="the board", by=manager())
    return draft
