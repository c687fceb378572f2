"""Publishers change their files: other names, rates left out. Said once, remembered, read straight away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.foundation.work.actions.running import claim, perform
from commonground.foundation.work.models import Job
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.formats.looking import look
from commonground.ground.evidence.models import ColumnMapping, IncomingFile, Release
from commonground.ground.evidence.rules.layouts import Layout
from commonground.ground.evidence.rules.mapping import How, propose, signature
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.drawn import C1

pytestmark = pytest.mark.django_db
RENAMED = (
    C1.replace("category,Referrals,Referrals_rate", "category,Number of referrals,Referrals_rate")
    .replace("Re_referrals,Re_referrals_percent", "Re-referrals,Re-referrals (%)")
)  # fmt: skip


def without(text: str, column: str) -> str:
    """A published table without one of its columns."""
    lines = [line.split(",") for line in text.strip().split("\n")]
    at = lines[0].index(column)
    return "\n".join(",".join(cells[:at] + cells[at + 1 :]) for cells in lines) + "\n"


NO_RATES = without(without(C1, "Referrals_rate"), "Re_referrals_percent")


@pytest.fixture
def confirmed(analyst) -> Callable[..., ColumnMapping]:
    """Confirm the proposals for a file, with corrections."""

    def confirm(path: Path, **corrections: str) -> ColumnMapping:
        seen = look(path, queries.reading_plans("dfe-cin"), queries.remembered("dfe-cin"))
        nearest = queries.candidates("dfe-cin", seen.heads)[0]
        columns = {one.column: one.head for one in nearest.proposals} | corrections
        return actions.remember_mapping(
            kind="dfe-cin", dataset=nearest.dataset, layout=nearest.layout, heads=seen.heads, says=seen.says,
            columns=columns, example=path.name, by=analyst,
        )  # fmt: skip

    return confirm


def test_a_head_is_proposed_by_name_then_known_name_then_letters_then_closeness_each_once():
    layout = Layout("x", "X", "small areas", area_column="code", also_called=("count: How many",))
    found = propose(layout, ["code", "count", "per cent", "total"], ["code", "How many", "Percent", "Totals", "other"])
    assert [(one.head, one.how) for one in found] == [
        ("code", How.SAME),
        ("How many", How.KNOWN),
        ("Percent", How.ALIKE),
        ("Totals", How.CLOSE),
    ]
    assert [one.is_needed for one in found] == [True, False, False, False]


def test_the_same_words_in_another_order_are_nearer_than_like_letters():
    layout = Layout("x", "X", "small areas", area_column="code")
    found = propose(layout, ["Referrals", "Referrals_rate"], ["Rate of referrals", "Number of referrals"])
    assert [one.head for one in found] == ["Number of referrals", "Rate of referrals"]


def test_files_with_the_same_heads_have_one_signature_whatever_their_order():
    assert signature(["a", "b"], "X") == signature(["b", "a"], "x") != signature(["a", "c"], "x")


def test_a_changed_file_is_refused_until_somebody_says_what_its_columns_are(analyst, written, confirmed):
    path = written("c1-2025.csv", RENAMED)
    with pytest.raises(Invalid) as refused:
        actions.import_files(kind="dfe-cin", paths=[path], by=analyst)
    assert "commonground evidence map" in str(refused.value.problems[0])
    held = confirmed(path)
    assert (held.layout, held.columns["Referrals"], held.columns["Re_referrals_percent"]) == (
        "c1",
        "Number of referrals",
        "Re-referrals (%)",
    )
    assert AuditEvent.objects.filter(verb="column mapping confirmed").count() == 1
    done = actions.import_files(kind="dfe-cin", paths=[path], by=analyst)
    row = next(
        row
        for row in queries.rows_of_release(done.publications[0].release, viewer=analyst)
        if row.indicator == "re-referrals"
    )
    assert row.column == "Re-referrals (%)"
    later = written("c1-2026.csv", RENAMED.replace("8462", "8463"))
    assert actions.import_files(kind="dfe-cin", paths=[later], by=analyst).is_new


def test_the_figures_of_a_changed_file_are_those_of_the_file_as_it_was(analyst, written, c1, confirmed):
    before = actions.import_files(kind="dfe-cin", paths=[c1], by=analyst).publications[0].release
    path = written("renamed.csv", RENAMED)
    confirmed(path)
    after = actions.import_files(kind="dfe-cin", paths=[path], by=analyst).publications[0].release

    def said(release: Release) -> set[tuple[object, ...]]:
        rows = queries.rows_of_release(release, viewer=analyst)
        return {(row.indicator, row.area, row.period, row.value, row.symbol, row.numerator) for row in rows}

    assert said(before) == said(after)


def test_a_mistake_is_told_under_the_head_that_the_file_has(analyst, written, confirmed):
    path = written("c1-2025.csv", RENAMED)
    confirmed(path)
    wrong = written("c1-wrong.csv", RENAMED.replace("8462", "many"))
    with pytest.raises(Invalid) as refused:
        actions.import_files(kind="dfe-cin", paths=[wrong], by=analyst)
    assert refused.value.problems[0].where == "c1-wrong.csv, row 4, column Number of referrals"


def test_rates_left_out_are_worked_out_from_counts_and_the_population_of_the_right_year(
    analyst, written, ons, confirmed
):
    path = written("no-rates.csv", NO_RATES)
    confirmed(path, Referrals_rate="", Re_referrals_percent="")
    actions.import_files(kind="dfe-cin", paths=[path, ons], by=analyst)
    actions.prepare_figures(by=analyst)
    rate = queries.value("referrals-rate", "E10000024", "2024")
    assert (rate.text, rate.denominator, rate.denominator_period) == ("500.9", 168939, "mid-2023")
    assert rate.made == "worked out from counts published for this area"
    assert queries.value("re-referrals", "E10000024", "2024").text == "25.8%"


def test_a_later_release_never_alters_what_an_earlier_one_said_and_the_page_shows_both(
    analyst, written, c1, ons, client
):
    first = actions.import_files(kind="dfe-cin", paths=[c1, ons], by=analyst).publications
    corrected = written("later.csv", C1.replace("2186,25.8", "2203,26.0", 1))
    actions.import_files(kind="dfe-cin", paths=[corrected], by=analyst)
    actions.prepare_figures(by=analyst)
    old = next(one.release for one in first if one.release.dataset_id == "dfe-cin")
    said = [
        row
        for row in queries.rows_of_release(old, viewer=analyst)
        if (row.indicator, row.area) == ("re-referrals", "E10000024")
    ]
    assert {row.value for row in said} == {25.8, 24.8}
    text = " ".join(client.get("/evidence/re-referrals/nottinghamshire/2024/").content.decode().split())
    assert "<strong>Revised.</strong>" in text
    assert "Release 2 says 26.0%, release 1 said 25.8%." in text


@pytest.mark.parametrize(
    ("corrections", "field", "said"),
    [
        ({"time_period": ""}, "time_period", "nobody can tell where or when"),
        ({"Referrals": "Re-referrals"}, "Referrals", "chosen twice"),
        ({"Referrals": "nothing"}, "Referrals", "has no column nothing"),
        ({"Nonsense": "category"}, "Nonsense", "no column of C1"),
    ],
)
def test_columns_that_cannot_be_so_are_refused_at_their_field(written, confirmed, corrections, field, said):
    with pytest.raises(Invalid) as refused:
        confirmed(written("c1-2025.csv", RENAMED), **corrections)
    assert [said in one.what for one in refused.value.problems if one.column == field] == [True]
    assert not ColumnMapping.objects.exists()


def test_what_is_said_again_ends_what_was_said_before_and_can_be_ended(analyst, written, confirmed):
    path = written("c1-2025.csv", RENAMED)
    first = confirmed(path)
    assert confirmed(path) == first
    second = confirmed(path, Referrals_rate="")
    first.refresh_from_db()
    assert first.ended_at
    with pytest.raises(Conflict):
        actions.end_mapping(mapping=second, based_on=7, by=analyst)
    actions.end_mapping(mapping=second, based_on=second.version, by=analyst)
    assert queries.remembered("dfe-cin") == []


def test_only_those_who_may_load_say_what_columns_are(written, confirmed):
    with pytest.raises(Refused):
        actions.remember_mapping(
            kind="dfe-cin", dataset="dfe-cin", layout="c1", heads=[], says="", columns={}, example="", by=public(NOW)
        )
    with pytest.raises(Refused):
        actions.hand_in_file(kind="dfe-cin", filename="a.csv", content=b"a", by=public(NOW))
    with pytest.raises(NotFound):
        queries.mapping(NOW_HERE)


NOW_HERE = "00000000-0000-7000-8000-000000000000"


def test_a_changed_file_goes_from_the_page_to_a_release(home, signed_in_steward, analyst):
    client = signed_in_steward
    file = SimpleUploadedFile("c1-2025.csv", RENAMED.encode())
    page = client.post("/evidence/load/", {"kind": "dfe-cin", "file": file}, follow=True)
    text = page.content.decode()
    assert "Its publisher has changed the columns" in text
    address = page.request["PATH_INFO"]
    form = page.context["form"]
    sent = {name: field.initial for name, field in form.fields.items()}
    wrong = client.post(address, {**sent, "time_period": ""}).content.decode()
    assert "nobody can tell where or when a row is" in wrong
    done = client.post(address, sent, follow=True).content.decode()
    assert "We recognised it: C1 Referrals and re-referrals, by the columns that somebody confirmed." in done
    incoming = IncomingFile.objects.get()
    client.post(f"{address}take/", {"based_on": incoming.version})
    job = claim(Job.objects.get(name="evidence.load").pk)
    assert job
    perform(job)
    incoming.refresh_from_db()
    assert incoming.closed_at
    assert incoming.outcome["releases"][0]["dataset"] == "dfe-cin"
    assert "It is loaded" in client.get(address).content.decode()


def test_a_file_is_discarded_and_its_content_goes(home, signed_in_steward, analyst):
    held = actions.hand_in_file(kind="dfe-cin", filename="a.csv", content=C1.encode(), by=analyst)
    signed_in_steward.post(f"/evidence/load/{held.pk}/discard/", {"based_on": held.version})
    held.refresh_from_db()
    assert (held.file, held.outcome) == ("", {})
