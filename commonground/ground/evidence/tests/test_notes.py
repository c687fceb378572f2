"""Notes of what people know, and reports by others: written, read by a second person, shown, ended."""

import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.models import CitedReport, Note
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.people import AUTHOR, MANAGER, NOBODY, READER, WRITER, body, county
from commonground.ground.places import queries as places

FACTS = {
    "theme": None,
    "kind": "intelligence",
    "text": "Young people have nowhere warm to meet after six.",
    "source": "Network of youth workers",
    "known_on": date(2026, 11, 1),
}


@pytest.fixture
def place(analyst, as_keeper):
    county(analyst)
    return places.area_by_reference("mansfield")


@pytest.fixture
def organisation(as_keeper):
    return body(as_keeper)


@pytest.fixture
def note(place, organisation) -> Note:
    return actions.write_note(area=place, organisation=organisation, by=AUTHOR, **FACTS)


def listed(viewer, **asked) -> list[Note]:
    return list(queries.notes_listed(viewer, **asked))


def test_a_note_waits_until_somebody_else_has_read_it(note):
    assert listed(public(NOW)) == []
    assert listed(NOBODY) == []
    assert listed(AUTHOR) == [note]
    assert listed(READER, waiting=True) == [note]
    with pytest.raises(NotFound):
        queries.note(NOBODY, note.pk)
    with pytest.raises(Refused, match="You wrote this note"):
        actions.review_note(note=note, based_on=1, is_shown=True, by=_both_hats())
    actions.review_note(note=note, based_on=1, is_shown=True, by=READER)
    assert listed(public(NOW)) == [note]
    assert listed(READER, waiting=True) == []


def _both_hats():
    """The author, who may review too."""
    from dataclasses import replace

    return replace(MANAGER, id=AUTHOR.id)


def test_a_note_that_is_turned_back_says_why_and_is_seen_by_its_author_alone(note):
    with pytest.raises(Invalid):
        actions.review_note(note=note, based_on=1, is_shown=False, by=READER)
    actions.review_note(note=note, based_on=1, is_shown=False, why_not="It points to one family.", by=READER)
    assert listed(public(NOW)) == []
    assert [one.why_not for one in listed(AUTHOR)] == ["It points to one family."]


def test_a_note_about_a_district_is_found_from_its_county_and_not_the_other_way_round(note, place):
    actions.review_note(note=note, based_on=1, is_shown=True, by=READER)
    assert listed(public(NOW), area=places.area_by_reference("nottinghamshire")) == [note]
    note.area_id = places.area_by_reference("nottinghamshire").pk
    note.save()
    assert listed(public(NOW), area=place) == []


def test_its_author_changes_a_note_only_while_nobody_has_read_it(note):
    with pytest.raises(Refused, match="Only its author"):
        actions.change_note(note=note, based_on=1, by=READER, **FACTS)
    actions.change_note(note=note, based_on=1, by=AUTHOR, **{**FACTS, "text": "Warm places close at five."})
    with pytest.raises(Conflict):
        actions.change_note(note=Note.objects.get(), based_on=1, by=AUTHOR, **FACTS)
    actions.review_note(note=note, based_on=2, is_shown=True, by=READER)
    with pytest.raises(Refused, match="read already"):
        actions.change_note(note=note, based_on=3, by=AUTHOR, **FACTS)


