"""The partnership, sectors and organisations."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import (
    CodeScheme,
    Organisation,
    OrganisationAlias,
    OrganisationCode,
    OrganisationType,
    Partnership,
    Sector,
)

NOT_KEPT = "The organisation was not kept."


@audit.atomic()
def load_sectors(*, text: str, by: Viewer) -> list[str]:
    """Add the sectors of a pack (TOML) that are not there yet; returns the slugs added."""
    access.check_can_set_up(by)
    present = set(Sector.objects.values_list("slug", flat=True))
    new = [Sector(**row) for row in tomllib.loads(text)["sector"] if row["slug"] not in present]
    Sector.objects.bulk_create(new)
    if new:
        audit.record("sectors loaded", by=by, details={"added": [sector.slug for sector in new]})
    return [sector.slug for sector in new]


@audit.atomic()
def register_organisation(
    *,
    slug: str = "",
    name: str,
    sector: str,
    type: str = "",  # noqa: A002 as the field is called
    source: str = "",
    is_invented: bool = False,
    by: Viewer,
) -> Organisation:
    """The organisation of that slug, made where it is not there yet. Without a slug the name makes one.

    Raises Invalid where another organisation has or had the name.
    """
    access.check_can_register(by)
    present = Organisation.objects.filter(slug=slug).first() if slug else None
    if present is not None:
        return present
    _check_name(name)
    organisation = Organisation.objects.create(
        slug=slug or rules.slug_of(name, Organisation.objects.values_list("slug", flat=True)),
        name=_tidy(name),
        sector_id=sector,
        type_id=type or None,
        source=source,
        is_invented=is_invented,
    )
    audit.record("organisation registered", by=by, about=organisation, details={"sector": sector})
    return organisation


@audit.atomic()
def change_organisation(
    *,
    organisation: Organisation,
    based_on: int,
    name: str,
    sector: Sector,
    type: OrganisationType | None = None,  # noqa: A002 as the field is called
    parent: Organisation | None = None,
    about: str = "",
    website: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    codes: Mapping[str, str] | None = None,
    also: str = "",
    formerly: str = "",
    by: Viewer,
) -> Organisation:
    """Change what is kept of an organisation, its codes and its other names with it.

    `codes`: scheme → codes with commas between; `also` and `formerly`: names, one a line. A name it gives up is kept
    as a former one. Raises Conflict, and Invalid for a name or code of somebody else and for a circle of parts.
    """
    access.check_can_keep_all(by)
    former_name = organisation.name
    if _tidy(name) != former_name:
        _check_name(name, but=organisation)
    _check_parent(organisation, parent)
    if starts_on and ends_on and ends_on <= starts_on:
        raise Invalid(NOT_KEPT, [Problem("An organisation must end after it starts.", column="ends_on")])
    wanted = _wanted_codes(organisation, codes or {})
    values = {"name": _tidy(name), "sector": sector, "type": type, "parent": parent, "about": about.strip()}
    dates = {"website": website, "starts_on": starts_on, "ends_on": ends_on}
    change(organisation, based_on=based_on, **values, **dates)
    former = rules.lines_of(formerly)
    if organisation.name != former_name and former_name not in former:
        former.append(former_name)
    _set_aliases(organisation, also=rules.lines_of(also), formerly=former)
    organisation.codes.all().delete()
    OrganisationCode.objects.bulk_create(wanted)
    audit.record("organisation changed", by=by, about=organisation, details={"version": organisation.version})
    return organisation


def _check_name(name: str, *, but: Organisation | None = None) -> None:
    wanted = _tidy(name)
    others = Organisation.objects.exclude(pk=but.pk) if but else Organisation.objects.all()
    known = others.filter(name__iexact=wanted).first() or others.filter(aliases__name__iexact=wanted).first()
    if not wanted:
        raise Invalid(NOT_KEPT, [Problem("The organisation has no name.", "Give it one.", column="name")])
    if known is not None:
        what = f"{known} has or had this name."
        raise Invalid(NOT_KEPT, [Problem(what, "Use that one, or tell them apart by place.", column="name")])


def _check_parent(organisation: Organisation, parent: Organisation | None) -> None:
    if parent is None:
        return
    rows = Organisation.objects.exclude(parent=None).exclude(pk=organisation.pk).values_list("name", "parent__name")
    steps = [rules.Step(*row) for row in rows] + [rules.Step(organisation.name, parent.name)]
    rules.check_no_circle(steps, sentence=NOT_KEPT, what="an organisation cannot be part of itself.", column="parent")


def _set_aliases(organisation: Organisation, *, also: Sequence[str], formerly: Sequence[str]) -> None:
    organisation.aliases.all().delete()
    wanted = dict.fromkeys(also, False) | dict.fromkeys(formerly, True)
    wanted.pop(organisation.name, None)
    OrganisationAlias.objects.bulk_create(
        OrganisationAlias(organisation=organisation, name=name, is_former=is_former)
        for name, is_former in wanted.items()
    )


def _wanted_codes(organisation: Organisation, codes: Mapping[str, str]) -> list[OrganisationCode]:
    wanted: list[OrganisationCode] = []
    for scheme in CodeScheme.objects.filter(pk__in=codes):
        for written in rules.lines_of(codes[scheme.slug].replace(",", ";")):
            code = rules.check_code(scheme.name, scheme.pattern, scheme.example, written)
            _check_code_is_free(organisation, scheme, code)
            wanted.append(OrganisationCode(organisation=organisation, scheme=scheme, code=code))
    return wanted


def _check_code_is_free(organisation: Organisation, scheme: CodeScheme, code: str) -> None:
    other = OrganisationCode.objects.filter(scheme=scheme, code=code).exclude(organisation=organisation).first()
    if other is not None:
        what = f"{other.organisation} has the code {code} of {scheme}."
        raise Invalid(NOT_KEPT, [Problem(what, "One of the two is wrong.", column=f"code_{scheme.slug}")])


def _tidy(name: str) -> str:
    return " ".join(name.split())


@audit.atomic()
def set_partnership(*, slug: str, name: str, colour: str, area: UUID, by: Viewer) -> Partnership:
    """Say which partnership this deployment serves. Idempotent; raises Conflict where it serves another one already.

    `colour` is written #1d4f60; `area` is the id of the place it works in.
    """
    access.check_can_set_up(by)
    present = Partnership.objects.select_for_update().first()
    if present is not None and present.slug != slug:
        raise Conflict(f"This site already serves {present.name}. One site serves one partnership.")
    wanted = Partnership(slug=slug, name=name, colour=colour, area_id=area)
    if present is not None and (present.name, present.colour, present.area_id) == (name, colour, area):
        return present
    wanted.clean_fields()
    wanted.save()
    audit.record("partnership set", by=by, about=wanted, details={"name": name})
    return wanted
