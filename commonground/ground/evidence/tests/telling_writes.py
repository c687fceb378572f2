"""Writes and edits of notes, profiles and reports that the harness does by many at once. `writes.py` takes them up."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.evidence import actions
from commonground.ground.evidence.models import (
    CitedReport,
    Explanation,
    Measure,
    MeasureList,
    Note,
    PerformanceReport,
    Profile,
    ProfileText,
)
from commonground.ground.partners import actions as partners
from commonground.ground.partners import queries as partner_queries
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries
from tests.security.writes import Edit, Write

SLUG, CODE = "edited-by-many", "E07000174"
UNTIL = date(2024, 3, 31)
MEASURES = [actions.MeasureRow(indicator="re-referrals")]
KNOWN_ON, DUE_ON = date(2024, 5, 1), date(2199, 1, 1)
SECTORS = '[[sector]]\nslug = "trial"\nname = "Trial"\n'
ALL = (
    *("evidence.note", "evidence.review", "evidence.write", "evidence.freeze", "evidence.import"),
    *("partners.grant", "partners.keep", "places.register"),
)


def somebody() -> Viewer:
    return operator(timezone.now(), permissions=frozenset(ALL))


def make_place() -> None:
    """An organisation, and an area to write about."""
    partners.load_sectors(text=SECTORS, by=somebody())
    partners.register_organisation(slug=SLUG, name=SLUG, sector="trial", by=somebody())
    places.register_areas(rows=[places.AreaRow("Mansfield", "district", CODE)], by=somebody())


def write_note(token: str) -> None:
    actions.write_note(
        area=place_queries.area_by_reference(CODE), theme=None, kind="intelligence", text=token, source=token,
        known_on=KNOWN_ON, organisation=partner_queries.organisation(SLUG), by=somebody(),
    )  # fmt: skip


def make_note() -> None:
    make_place()
    write_note(SLUG)


def change_note(token: str) -> None:
    actions.change_note(
        note=Note.objects.get(), based_on=1, theme=None, kind="intelligence", text=token, source=token,
        known_on=KNOWN_ON, by=somebody(),
    )  # fmt: skip


def turn_back(token: str) -> None:
    actions.review_note(note=Note.objects.get(), based_on=1, is_shown=False, why_not=token, by=somebody())


def end_note(token: str) -> None:
    actions.end_note(note=Note.objects.get(), based_on=1, why_ended=token, by=somebody())


def cite(token: str) -> None:
    actions.cite_report(
        area=place_queries.area_by_reference(CODE), theme=None, title=token, publisher="Trial",
        published_on=KNOWN_ON, link="https://example.org", by=somebody(),
    )  # fmt: skip


def make_cited() -> None:
    make_place()
    cite(SLUG)


def withdraw_cited(token: str) -> None:
    actions.withdraw_report(report=CitedReport.objects.get(), based_on=1, why_withdrawn=token, by=somebody())


def make_profile() -> None:
    make_place()
    actions.load_packs(by=somebody())
    area, owner = place_queries.area_by_reference(CODE), partner_queries.organisation(SLUG)
    actions.start_profile(area=area, owner=owner, due_on=DUE_ON, by=somebody())


def describe(token: str) -> None:
    row, owner = Profile.objects.get(), partner_queries.organisation(SLUG)
    actions.describe_profile(profile=row, based_on=1, title=token, owner=owner, due_on=DUE_ON, by=somebody())


def write_first(token: str) -> None:
    """Nobody wrote the section yet: of a hundred who begin it at once one is kept."""
    actions.write_section(profile=Profile.objects.get(), section="in-short", text=token, based_on=0, by=somebody())


def begin_section() -> None:
    make_profile()
    write_first(SLUG)


def write_again(token: str) -> None:
    actions.write_section(profile=Profile.objects.get(), section="in-short", text=token, based_on=1, by=somebody())


def text_now() -> str:
    return ProfileText.objects.get().text


def notes() -> Iterable[str]:
    return Note.objects.values_list("source", flat=True)


def list_measures(token: str) -> None:
    actions.keep_measures(
        name=token, area=place_queries.area_by_reference(CODE), audience="Trial", frequency="six-monthly",
        owner=partner_queries.organisation(SLUG), measures=MEASURES, by=somebody(),
    )  # fmt: skip


def make_catalogue() -> None:
    make_place()
    actions.load_packs(by=somebody())


def make_list() -> None:
    make_catalogue()
    list_measures(SLUG)


def change_list(token: str) -> None:
    actions.change_measures(
        measure_list=MeasureList.objects.get(), based_on=1, name=token, audience="Trial", frequency="quarterly",
        owner=partner_queries.organisation(SLUG), measures=MEASURES, by=somebody(),
    )  # fmt: skip


def make_report() -> None:
    make_list()
    actions.start_report(of=MeasureList.objects.get(), until=UNTIL, frequency="quarterly", by=somebody())


def explain_first(token: str) -> None:
    report, measure = PerformanceReport.objects.get(), Measure.objects.get()
    actions.explain_measure(report=report, measure=measure, text=token, based_on=0, by=somebody())


WRITES = [
    Write("measures listed", list_measures, lambda: MeasureList.objects.values_list("name", flat=True), make_catalogue),
    Write("note of what is known written", write_note, notes, make_place),
    Write("report by others cited", cite, lambda: CitedReport.objects.values_list("title", flat=True), make_place),
]
EDITS = [
    Edit("note of what is known changed", make_note, change_note, lambda: Note.objects.get().source),
    Edit("note turned back", make_note, turn_back, lambda: Note.objects.get().why_not),
    Edit("note ended", make_note, end_note, lambda: Note.objects.get().why_ended),
    Edit("report by others withdrawn", make_cited, withdraw_cited, lambda: CitedReport.objects.get().why_withdrawn),
    Edit("needs profile described", make_profile, describe, lambda: Profile.objects.get().title),
    Edit("measures changed", make_list, change_list, lambda: MeasureList.objects.get().name),
    Edit("measure explained", make_report, explain_first, lambda: Explanation.objects.get().text),
    Edit("section of a profile begun", make_profile, write_first, text_now),
    Edit("section of a profile written", begin_section, write_again, text_now),
]