def test_a_note_ends_with_a_reason_and_leaves_the_lists(note):
    actions.review_note(note=note, based_on=1, is_shown=True, by=READER)
    with pytest.raises(Refused):
        actions.end_note(note=note, based_on=2, why_ended="A hall has opened.", by=WRITER)
    with pytest.raises(Invalid):
        actions.end_note(note=note, based_on=2, why_ended=" ", by=AUTHOR)
    actions.end_note(note=note, based_on=2, why_ended="A hall has opened.", by=AUTHOR)
    assert listed(public(NOW)) == []
    with pytest.raises(Invalid, match="ended"):
        actions.review_note(note=note, based_on=3, is_shown=True, by=READER)


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"text": "Ann Example, 4.6.2015, has nowhere to go"}, "text"),
        ({"source": "ann@example.org"}, "source"),
        ({"text": " "}, "text"),
        ({"source": ""}, "source"),
        ({"known_on": date(2026, 12, 1)}, "known_on"),
        ({"kind": "gossip"}, "kind"),
        ({"text": "long " * 500}, "text"),
    ],
)
def test_a_note_that_cannot_be_taken_says_at_which_field_and_writes_nothing(place, organisation, wrong, column):
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refused:
        actions.write_note(area=place, organisation=organisation, by=AUTHOR, **{**FACTS, **wrong})
    assert {problem.column for problem in refused.value.problems} == {column}
    assert Note.objects.count() == 0
    assert AuditEvent.objects.count() == events


def test_who_may_not_write_notes_is_refused(place, organisation):
    with pytest.raises(Refused):
        actions.write_note(area=place, organisation=organisation, by=NOBODY, **FACTS)


def test_the_table_itself_keeps_a_note_from_being_reviewed_by_its_author(note):
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.update(reviewed_at=NOW, reviewed_by="x", reviewed_by_id=AUTHOR.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.update(is_shown=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.update(ended_on=date(2026, 1, 1))


# --- reports by others ------------------------------------------------------------------------------------------------

REPORT = {
    "theme": None,
    "title": "Child health profile",
    "publisher": "Office for Health Improvement",
    "published_on": date(2025, 3, 1),
}
PDF = b"%PDF-1.7 a report"


def attached(content: bytes = PDF, name: str = "profile.pdf") -> actions.Attached:
    return actions.Attached(name, len(content), io.BytesIO(content))


def test_a_report_is_cited_by_its_link(place):
    found = actions.cite_report(area=place, link="https://example.org/profile", by=WRITER, **REPORT)
    assert list(queries.cited_listed(places.area_by_reference("nottinghamshire"))) == [found]
    actions.withdraw_report(report=found, based_on=1, why_withdrawn="Replaced.", by=WRITER)
    assert list(queries.cited_listed()) == []


def test_a_report_is_kept_as_it_came_and_is_taken_away_as_it_came(place, client):
    found = actions.cite_report(area=place, file=attached(), by=WRITER, **REPORT)
    answer = client.get(f"/evidence/cited/{found.pk}/file/")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="profile.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert AuditEvent.objects.latest("position").verb == "exported"
    actions.withdraw_report(report=found, based_on=1, why_withdrawn="Replaced.", by=WRITER)
    assert client.get(f"/evidence/cited/{found.pk}/file/").status_code == 404


def test_files_of_reports_are_never_swept(place, analyst):
    from datetime import timedelta

    found = actions.cite_report(area=place, file=attached(), by=WRITER, **REPORT)
    actions.sweep_files(by=analyst.at(NOW + timedelta(days=3000)))
    assert queries.cited(found.pk).file == found.file
    from django.core.files.storage import default_storage

    assert default_storage.exists(found.file)


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({}, "link"),
        ({"link": "https://example.org", "file": attached()}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"file": attached(b"MZ", "run.exe")}, "file"),
        ({"file": attached(b"<html>", "profile.pdf")}, "file"),
        ({"link": "https://example.org", "published_on": date(2030, 1, 1)}, "published_on"),
        ({"link": "https://example.org", "tells": "call 01623 123456"}, "tells"),
    ],
)
def test_a_report_that_cannot_be_cited_says_at_which_field(place, given, column):
    with pytest.raises(Invalid) as refused:
        actions.cite_report(area=place, by=WRITER, **{**REPORT, **given})
    assert [problem.column for problem in refused.value.problems] == [column]
    assert CitedReport.objects.count() == 0


def test_who_may_not_write_cites_nothing(place):
    with pytest.raises(Refused):
        actions.cite_report(area=place, link="https://example.org", by=AUTHOR, **REPORT)
