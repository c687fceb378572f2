"""The partnership and its organisations."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import Combinable

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners.models import (
    CodeScheme,
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationCode,
    OrganisationSuccession,
    OrganisationType,
    Partnership,
    Sector,
    TeamCoverage,
    VoluntaryProfile,
)
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

GSS = "gss"

# What the page of an organisation reads along with it.
ALIASES = Along(OrganisationAlias, order=lambda one: one.name)
PARTS = Along(Organisation, order=lambda one: one.name)
CODES = Along(OrganisationCode, "scheme", order=lambda one: (one.scheme.order, one.code))
SUCCEEDED_BY = Along(OrganisationSuccession, "successor", order=lambda one: (one.happened_on, one.successor.name))
SUCCEEDS = Along(OrganisationSuccession, "former", order=lambda one: one.happened_on)


@dataclass(frozen=True)
class Asked:
    """How a list is narrowed. Empty means everything; `place` is an area that what is listed must touch."""

    words: str = ""
    sector: str = ""
    type: str = ""
    place: "Area | None" = None
    past: bool = False


def partnership(**along: Combinable) -> Partnership | None:
    """The partnership this deployment serves, with its area, and with what a room above reads along, by name; None on a
    site that is still empty. One query."""
    return Partnership.objects.select_related("area").annotate(**along).first()


class Look(NamedTuple):
    """What stands around every page: the partnership's name and colour, empty on a site that is still empty."""

    name: str = ""
    colour: str = ""


def look() -> Look:
    """One small query, written out because every page asks it: putting it together takes longer than running it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, colour FROM partners_partnership")
        found = cursor.fetchone()
    return Look(*found) if found else Look()


def organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(f"There is no organisation {slug!r}. Register it first: commonground organisation add.")
    return found


def organisation_named(name: str) -> Organisation:
    """The organisation of exactly this name, as a viewer's memberships carry it. Raises NotFound. One query."""
    found = Organisation.objects.filter(name=name).first()
    if found is None:
        raise NotFound(f"There is no organisation called {name}.")
    return found


def organisation_page(slug: str) -> Organisation:
    """An organisation with all that its page shows, but for teams and people. Raises NotFound. One query."""
    here = OuterRef("pk")
    found = (
        Organisation.objects.select_related("sector", "type", "parent")
        .annotate(
            aliases_seen=ALIASES.of(OrganisationAlias.objects.filter(organisation=here)),
            parts_seen=PARTS.of(Organisation.objects.filter(parent=here)),
            codes_seen=CODES.of(OrganisationCode.objects.filter(organisation=here)),
            succeeded_by_seen=SUCCEEDED_BY.of(OrganisationSuccession.objects.filter(former=here)),
            succeeds_seen=SUCCEEDS.of(OrganisationSuccession.objects.filter(successor=here)),
        )
        .filter(slug=slug)
        .first()
    )
    if found is None:
        raise NotFound("There is no such organisation.")
    for along, name in (
        (ALIASES, "aliases"),
        (PARTS, "parts"),
        (CODES, "codes"),
        (SUCCEEDED_BY, "succeeded_by"),
        (SUCCEEDS, "succeeds"),
    ):
        along.keep(found, name, getattr(found, f"{name}_seen"))
    return found


def organisation_to_change(slug: str) -> Organisation:
    """An organisation with what forms about it begin with: other names and codes. Raises NotFound. Three queries."""
    found = Organisation.objects.prefetch_related("aliases", "codes").filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such organisation.")
    return found


def organisations(asked: Asked, *, on: date) -> QuerySet[Organisation]:
    """The organisations of a day that fit, by name, with how many teams each has. Two queries, four with a place."""
    found = Organisation.objects.select_related("sector", "type").prefetch_related(
        Prefetch("codes", OrganisationCode.objects.select_related("scheme"))
    )
    if not asked.past:
        found = found.filter(pk__in=Organisation.objects.current_on(on))
    if asked.words:
        named = Q(name__icontains=asked.words) | Q(aliases__name__icontains=asked.words)
        found = found.filter(pk__in=Organisation.objects.filter(named | Q(codes__code__iexact=asked.words)))
    if asked.sector:
        found = found.filter(sector=asked.sector)
    if asked.type:
        found = found.filter(type=asked.type)
    if asked.place is not None:
        found = found.filter(working_in(asked.place, on=on))
    running = Q(teams__starts_on__lte=on) & (Q(teams__ends_on=None) | Q(teams__ends_on__gt=on))
    return found.annotate(team_count=Count("teams", filter=running, distinct=True)).order_by("name")


def working_in(area: "Area", *, on: date) -> Q:
    """Condition on organisations: a team of theirs covers, they serve, or they are the council of, some of the area."""
    near = places.touching(area)
    coverage = TeamCoverage.objects.current_on(on)
    covered = near & set(coverage.values_list("area", flat=True).distinct())
    served = near & set(VoluntaryProfile.serves.through._default_manager.values_list("area_id", flat=True))
    codes = list(OrganisationCode.objects.filter(scheme=GSS).values_list("code", flat=True))
    own = [code for code, found in places.areas_by_key(codes).items() if found.pk in near]
    teams = coverage.filter(area__in=covered).values("team__organisation")
    serving = VoluntaryProfile.objects.filter(serves__in=served).values("organisation")
    councils = OrganisationCode.objects.filter(scheme=GSS, code__in=own).values("organisation")
    return Q(pk__in=teams) | Q(pk__in=serving) | Q(pk__in=councils)


def organisation_by_words(words: str) -> Organisation | None:
    """The one organisation of that name, other name or code; None where there is none or more than one."""
    wanted = " ".join(words.split())
    named = Q(name__iexact=wanted) | Q(aliases__name__iexact=wanted) | Q(codes__code__iexact=wanted)
    found = list(Organisation.objects.filter(named).distinct()[:2])
    return found[0] if len(found) == 1 else None


def sector_slugs() -> list[str]:
    return list(Sector.objects.order_by("slug").values_list("slug", flat=True))


def sectors() -> QuerySet[Sector]:
    return Sector.objects.order_by("name")


def organisation_types() -> QuerySet[OrganisationType]:
    return OrganisationType.objects.all()


def code_schemes() -> QuerySet[CodeScheme]:
    return CodeScheme.objects.all()


def facts_of(organisation: Organisation) -> dict[str, Any]:
    """What the form of an organisation begins with. Two queries."""
    codes: dict[str, list[str]] = {}
    for row in organisation.codes.all():
        codes.setdefault(row.scheme_id, []).append(row.code)
    aliases = list(organisation.aliases.all())
    return {
        "based_on": organisation.version,
        "name": organisation.name,
        "sector": organisation.sector_id,
        "type": organisation.type_id,
        "parent": organisation.parent_id,
        "about": organisation.about,
        "website": organisation.website,
        "starts_on": organisation.starts_on,
        "ends_on": organisation.ends_on,
        "also": "\n".join(one.name for one in aliases if not one.is_former),
        "formerly": "\n".join(one.name for one in aliases if one.is_former),
        **{f"code_{scheme}": ", ".join(held) for scheme, held in codes.items()},
    }


def roles_held(organisation: Organisation, *, on: date) -> int:
    """How many roles of accounts are held at an organisation on a day: what an administrator ends after a merger."""
    return Membership.objects.current_on(on).filter(organisation=organisation).count()
