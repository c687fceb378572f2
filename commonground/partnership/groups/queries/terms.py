"""Terms of reference: those in force, drafts, templates, differences, reports and reviews that fall due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Group, ReportingDuty, RequiredSector, TermsOfReference
from commonground.partnership.groups.rules import terms as rules
from commonground.partnership.groups.rules.states import TermsState

# What in_words reads of terms beside their own row: a query each.
WITH: "tuple[str | Prefetch[Any], ...]" = (
    Prefetch("required_sectors", RequiredSector.objects.select_related("sector")),
    "standing_checks",
    Prefetch("reporting_duties", ReportingDuty.objects.select_related("to")),
)


@dataclass(frozen=True)
class TermsRead:
    """One version of terms as somebody reads it: parts in words, beside those of the template."""

    terms: TermsOfReference
    visible: frozenset[UUID]  # groups that the viewer may know of, for reports owed to them

    @cached_property
    def words(self) -> dict[str, str]:
        """Every part that says something, by key of rules.HEADINGS."""
        return {key: text for key, text in in_words(self.terms, self.visible).items() if text}

    @property
    def parts(self) -> list[tuple[str, Sequence[str]]]:
        """Heading and lines of each part in words that says something."""
        said = ((key, text) for key, text in self.words.items() if key not in rules.FIGURES)
        return [(rules.HEADINGS[key], text.splitlines()) for key, text in said]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Heading and words of each part that drives calendar and checks."""
        return [(rules.HEADINGS[key], self.words.get(key, "not said")) for key in rules.FIGURES]

    @property
    def differences(self) -> Sequence[rules.Difference]:
        """What reads otherwise than in the template; reports owed are the group's own and are not compared."""
        template = self.terms.template
        if template is None:
            return []
        theirs = in_words(template, self.visible)
        found = rules.differences(self.words, theirs)
        return [one for one in found if one.key != "reporting_duties" or theirs.get(one.key)]

    @property
    def not_said(self) -> list[str]:
        return rules.not_said(self.words)


def in_words(terms: TermsOfReference, visible: frozenset[UUID] = frozenset()) -> dict[str, str]:
    """Parts of terms as text, lists one a line. Wants the rows of WITH."""
    said: dict[str, object] = {
        "aim": terms.aim,
        "purpose": terms.purpose,
        "accountability": terms.accountability,
        "reporting": terms.reporting,
        "structure": terms.structure,
        "required_sectors": "\n".join(_sector(one) for one in terms.required_sectors.all()),
        "seniority": terms.seniority,
        "meetings_a_year": terms.meetings_a_year,
        "minutes_long": terms.minutes_long,
        "quorum": terms.quorum,
        "papers_days": terms.papers_days,
        "pack_days": terms.pack_days,
        "review_months": terms.review_months,
        "standing_checks": "\n".join(f"{one.title} ({one.minutes} minutes)" for one in terms.standing_checks.all()),
        "reporting_duties": "\n".join(_duty(one, visible) for one in terms.reporting_duties.all()),
    }
    return {key: str(value) if value not in (None, "") else "" for key, value in said.items()}


def _sector(one: RequiredSector) -> str:
    seats = f" ({one.seats} seats)" if one.seats > 1 else ""
    return f"{one.sector.name}{seats}{f': {one.note}' if one.note else ''}"


def _duty(duty: ReportingDuty, visible: frozenset[UUID]) -> str:
    to = to_whom(duty, visible)
    months = "month" if duty.every_months == 1 else f"{duty.every_months} months"
    return f"{duty.title}{f' to {to}' if to else ''}, every {months} from {duty.first_due_on:%-d %B %Y}"


def to_whom(duty: ReportingDuty, visible: frozenset[UUID]) -> str:
    """The group a report is owed to, where the viewer may know of it, else what the terms say in words."""
    return duty.to.name if duty.to is not None and duty.to_id in visible else duty.to_words


def agreed_terms(group: Group) -> TermsOfReference | None:
    """The terms in force. One query."""
    rows = TermsOfReference.objects.filter(group=group, status=TermsState.AGREED)
    return rows.select_related("seniority", "template").first()


def terms_of(group: Group) -> list[TermsOfReference]:
    """Every version, the newest first. One query."""
    return list(group.terms.order_by("-number"))


def terms(group: Group, number: int, *, viewer: Viewer) -> TermsRead:
    """One version with all it says. A draft is read by those inside and who keeps the group. Raises NotFound."""
    rows = TermsOfReference.objects.filter(group=group, number=number)
    found = rows.select_related("seniority", "template__seniority", "group").first()
    if found is None or (found.status == TermsState.DRAFT and not _sees_drafts(group, viewer)):
        raise NotFound("There is no such version of the terms.")
    prefetch_related_objects([found, *([found.template] if found.template else [])], *WITH)
    return TermsRead(found, _visible(found, viewer))


def _sees_drafts(group: Group, viewer: Viewer) -> bool:
    here = access.remembered(viewer, group)
    return here.is_inside or here.keeps


def templates(viewer: Viewer) -> list[TermsOfReference]:
    """What groups start from: for everybody who reads groups. One query."""
    if not viewer.may("groups.read"):
        return []
    return list(TermsOfReference.objects.filter(group=None).order_by("name"))


def template(viewer: Viewer, template_id: UUID) -> TermsRead:
    """One template with all it says. Raises NotFound."""
    rows = TermsOfReference.objects.filter(group=None, pk=template_id).select_related("seniority")
    found = rows.prefetch_related(*WITH).first() if viewer.may("groups.read") else None
    if found is None:
        raise NotFound("There is no such template.")
    return TermsRead(found, _visible(found, viewer))


def _visible(terms: TermsOfReference, viewer: Viewer) -> frozenset[UUID]:
    """Which of the groups that reports are owed to the viewer may know of."""
    owed = [one.to_id for one in terms.reporting_duties.all() if one.to_id]
    return (
        frozenset(Group.objects.visible_to(viewer).filter(pk__in=owed).values_list("pk", flat=True))
        if owed
        else frozenset()
    )


def reviews_due(viewer: Viewer, *, until: date) -> list[TermsOfReference]:
    """Agreed terms of running groups the viewer may know of that are to be reviewed by a day. One query."""
    running = Group.objects.visible_to(viewer).current_on(viewer.today)
    rows = TermsOfReference.objects.filter(status=TermsState.AGREED, review_on__lte=until, group__in=running)
    return list(rows.select_related("group").order_by("review_on"))


def used_by(template: TermsOfReference, *, viewer: Viewer) -> Mapping[Group, TermsOfReference]:
    """Groups the viewer may know of whose agreed terms come from a template. One query."""
    rows = template.used_by.filter(status=TermsState.AGREED, group__in=Group.objects.visible_to(viewer))
    return {one.group: one for one in rows.select_related("group") if one.group is not None}
