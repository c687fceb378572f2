"""Services as keepers, and the organisations whose entries they are, write them."""

from collections.abc import Collection, Mapping
from typing import Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.actions.entries import as_version
from commonground.ground.directory.actions.slugs import free_slug
from commonground.ground.directory.models import Attribute, Provider, Service, Taxonomy, TaxonomyTerm
from commonground.ground.directory.queries.needs import needs as known_needs
from commonground.ground.directory.rules import entries
from commonground.ground.directory.rules.words import OFFERED, Status

NOT_KEPT = "The service was not kept."
# What the standard has a word for, which a feed says too; and what this site says beyond it.
STANDARD = (
    "name", "alternate_name", "description", "url", "email", "interpretation_services", "application_process", "fees",
    "accreditations", "minimum_age", "maximum_age", "alert", "status", "provider",
)  # fmt: skip
OURS = (
    "kind", "level", "grouping", "route", "places", "places_on", "waiting_weeks", "waiting_on", "funding_ends_on",
    "owner",
)  # fmt: skip
OF_KEEPERS = ("provider", "owner")  # an organisation does not hand its entry to another, nor take one
PAIRS = (("minimum_age", "maximum_age"), *entries.AS_AT)
NEEDS = "Needs"


@audit.atomic()
def add_service(*, facts: Mapping[str, Any], needs: Collection[str] = (), by: Viewer) -> Service:
    """Write down a service: `facts` by column, with provider and name. Raises Refused, and Invalid by field."""
    access.check_can_keep(by)
    values = _checked(facts, None, by)
    public_id = new_id()
    slug = free_slug(Service, values["name"], tail=public_id)
    made = Service.objects.create(public_id=public_id, slug=slug, modified_at=by.now, **values)
    say_needs(made, needs)
    audit.record("service added to the directory", by=by, about=made)
    return made


@audit.atomic()
def change_service(
    *,
    service: Service,
    based_on: int,
    facts: Mapping[str, Any],
    needs: Collection[str] | None = None,
    reason: str = "",
    by: Viewer,
) -> Service:
    """Change those columns of a service that `facts` names, and what it is about where `needs` is given.

    One that came from a feed is kept here as soon as something is changed that the feed says too: the feed changes it
    no more. Raises Refused, Conflict, and Invalid by field.
    """
    access.check_can_keep_service(by, service)
    values = {name: value for name, value in _checked(facts, service, by).items() if value != getattr(service, name)}
    new_needs = needs is not None and set(needs) != needs_of(service)
    if not values and not new_needs:
        return service
    takes_over = service.feed_id is not None and (new_needs or any(name in STANDARD for name in values))
    kept = {"is_kept_here": True} if takes_over else {}
    with as_version(service, by=by):
        change(service, based_on=based_on, modified_at=by.now, **kept, **values)
        if needs is not None and new_needs:
            say_needs(service, needs)
    details = {"fields": sorted(values), **({"reason": reason} if reason else {})}
    audit.record("service changed in the directory", by=by, about=service, details=details)
    return service


@audit.atomic()
def move_service(*, service: Service, based_on: int, status: Status, alert: str, reason: str, by: Viewer) -> Service:
    """Close a service for a time, end it, or open it again. The reason is for the record, the notice for everybody."""
    if not reason.strip():
        raise Invalid(NOT_KEPT, [Problem("Say why, for the record.", column="reason")])
    facts = {"status": status.value, "alert": alert}
    moved = change_service(service=service, based_on=based_on, facts=facts, reason=reason.strip(), by=by)
    if status in OFFERED and moved.gone_on is not None:
        change(moved, based_on=moved.version, gone_on=None)  # its feed has it no more, and this site says that it runs
    return moved


def touch(service: Service, by: Viewer) -> None:
    """Note that a part of a service changed, without disturbing whoever edits its facts."""
    Service.objects.filter(pk=service.pk).update(
        modified_at=by.now, is_kept_here=service.feed_id is not None or service.is_kept_here
    )


def needs_of(service: Service) -> set[str]:
    """Codes of the needs that a service is for."""
    codes = service.attributes.filter(term__code__in=list(known_needs())).values_list("term__code", flat=True)
    return set(codes)


def say_needs(service: Service, wanted: Collection[str]) -> None:
    """Make the terms of the list of needs that a service has those of `wanted`; other terms stay as they are."""
    known = known_needs()
    unknown = [code for code in wanted if code not in known]
    if unknown:
        raise Invalid(NOT_KEPT, [Problem(f"“{unknown[0]}” is none of the needs.", "Choose again.", column="needs")])
    said = service.attributes.filter(term__code__in=list(known))
    said.exclude(term__code__in=list(wanted)).delete()
    there = set(said.values_list("term__code", flat=True))
    Attribute.objects.bulk_create(
        Attribute(service=service, term=_term(code, known[code].name), position=at)
        for at, code in enumerate(known)
        if code in wanted and code not in there
    )


def _term(code: str, name: str) -> TaxonomyTerm:
    """The word for a need: the one that is used already, whoever brought it in."""
    used = TaxonomyTerm.objects.filter(code=code, said_of__isnull=False).order_by("pk").first()
    if used is not None:
        return used
    taxonomy = Taxonomy.objects.filter(name=NEEDS).first() or Taxonomy.objects.create(name=NEEDS)
    term, _ = TaxonomyTerm.objects.get_or_create(
        taxonomy=taxonomy, code=code, defaults={"name": name, "taxonomy_name": NEEDS}
    )
    return term


def _checked(facts: Mapping[str, Any], held: Service | None, by: Viewer) -> dict[str, Any]:
    """The facts as columns. Raises KeyError for a column that nobody writes by hand."""
    values = {name: facts[name] for name in facts if name in STANDARD or name in OURS}
    if len(values) != len(facts):
        raise KeyError(f"Nobody writes {sorted(set(facts) - set(values))} by hand.")
    moved = [name for name in OF_KEEPERS if name in values and held is not None and values[name] != getattr(held, name)]
    if moved and not by.may("directory.keep"):
        raise Refused("Only keepers of the directory say who provides a service and whose entry it is.")
    problems = entries.of_service(_with_pairs(values, held), today=by.today)
    provider = values.get("provider")
    if isinstance(provider, Provider) and provider.ends_on and provider.ends_on <= by.today:
        problems.append(Problem(f"{provider} is no more.", "Choose another provider.", column="provider"))
    if problems:
        raise Invalid(NOT_KEPT, problems)
    return values


def _with_pairs(values: Mapping[str, Any], held: Service | None) -> Mapping[str, Any]:
    """What is judged together, with what the service says of the other."""
    asked = [name for pair in PAIRS if set(pair) & set(values) for name in pair]
    return {name: getattr(held, name, None) for name in asked} | dict(values)
