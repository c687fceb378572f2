"""Who provides services, as keepers write it."""

from collections.abc import Mapping
from typing import Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.actions.slugs import free_slug
from commonground.ground.directory.models import Provider, Service
from commonground.ground.directory.rules import entries

NOT_KEPT = "The provider was not kept."
FACTS = ("name", "description", "email", "website", "founded_in", "legal_status", "organisation", "ends_on")


@audit.atomic()
def add_provider(*, facts: Mapping[str, Any], by: Viewer) -> Provider:
    """Write down who provides services. `facts` are some of FACTS. Raises Refused, and Invalid by field."""
    access.check_can_keep(by)
    values = _checked(facts, None)
    public_id = new_id()
    slug = free_slug(Provider, values["name"], tail=public_id)
    made = Provider.objects.create(public_id=public_id, slug=slug, **values)
    audit.record("provider added to the directory", by=by, about=made)
    return made


@audit.atomic()
def change_provider(*, provider: Provider, based_on: int, facts: Mapping[str, Any], by: Viewer) -> Provider:
    """Change what is said of a provider. Raises Refused, Conflict, and Invalid by field.

    One that came from a feed is kept here from now on. Its address stays, so that links to it do.
    """
    access.check_can_keep(by)
    values = _checked(facts, provider)
    change(provider, based_on=based_on, is_kept_here=provider.feed_id is not None, **values)
    audit.record("provider changed in the directory", by=by, about=provider, details={"fields": sorted(values)})
    return provider


def _checked(facts: Mapping[str, Any], held: Provider | None) -> dict[str, Any]:
    values = {name: facts[name] for name in FACTS if name in facts}
    problems = entries.of_provider(values)
    others = Provider.objects.exclude(pk=held.pk) if held else Provider.objects.all()
    if "name" in values and others.filter(name__iexact=values["name"].strip(), ends_on=None).exists():
        problems.append(Problem("Another provider has this name.", "Use that one, or tell them apart.", column="name"))
    if held is not None and values.get("ends_on") and Service.objects.offered().filter(provider=held).exists():
        what = "It still offers services."
        problems.append(Problem(what, "Close them, or give them to another provider, first.", column="ends_on"))
    if problems:
        raise Invalid(NOT_KEPT, problems)
    return values
