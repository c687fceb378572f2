"""Registers of partners and what each contributes (M18, M22)."""

from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import Contribution, Organisation, Register, RegisterEntry


@audit.atomic()
def start_register(*, name: str, slug: str = "", about: str = "", source: str = "", by: Viewer) -> Register:
    """The register of a board or partnership; the one of that slug where it is there already."""
    access.check_can_keep_all(by)
    present = Register.objects.filter(slug=slug).first() if slug else None
    if present is not None:
        return present
    if Register.objects.filter(name__iexact=name.strip()).exists():
        raise Invalid("The register was not begun.", [Problem("There is one of this name.", column="name")])
    made = slug or rules.slug_of(name, [*Register.objects.values_list("slug", flat=True), "new"])
    register = Register.objects.create(slug=made, name=name.strip(), about=about.strip(), source=source.strip())
    audit.record("register begun", by=by, about=register)
    return register


@audit.atomic()
def add_partner(
    *,
    register: Register,
    standing: rules.Willingness,
    organisation: Organisation | None = None,
    named_as: str = "",
    note: str = "",
    starts_on: date | None = None,
    by: Viewer,
) -> RegisterEntry:
    """A partner of a board: an organisation, or words for one that is counted but not named. Raises Invalid."""
    access.check_can_keep_all(by)
    problem = None
    if (organisation is None) == (not named_as.strip()):
        problem = Problem("Choose an organisation, or describe one that is not named.", column="organisation")
    elif organisation and register.entries.filter(organisation=organisation, ends_on=None).exists():
        problem = Problem(f"{organisation} is a partner there already.", column="organisation")
    if problem:
        raise Invalid("The partner was not added.", [problem])
    entry = RegisterEntry.objects.create(
        register=register,
        organisation=organisation,
        named_as=named_as.strip(),
        standing=standing.value,
        note=note.strip(),
        starts_on=starts_on,
    )
    audit.record("partner added", by=by, about=entry, details={"register": register.slug})
    return entry


@audit.atomic()
def change_partner(
    *,
    entry: RegisterEntry,
    based_on: int,
    standing: rules.Willingness,
    note: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Viewer,
) -> RegisterEntry:
    """Change whether a partner contributes, and since and until when it is one. Raises Conflict, Invalid."""
    access.check_can_keep_all(by)
    if starts_on and ends_on and ends_on <= starts_on:
        problem = Problem("A partner leaves after it joins.", column="ends_on")
        raise Invalid("The partner was not changed.", [problem])
    values = {"standing": standing.value, "note": note.strip(), "starts_on": starts_on, "ends_on": ends_on}
    change(entry, based_on=based_on, **values)
    audit.record("partner changed", by=by, about=entry, details={"standing": standing.value})
    return entry


@audit.atomic()
def pledge(
    *,
    entry: RegisterEntry,
    year: int,
    kind: rules.Kind,
    pledged: int,
    given: int | None = None,
    note: str = "",
    source: str = "",
    by: Viewer,
) -> Contribution:
    """What a partner pledges in a year, in pence or hundredths. Raises Invalid where this kind is pledged already."""
    access.check_can_keep_all(by)
    if entry.contributions.filter(year=year, kind=kind.value).exists():
        what = f"{entry} has a contribution of this kind in {rules.year_in_words(year)}."
        raise Invalid("The contribution was not kept.", [Problem(what, "Change that one.", column="kind")])
    contribution = Contribution.objects.create(
        entry=entry, year=year, kind=kind.value, pledged=pledged, given=given, note=note.strip(), source=source.strip()
    )
    details = {"year": year, "kind": kind.value, "pledged": pledged, "given": given}
    audit.record("contribution pledged", by=by, about=contribution, details=details)
    return contribution


@audit.atomic()
def change_contribution(
    *, contribution: Contribution, based_on: int, pledged: int, given: int | None = None, note: str = "", by: Viewer
) -> Contribution:
    """Correct a pledge, or say what was given. Raises Conflict with both values."""
    access.check_can_keep_all(by)
    change(contribution, based_on=based_on, pledged=pledged, given=given, note=note.strip())
    audit.record("contribution changed", by=by, about=contribution, details={"pledged": pledged, "given": given})
    return contribution
