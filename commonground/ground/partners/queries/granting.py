"""Roles, and where the viewer may give them."""

from django.db.models import QuerySet

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import access
from commonground.ground.partners.models import Organisation, Role


def grantable_organisations(viewer: kernel.Viewer) -> QuerySet[Organisation]:
    """Organisations in which the viewer may give roles."""
    if viewer.may("partners.grant"):
        return Organisation.objects.all()
    return Organisation.objects.filter(name__in=access.organisations_of(viewer, "partners.grant-own"))


def roles() -> QuerySet[Role]:
    return Role.objects.all()


def role(slug: str) -> Role:
    found = Role.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(
            f"There is no role {slug!r}. There are: {', '.join(Role.objects.values_list('slug', flat=True))}."
        )
    return found
