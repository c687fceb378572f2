"""Addresses of notes, needs profiles and performance reports, and who may open them. `routes.py` takes them up."""

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions
from commonground.ground.evidence.models import CitedReport, MeasureList, Note, PerformanceReport, Profile
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from tests.security.routes import HIDDEN, REFUSED, Route
from tests.world import HOME_ORGANISATION, World

NOTE = frozenset(
    {
        *("group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher"),
        *("lead-practitioner", "practice-supervisor", "analyst"),
    }
)
NOBODY: frozenset[str] = frozenset()
REVIEW = WRITE = frozenset({"locality-manager", "analyst"})
FREEZE = frozenset({"locality-manager", "board-member"})
DRAFTS = WRITE | FREEZE
BY = operator(
    timezone.now(),
    permissions=frozenset({"evidence.note", "evidence.review", "evidence.write", "evidence.freeze"}),
    label="Somebody of the harness",
)
NOT_READ_YET = "Nobody has read this sentence yet."
DRAFTED = "A profile that is being written"


def a_note(text: str) -> Note:
    """What somebody without an account wrote and nobody has read."""
    return Note.objects.filter(text=text).first() or actions.write_note(
        area=places.area_by_reference("mansfield"), theme=None, kind="intelligence", text=text, source="A meeting",
        known_on=BY.today, organisation=partners.organisation(HOME_ORGANISATION), by=BY,
    )  # fmt: skip


def waiting_note(world: World) -> Mapping[str, object]:
    return {"pk": a_note(NOT_READ_YET).pk}


def shown_note(world: World) -> Mapping[str, object]:
    found = a_note("Somebody has read this sentence.")
    if not found.is_shown:
        actions.review_note(note=found, based_on=found.version, is_shown=True, by=BY)
    return {"pk": found.pk}


def profile(*, title: str, area: str, is_frozen: bool) -> Mapping[str, object]:
    place = places.area_by_reference(area)
    found = Profile.objects.filter(title=title).first() or actions.start_profile(
        area=place, owner=partners.organisation(HOME_ORGANISATION), due_on=BY.today + timedelta(days=300),
        title=title, by=BY,
    )  # fmt: skip
    if is_frozen and found.is_draft:
        actions.freeze_profile(profile=found, based_on=found.version, by=BY)
    return {"pk": found.pk}


def drafted(world: World) -> Mapping[str, object]:
    return profile(title=DRAFTED, area="bassetlaw", is_frozen=False)


def kept(world: World) -> Mapping[str, object]:
    return profile(title="A profile that is frozen", area="rushcliffe", is_frozen=True)


def section(world: World) -> Mapping[str, object]:
    return {**drafted(world), "section": "in-short"}


def report(world: World) -> Mapping[str, object]:
    """A report by others, kept as a file."""
    found = CitedReport.objects.exclude(file="").first() or actions.cite_report(
        area=places.area_by_reference("mansfield"), theme=None, title="A health profile", publisher="Somebody else",
        published_on=BY.today, file=actions.Attached("profile.pdf", 8, BytesIO(b"%PDF-1.7")), by=BY,
    )  # fmt: skip
    return {"pk": found.pk}


def reported(*, until: date, is_frozen: bool) -> PerformanceReport:
    """A report on a list of one measure."""
    held = MeasureList.objects.filter(slug="routes").first() or actions.keep_measures(
        name="Routes", area=places.area_by_reference("nottinghamshire"), audience="The harness",
        frequency="six-monthly", owner=partners.organisation(HOME_ORGANISATION),
        measures=[actions.MeasureRow(indicator="re-referrals")], by=BY,
    )  # fmt: skip
    found = held.reports.filter(until=until).first() or actions.start_report(
        of=held, until=until, frequency="six-monthly", by=BY
    )
    if is_frozen and found.is_draft:
        actions.freeze_report(report=found, based_on=found.version, by=BY)
    return found


def report_drafted(world: World) -> Mapping[str, object]:
    return {"pk": reported(until=date(2024, 9, 30), is_frozen=False).pk}


def report_kept(world: World) -> Mapping[str, object]:
    return {"pk": reported(until=date(2024, 3, 31), is_frozen=True).pk}


def report_measure(world: World) -> Mapping[str, object]:
    held = reported(until=date(2024, 9, 30), is_frozen=False)
    return {"pk": held.pk, "measure": held.of.measures.get().pk}


def listed(world: World) -> Mapping[str, object]:
    return {"slug": reported(until=date(2024, 3, 31), is_frozen=True).of.slug}


ROUTES = [
    Route("evidence:notes"),
    Route("evidence:note", arguments=shown_note, note="shown"),
    Route("evidence:note", REVIEW, waiting_note, otherwise=HIDDEN, tells=(NOT_READ_YET,), note="waits to be read"),
    Route("evidence:write-note", NOTE),
    Route("evidence:change-note", NOBODY, waiting_note, otherwise=REFUSED | HIDDEN, note="of somebody else"),
    Route("evidence:review-note", REVIEW, waiting_note, otherwise=REFUSED | HIDDEN),
    Route("evidence:end-note", REVIEW, waiting_note, otherwise=REFUSED | HIDDEN, note="of somebody else"),
    Route("evidence:cited"),
    Route("evidence:cite", WRITE),
    Route("evidence:cited-file", arguments=report),
    Route("evidence:withdraw-cited", WRITE, report),
    Route("evidence:profiles"),
    Route("evidence:start-profile", WRITE),
    Route("evidence:profile", arguments=kept, note="frozen"),
    Route("evidence:profile", DRAFTS, drafted, otherwise=HIDDEN, tells=(DRAFTED,), note="a draft"),
    Route("evidence:profile-file", arguments=lambda world: {**kept(world), "suffix": "csv"}, note="frozen"),
    Route(
        "evidence:profile-file",
        DRAFTS,
        lambda world: {**drafted(world), "suffix": "csv"},
        otherwise=HIDDEN,
        note="a draft",
    ),
    Route("evidence:describe-profile", WRITE, drafted),
    Route("evidence:write-section", WRITE, section),
    Route("evidence:freeze-profile", FREEZE, drafted),
    Route("evidence:withdraw-profile", FREEZE, kept),
    Route("evidence:measure-lists"),
    Route("evidence:measure-list", arguments=listed),
    Route("evidence:keep-measures", WRITE),
    Route("evidence:change-measures", WRITE, listed),
    Route("evidence:report", arguments=report_kept, note="frozen"),
    Route("evidence:report", DRAFTS, report_drafted, otherwise=HIDDEN, note="a draft"),
    Route("evidence:report-file", arguments=lambda world: {**report_kept(world), "suffix": "csv"}, note="frozen"),
    Route(
        "evidence:report-file",
        DRAFTS,
        lambda world: {**report_drafted(world), "suffix": "csv"},
        otherwise=HIDDEN,
        note="a draft",
    ),
    Route("evidence:explain-measure", WRITE, report_measure),
    Route("evidence:freeze-report", FREEZE, report_drafted),
    Route("evidence:withdraw-report", FREEZE, report_kept),
]
