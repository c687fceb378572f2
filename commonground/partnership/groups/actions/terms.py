"""Terms of reference: drafted from a template or from those before, written, agreed, and given way to the next."""

from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.wording import (
    NOT_KEPT,
    Wording,
    check_wording,
    copy_lists,
    lists_in_words,
    lists_of,
    write_lists,
)
from commonground.partnership.groups.models import Group, TermsOfReference
from commonground.partnership.groups.rules import terms as rules
from commonground.partnership.groups.rules.states import TERMS_MOVES, TermsState

COPIED = (
    "aim", "purpose", "accountability", "reporting", "structure", "seniority_id", "meetings_a_year", "minutes_long",
    "quorum", "papers_days", "pack_days", "review_months", "source",
)  # fmt: skip


@audit.atomic()
def write_template(*, name: str, wording: Wording, by: Viewer) -> TermsOfReference:
    """A template that groups start from; one of that name is written anew only by `write_terms`. Raises Invalid,
    Refused."""
    access.check_can_keep(by)
    tidy = " ".join(name.split())
    if not tidy or TermsOfReference.objects.filter(group=None, name__iexact=tidy).exists():
        raise _wrong("name", "The template needs a name of its own.", "Write another.")
    check_wording(wording)
    made = TermsOfReference.objects.create(name=tidy, **wording.fields)
    write_lists(made, wording)
    audit.record("template of terms written", by=by, about=made)
    return made


@audit.atomic()
def draft_terms(*, group: Group, template: TermsOfReference | None = None, by: Viewer) -> TermsOfReference:
    """Begin new terms of a group: a copy of those it has, else of a template, else empty. Raises Invalid where new
    ones are being drafted already, Refused."""
    access.check_can_manage(access.standing(by, group))
    if group.terms.filter(status=TermsState.DRAFT).exists():
        raise Invalid("New terms of this group are being drafted already. Go on with these.")
    if template is not None and template.group_id is not None:
        raise Invalid("These are the terms of a group, not a template.")
    agreed = group.terms.filter(status=TermsState.AGREED).first()
    model = agreed or template
    made = TermsOfReference.objects.create(
        group=group,
        template=template or (agreed.template if agreed else None),
        number=1 + max(group.terms.values_list("number", flat=True), default=0),
        **({name: getattr(model, name) for name in COPIED} if model else {}),
    )
    if model is not None:
        copy_lists(model, made)
    audit.record("terms drafted", by=by, about=made, details={"like": str(model) if model else ""})
    return made


@audit.atomic()
def write_terms(*, terms: TermsOfReference, wording: Wording, based_on: int, by: Viewer) -> None:
    """Write a draft, or a template, anew as a whole. Raises Invalid, Refused, Conflict with both texts."""
    check_can_write(terms, by=by)
    check_wording(wording)
    lists = lists_in_words(wording)
    try:
        change(terms, based_on=based_on, **wording.fields)
    except Conflict as first:
        now = TermsOfReference.objects.get(pk=terms.pk)
        first.theirs, first.yours = _that_differ(first.theirs | lists_of(now), first.yours | lists)
        raise
    for rows in (terms.required_sectors, terms.standing_checks, terms.reporting_duties):
        rows.all().delete()
    write_lists(terms, wording)
    audit.record("terms written", by=by, about=terms)


@audit.atomic()
def agree_terms(*, terms: TermsOfReference, on: date, based_on: int, by: Viewer) -> None:
    """The group agreed its terms on a day: they drive it from then on, and those before are superseded. Raises Invalid,
    Refused, Conflict."""
    if terms.group is None:
        raise Invalid("A template is not agreed: the terms of a group are.")
    access.check_can_lead(access.standing(by, terms.group))
    states.check_move(TERMS_MOVES, TermsState(terms.status), TermsState.AGREED, what="This version of the terms")
    before = terms.group.terms.filter(status=TermsState.AGREED).first()
    _check_agreed(terms, before, on, today=by.today)
    if before is not None:
        change(before, based_on=before.version, status=TermsState.SUPERSEDED, ends_on=on)
    change(
        terms,
        based_on=based_on,
        status=TermsState.AGREED,
        agreed_on=on,
        agreed_by=by.label,
        review_on=rules.review_due(on, terms.review_months),
    )
    audit.record("terms agreed", by=by, about=terms, details={"on": on, "number": terms.number})


@audit.atomic()
def reviewed(*, terms: TermsOfReference, on: date, based_on: int, by: Viewer) -> None:
    """The group looked at its terms and kept them: the next review moves on. Raises Invalid, Refused, Conflict."""
    if terms.group is None or terms.status != TermsState.AGREED:
        raise Invalid("Only terms that are agreed are reviewed.")
    access.check_can_lead(access.standing(by, terms.group))
    if on > by.today:
        raise _wrong("on", "This day is yet to come.", "Write the day on which the group looked at them.")
    change(terms, based_on=based_on, review_on=rules.review_due(on, terms.review_months))
    audit.record("terms reviewed and kept", by=by, about=terms, details={"on": on})


def check_can_write(terms: TermsOfReference, *, by: Viewer) -> None:
    """Templates are kept by those who keep groups; of a group only the draft is written."""
    if terms.group is None:
        access.check_can_keep(by)
        return
    access.check_can_manage(access.standing(by, terms.group))
    if terms.status != TermsState.DRAFT:
        raise Invalid("These terms are agreed and stand. Draft new ones to change them.")


def _that_differ(theirs: dict[str, object], yours: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Of a long form only what reads otherwise is shown: both texts of it."""
    keys = [key for key in yours if str(theirs.get(key) or "") != str(yours[key] or "")]
    return {key: theirs.get(key, "") for key in keys}, {key: yours[key] for key in keys}


def _check_agreed(terms: TermsOfReference, before: TermsOfReference | None, on: date, *, today: date) -> None:
    if not terms.aim.strip() or not terms.purpose.strip():
        raise Invalid("The terms say no aim or no purpose yet. Write these first.")
    if on > today:
        raise _wrong("on", "This day is yet to come.", "Terms are agreed on the day of the meeting, or later.")
    if before is not None and before.agreed_on is not None and on <= before.agreed_on:
        raise _wrong("on", f"Those before were agreed on {before.agreed_on:%-d %B %Y}.", "Take a later day.")


def _wrong(column: str, what: str, do: str) -> Invalid:
    return Invalid(NOT_KEPT, [Problem(what, do, column=column)])
