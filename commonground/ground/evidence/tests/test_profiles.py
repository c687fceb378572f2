"""Needs profiles: what they say, that two who write meet a conflict, and that what is frozen stays as it was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from commonground.foundation.documents.render import report_csv, to_html, to_pdf, to_word
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import actions, papers, queries
from commonground.ground.evidence.models import Frozen, Indicator, Profile, ProfileText
from commonground.ground.evidence.rules import frozen
from commonground.ground.evidence.rules.profiles.content import ProfileContent
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.drawn import C1
from commonground.ground.evidence.tests.people import (
    AUTHOR,
    COUNTY,
    MANAGER,
    OTHER_WRITER,
    READER,
    WRITER,
    body,
    county,
)
from commonground.ground.places import queries as places

DUE = date(2027, 11, 1)
REVISED = C1.replace("2186,25.8", "2200,26.0")
NEWER = C1 + C1.splitlines()[3].replace("2024,", "2025,", 1).replace("2186,25.8", "2300,27.2") + "\n"


@pytest.fixture
def place(analyst):
    return county(analyst)


@pytest.fixture
def council(as_keeper):
    return body(as_keeper)


@pytest.fixture
def draft(place, council) -> Profile:
    return actions.start_profile(area=place, owner=council, due_on=DUE, by=WRITER)


@pytest.fixture
def known(place, council):
    """A note about a district of the county that everybody may read."""
    note = actions.write_note(
        area=places.area_by_reference("mansfield"), theme=None, kind="intelligence", text="Nowhere warm to meet.",
        source="Youth workers", known_on=date(2026, 11, 1), organisation=council, by=AUTHOR,
    )  # fmt: skip
    actions.review_note(note=note, based_on=1, is_shown=True, by=READER)
    return note


def content_of(profile: Profile, viewer=MANAGER) -> ProfileContent:
    return queries.content_of(queries.profile(viewer, profile.pk), viewer=viewer)


def report_of(profile: Profile):
    held = queries.profile(MANAGER, profile.pk)
    return papers.profile_report(queries.content_of(held, viewer=MANAGER), run=str(held.frozen_id or ""))


def tables(profile: Profile) -> bytes:
    """Every table of the profile, to the byte."""
    return report_csv(replace(report_of(profile), data=None))


def measured(content: ProfileContent) -> dict:
    return {one.indicator: one for one in content.measured}


def load(by, written, text: str) -> None:
    actions.import_files(kind="dfe-cin", paths=[written(f"c1-{abs(hash(text))}.csv", text)], by=by)
    actions.prepare_figures(by=by)


def test_a_figure_stands_with_period_interval_denominator_vintage_and_comparators(figures, draft):
    one = measured(content_of(draft))["re-referrals"]
    assert (one.now.text, one.now.label, one.interval) == ("25.8%", "year to 31 March 2024", "24.9% to 26.8%")
    assert (one.numerator, one.denominator) == (2186, 8462)
    assert one.vintage
    assert [(beside.name, beside.text, beside.outcome) for beside in one.beside] == [
        ("England", "22.4%", "worse"),
        ("East Midlands", "25.9%", "similar"),
    ]
    assert one.trend == "24.8% to 25.8% since 2023"


def test_what_is_missing_and_what_is_overdue_is_listed(figures, draft):
    content = content_of(draft)
    missing = {one.indicator: one.why for one in content.missing}
    assert missing["section-47-rate"] == "no release has been loaded"
    assert "re-referrals" not in missing
    about = queries.definitions()
    assert any(one.is_discontinued for one in about.values())
    assert not any(about[slug].is_discontinued for slug in missing)
    old = queries.assembled(draft, on=date(2029, 1, 1))
    assert "re-referrals" in {one.indicator for one in old.overdue}
    assert "re-referrals" not in {one.indicator for one in content.overdue}


def test_notes_of_the_parts_stand_beside_the_figures_with_author_source_and_date(figures, draft, known):
    [told] = content_of(draft).told
    assert (told.author, told.organisation, told.source, told.known_on) == (
        "Author Invented", "Trial council", "Youth workers", "2026-11-01",
    )  # fmt: skip
    page = to_html(report_of(draft))
    assert "Nowhere warm to meet." in page
    assert "Author Invented, Trial council, of Mansfield; known from: Youth workers; 1 November 2026." in page


def test_a_note_that_nobody_has_read_is_in_no_profile(figures, draft, known):
    actions.review_note(note=known, based_on=2, is_shown=False, why_not="On second thoughts.", by=READER)
    assert content_of(draft).told == ()


def test_two_who_write_the_same_section_meet_a_conflict_with_both_texts(draft):
    actions.write_section(profile=draft, section="in-short", text="First.", based_on=0, by=WRITER)
    with pytest.raises(Conflict) as second:
        actions.write_section(profile=draft, section="in-short", text="Second.", based_on=0, by=OTHER_WRITER)
    assert second.value.theirs["Text"] == "First."
    assert second.value.yours["Text"] == "Second."
    actions.write_section(profile=draft, section="in-short", text="Both.", based_on=1, by=OTHER_WRITER)
    row = ProfileText.objects.get()
    assert [(one.number, one.text, one.written_by) for one in row.editions.all()] == [
        (2, "Both.", "Other Invented"),
        (1, "First.", "Writer Invented"),
    ]


@pytest.mark.parametrize(
    ("section", "text", "error"),
    [
        ("in-short", "Ann Example, 4.6.2015", Invalid),
        ("in-short", "x" * 10_001, Invalid),
        ("no-such-section", "text", NotFound),
    ],
)
def test_a_text_that_cannot_be_saved_changes_nothing(draft, section, text, error):
    with pytest.raises(error):
        actions.write_section(profile=draft, section=section, text=text, based_on=0, by=WRITER)
    assert ProfileText.objects.count() == 0


def test_one_draft_an_area(draft, place, council):
    with pytest.raises(Invalid, match="cannot be saved"):
        actions.start_profile(area=place, owner=council, due_on=DUE, by=MANAGER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.create(area=place, title="x", owner=council, due_on=DUE, started_at=NOW, started_by="x")


def test_a_profile_must_be_due_some_day_after_today(place, council):
    with pytest.raises(Invalid):
        actions.start_profile(area=place, owner=council, due_on=NOW.date(), by=WRITER)


def test_who_only_writes_does_not_freeze_and_who_only_reads_does_neither(draft, place, council):
    with pytest.raises(Refused):
        actions.freeze_profile(profile=draft, based_on=1, by=WRITER)
    with pytest.raises(Refused):
        actions.write_section(profile=draft, section="in-short", text="x", based_on=0, by=AUTHOR)
    with pytest.raises(NotFound):
        queries.profile(public(NOW), draft.pk)
    assert list(queries.profiles_of(place, public(NOW))) == []


@pytest.fixture
def kept(figures, draft, known) -> Profile:
    actions.write_section(profile=draft, section="in-short", text="What we see.", based_on=0, by=WRITER)
    return actions.freeze_profile(profile=draft, based_on=1, by=MANAGER)


def test_what_is_frozen_keeps_its_tables_to_the_byte_whatever_comes_later(kept, known, analyst, written):
    before, page, paper, word = (
        tables(kept),
        to_html(report_of(kept)),
        to_pdf(report_of(kept)),
        to_word(report_of(kept)),
    )
    actions.end_note(note=known, based_on=2, why_ended="A hall has opened.", by=READER)
    Indicator.objects.filter(pk="re-referrals").update(short_name="Renamed", decimals=3)
    load(analyst, written, REVISED)
    load(analyst, written, NEWER)
    assert queries.value("re-referrals", COUNTY, "2025").value == pytest.approx(27.2, abs=0.05)
    assert tables(kept) == before
    assert to_html(report_of(kept)) == page
    assert to_pdf(report_of(kept)) == paper
    assert to_word(report_of(kept)) == word


def test_the_figures_of_a_run_are_made_again_from_its_releases(kept, analyst, written):
    load(analyst, written, REVISED)
    Indicator.objects.filter(pk="re-referrals").update(short_name="Renamed", decimals=3)
    found = actions.reproduce_profile(run=kept.frozen_id, by=analyst)
    assert found.is_same, found.different
    assert found.made == found.kept.measured
    assert queries.value("re-referrals", COUNTY, "2024").numerator == 2200


def test_a_run_whose_figures_were_other_than_its_releases_say_is_found_out(kept, analyst):
    held = Frozen.objects.get()
    altered = held.content.replace("25.8%", "15.8%")
    Frozen.objects.update(content=altered)
    with pytest.raises(Invalid, match="not what is kept"):
        content_of(kept)
    Frozen.objects.update(sha256=frozen.digest(altered))  # an attacker who knows the hash
    found = actions.reproduce_profile(run=kept.frozen_id, by=analyst)
    assert found.different == ["Re-referrals: kept 15.8%, made 25.8%."]


def test_the_next_profile_says_what_changed_since(kept, place, council, analyst, written):
    load(analyst, written, NEWER.replace("2199,24.8", "2190,24.7"))
    after = analyst.now + timedelta(days=100)
    later = actions.start_profile(area=place, owner=council, due_on=DUE, by=WRITER.at(after))
    assert [one.text for one in content_of(later).texts] == ["What we see."]
    changed = content_of(later).changed
    assert changed is not None
    assert changed.run == str(kept.frozen_id)
    assert "Re-referrals: 25.8% (year to 31 March 2024), now 27.2% (year to 31 March 2025)." in changed.newer
    assert "Re-referrals, year to 31 March 2023: said 24.8%, now 24.7%." in changed.revised


def test_what_is_frozen_is_read_by_everybody_and_changed_by_nobody(kept):
    assert content_of(kept, public(NOW)).area_name == "Nottinghamshire"
    with pytest.raises(Refused, match="is frozen and cannot be changed"):
        actions.write_section(profile=kept, section="in-short", text="Later.", based_on=1, by=WRITER)
    with pytest.raises(Refused):
        actions.freeze_profile(profile=kept, based_on=kept.version, by=MANAGER)
    with pytest.raises(Conflict):
        actions.freeze_profile(profile=Profile.objects.get(), based_on=1, by=MANAGER)


def test_a_withdrawn_profile_is_hidden_from_the_public_with_its_reason(kept):
    with pytest.raises(Invalid):
        actions.withdraw_profile(profile=kept, based_on=kept.version, why_withdrawn=" ", by=MANAGER)
    actions.withdraw_profile(profile=kept, based_on=kept.version, why_withdrawn="A figure was wrong.", by=MANAGER)
    with pytest.raises(NotFound):
        queries.profile(public(NOW), kept.pk)
    assert queries.newest_frozen(kept.area) is None


def test_nothing_is_frozen_of_an_area_without_figures(figures, council, place):
    area = places.area_by_reference("mansfield")
    draft = actions.start_profile(area=area, owner=council, due_on=DUE, by=WRITER)
    with pytest.raises(Invalid, match="no figure for this area"):
        actions.freeze_profile(profile=draft, based_on=1, by=MANAGER)


def test_content_is_read_back_as_it_was_packed(figures, draft, known):
    content = content_of(draft)
    packed = frozen.pack(content)
    assert frozen.unpack(ProfileContent, packed, sha256=frozen.digest(packed)) == content
    assert frozen.pack(content) == packed


def test_what_people_write_is_text_and_nothing_else(figures, draft):
    harm = '<script>alert(1)</script> {% now "Y" %} #panic("no")'
    actions.write_section(profile=draft, section="in-short", text=harm, based_on=0, by=WRITER)
    page = to_html(report_of(draft))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert to_pdf(report_of(draft)).startswith(b"%PDF")
