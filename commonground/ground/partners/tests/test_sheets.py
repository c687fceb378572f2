"""Spreadsheets of people: any order of columns, merged heads, hidden rows, errors by cell, nothing half taken."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, PersonFacing
from commonground.foundation.kernel.spreadsheets import letters
from commonground.ground.partners import actions, queries
from commonground.ground.partners.formats.spreadsheets import MOST_ROWS, read_spreadsheet
from commonground.ground.partners.models import Organisation, PartnerSheet, Post, Practitioner
from commonground.ground.partners.queries import Step

HEAD = ["Job title", "Agency", "E-mail address", "Contact name", "FTE", "Start date"]
ANN = ["Worker", "North", "ann@example.org", "Ann Example", 0.8, "1/4/2025"]
BEA = ["Adviser", "South", "bea@example.org", "Bea Example", 1, "1/4/2025"]


def workbook(*rows, change=lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def hand_in(bodies, content: bytes, name: str = "partners.xlsx", by=None) -> PartnerSheet:
    return actions.hand_in_sheet(filename=name, content=content, by=by or bodies.by)


def planned(bodies, sheet, by=None) -> queries.Plan:
    by = by or bodies.by
    return queries.plan(by, queries.read_sheets(sheet), queries.reading_of(sheet), on=by.today)


def take(bodies, sheet, *, only_good=False, digest=None, by=None):
    by = by or bodies.by
    digest = digest or planned(bodies, sheet, by).digest
    return actions.take_sheet(sheet=sheet, based_on=sheet.version, digest=digest, only_good=only_good, by=by)


def cells(plan) -> dict[str, str]:
    return {problem.where: problem.what for problem in plan.problems}


def test_columns_in_any_order_below_a_title_are_recognised_and_taken(bodies):
    sheet = hand_in(bodies, workbook(["Partners of the Shire, kept by Sam"], [], HEAD, ANN, [], BEA))
    assert planned(bodies, sheet).steps == {Step.ADD: 2}
    assert not Practitioner.objects.exists()  # the preview wrote nothing
    assert take(bodies, sheet)["added"] == 2
    post = Post.objects.get(practitioner__email="ann@example.org")
    assert (post.title, post.fte_hundredths, post.team.organisation.name) == ("Worker", 80, "North")
    assert post.starts_on.isoformat() == "2025-04-01"


def test_the_same_file_again_changes_nothing(bodies):
    content = workbook(HEAD, ANN, BEA)
    take(bodies, hand_in(bodies, content))
    plan = planned(bodies, hand_in(bodies, content))
    assert (plan.steps, plan.does_something) == ({Step.LEAVE: 2}, False)


def test_a_preview_asks_seven_times_however_many_are_kept(bodies, django_assert_max_num_queries):
    take(bodies, hand_in(bodies, workbook(HEAD, ANN, BEA)))
    again = hand_in(bodies, workbook(HEAD, ANN, BEA))
    with django_assert_max_num_queries(7):
        planned(bodies, again)


def test_what_the_file_says_differently_is_changed_and_what_it_leaves_empty_stays(bodies):
    take(bodies, hand_in(bodies, workbook(HEAD, ANN)))
    sheet = hand_in(bodies, workbook(HEAD, ["Worker", "North", "ann@example.org", "Ann Example", "50%", None]))
    (row,) = planned(bodies, sheet).rows
    assert (row.step, list(row.says)) == (Step.CHANGE, ["Full-time equivalent: 0.80 becomes 0.50"])
    take(bodies, sheet)
    post = Post.objects.get()
    assert (post.fte_hundredths, post.starts_on.isoformat()) == (50, "2025-04-01")


def test_a_row_that_names_no_team_means_the_post_of_that_title_in_whichever_team_it_is(bodies):
    bodies.person(bodies.team(bodies.north, "Early help"), "Ann Example", email="ann@example.org", fte=80)
    sheet = hand_in(bodies, workbook(HEAD, ["worker", "North", "ann@example.org", "Ann Example", None, None]))
    assert planned(bodies, sheet).steps == {Step.LEAVE: 1}


def test_errors_are_named_by_cell_and_nothing_is_taken_until_somebody_takes_the_good_rows(bodies):
    bad = ["Worker", "Nowhere", "not an address", "Cid", 3, "31/2/2025"]
    sheet = hand_in(bodies, workbook(HEAD, ANN, bad, ["Worker", "Nowhere", "", "Dee", 1, None]))
    plan = planned(bodies, sheet)
    assert set(cells(plan)) == {"B3", "C3", "E3", "F3", "B4"}
    with pytest.raises(Invalid) as refusal:
        take(bodies, sheet)
    assert {problem.where for problem in refusal.value.problems} == {"B3", "C3", "E3", "F3", "B4"}
    assert not Practitioner.objects.exists()
    sheet.refresh_from_db()
    assert take(bodies, sheet, only_good=True) == {"added": 1, "changed": 0, "left as it is": 0, "not taken": 2}
    assert Practitioner.objects.get().name == "Ann Example"


def test_two_people_with_one_address_are_refused_at_both_cells(bodies):
    other = ["Worker", "South", "ANN@example.org", "Bea Example", 1, None]
    plan = planned(bodies, hand_in(bodies, workbook(HEAD, ANN, other)))
    assert plan.rows == []
    assert "C3 (Bea Example)" in cells(plan)["C2"]
    assert "C2 (Ann Example)" in cells(plan)["C3"]


def test_an_address_that_is_somebody_elses_already_is_refused(bodies):
    bodies.person(bodies.team(bodies.north), "Kept Already", email="ann@example.org")
    assert "somebody else" in cells(planned(bodies, hand_in(bodies, workbook(HEAD, ANN))))["C2"]


def test_one_person_in_two_rows_holds_two_posts_and_a_row_twice_is_one(bodies):
    second = ["Adviser", "South", "ann@example.org", "Ann Example", 0.2, "1/4/2025"]
    sheet = hand_in(bodies, workbook(HEAD, ANN, second, ANN))
    assert planned(bodies, sheet).steps == {Step.ADD: 2, Step.LEAVE: 1}
    take(bodies, sheet)
    assert (Practitioner.objects.count(), Post.objects.count()) == (1, 2)


def test_heads_merged_over_two_rows_are_read_together(bodies):
    upper = ["Contact name", "Agency", "Contact", "", "Job title"]
    lower = ["", "", "E-mail", "Tel.", ""]

    def merge(book):
        for cells_merged in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
            book.active.merge_cells(cells_merged)

    row = ["Ann Example", "North", "ann@example.org", "01632 960001", "Worker"]
    sheet = hand_in(bodies, workbook(upper, lower, row, change=merge))
    assert queries.reading_of(sheet).below == 2
    take(bodies, sheet)
    assert Practitioner.objects.get().phone == "01632 960001"


def test_what_is_merged_downwards_holds_for_each_of_its_rows(bodies):
    rows = [["Name", "Organisation", "Post"], ["Ann", "North", "Worker"], ["Bea", None, "Worker"]]
    content = workbook(*rows, change=lambda book: book.active.merge_cells("B2:B3"))
    assert planned(bodies, hand_in(bodies, content)).steps == {Step.ADD: 2}


def test_hidden_rows_and_sheets_are_left_out_and_said_to_be_unless_somebody_takes_them(bodies):
    def hide(book):
        book.active.row_dimensions[3].hidden = True
        extra = book.create_sheet("Leavers")
        extra.append(HEAD)
        extra.append(["Worker", "North", "", "Gone Long Ago", 1, None])
        extra.sheet_state = "hidden"

    sheet = hand_in(bodies, workbook(HEAD, ANN, BEA, change=hide))
    plan = planned(bodies, sheet)
    assert ([row.facts.name for row in plan.rows], plan.hidden) == (["Ann Example"], [3])
    assert [one.is_hidden for one in queries.read_sheets(sheet)] == [False, True]
    held = queries.reading_of(sheet)
    actions.read_sheet_as(
        sheet=sheet, based_on=1, reading=queries.Reading(held.sheet, held.below, held.columns, True), by=bodies.by
    )
    assert len(planned(bodies, sheet).rows) == 2


def test_the_mapping_must_say_where_name_organisation_and_post_are(bodies):
    sheet = hand_in(bodies, workbook(["Who", "Where", "What"], ["Ann", "North", "Worker"]))
    with pytest.raises(Invalid):
        actions.read_sheet_as(sheet=sheet, based_on=1, reading=queries.Reading(0, 1, {"name": 0}), by=bodies.by)
    columns = {"name": 0, "organisation": 1, "title": 2}
    actions.read_sheet_as(sheet=sheet, based_on=1, reading=queries.Reading(0, 1, columns), by=bodies.by)
    assert planned(bodies, sheet).steps == {Step.ADD: 1}


def test_text_that_looks_like_a_formula_stays_text(bodies):
    content = b"Name;Organisation;Post\n=HYPERLINK(1);North;@Worker\n"
    take(bodies, hand_in(bodies, content, "partners.csv"))
    assert Practitioner.objects.get().name == "=HYPERLINK(1)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_any_usual_sign_between_and_any_usual_encoding(bodies, encoding, delimiter):
    text = "\r\n".join(delimiter.join(row) for row in (["Name", "Organisation", "Post"], ["Zoë", "North", "Worker"]))
    take(bodies, hand_in(bodies, text.encode(encoding), "partners.csv"))
    assert Practitioner.objects.get().name == "Zoë"


def test_a_new_organisation_comes_with_the_file_only_with_its_sector(bodies):
    head = ["Name", "Organisation", "Post", "Sector"]
    rows = [["Ann", "East", "Worker", "Council"], ["Bea", "East", "Worker", "council"], ["Cid", "West", "Worker", ""]]
    sheet = hand_in(bodies, workbook(head, *rows))
    assert set(cells(planned(bodies, sheet))) == {"B4"}
    take(bodies, sheet, only_good=True)
    assert Organisation.objects.get(name="East").teams.get().posts.count() == 2


def test_a_preview_that_is_out_of_date_is_a_conflict_and_takes_nothing(bodies):
    sheet = hand_in(bodies, workbook(HEAD, ANN))
    seen = planned(bodies, sheet).digest
    bodies.person(bodies.team(bodies.north, "Whole organisation"), "Ann Example", email="ann@example.org")
    with pytest.raises(Conflict):
        take(bodies, sheet, digest=seen)
    assert Post.objects.count() == 1


def test_an_administrator_takes_the_people_of_their_own_organisation_only(cast, bodies):
    cast.roles["organisation-administrator"].permissions = ["partners.keep-own", "partners.look-up"]
    cast.roles["organisation-administrator"].save()
    by = cast.viewer("county administrator")
    rows = [["Ann", "County", "Worker"], ["Bea", "Police", "Worker"], ["Cid", "New One", "Worker"]]
    sheet = hand_in(bodies, workbook(["Name", "Organisation", "Post"], *rows), by=by)
    assert set(cells(planned(bodies, sheet, by))) == {"B3", "B4"}
    take(bodies, sheet, only_good=True, by=by)
    assert Practitioner.objects.get().name == "Ann"


def test_a_file_is_opened_by_whoever_handed_it_in_and_nobody_else(cast, bodies):
    for slug in ("organisation-administrator", "system-administrator"):
        cast.roles[slug].permissions = ["partners.keep"]
        cast.roles[slug].save()
    sheet = hand_in(bodies, workbook(HEAD, ANN), by=cast.viewer("county administrator"))
    for other in (cast.viewer("police administrator"), cast.viewer("system administrator"), bodies.by):
        with pytest.raises(NotFound):
            queries.sheet(other, sheet.pk)
        with pytest.raises(NotFound):
            actions.discard_sheet(sheet=sheet, based_on=1, by=other)
    with pytest.raises(PersonFacing):
        hand_in(bodies, workbook(HEAD, ANN), by=cast.viewer("county member"))


def test_a_file_is_kept_until_it_is_taken_or_discarded_and_then_no_longer(bodies, django_capture_on_commit_callbacks):
    sheets = [hand_in(bodies, workbook(HEAD, ANN)) for _ in range(2)]
    names = [sheet.file for sheet in sheets]
    assert all(default_storage.exists(name) and sheet.sha256 in name for name, sheet in zip(names, sheets, strict=True))
    with django_capture_on_commit_callbacks(execute=True):
        take(bodies, sheets[0])
        actions.discard_sheet(sheet=sheets[1], based_on=1, by=bodies.by)
    assert not any(default_storage.exists(name) for name in names)
    with pytest.raises(NotFound):
        queries.read_sheets(sheets[0])


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (80 << 20))
    return written.getvalue()


def entities() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(HEAD))) as book, zipfile.ZipFile(written, "w") as packed:
        for one in book.infolist():
            content = book.read(one)
            if one.filename == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content
            packed.writestr(one.filename, content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel"),
        (b"PK\x03\x04 broken", "damaged"),
        (workbook(HEAD)[:900], "damaged"),
        (b"Name\0,Organisation", "no table"),
        ("Name,Organisation".encode("utf-16"), "no table"),
        (b'Name,"unclosed', "no table"),
        (workbook(["", ""]), "no cell"),
        (b"x\n" * (MOST_ROWS + 1), "rows"),
        (b",".join([b"x"] * 100), "columns"),
        (b"x" * (6 << 20), "larger"),
        (bomb(), "unpacks"),
        (entities(), "entities"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_no_sheet_of_people_is_refused_before_it_is_unpacked_or_kept(content, what):
    with pytest.raises(Invalid) as refusal:
        read_spreadsheet("partners.xlsx", content)
    assert what in refusal.value.problems[0].what


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_no_file_whatever_it_holds_breaks_the_reader(content):
    try:
        problems = 0 if read_spreadsheet("partners.csv", content) else -1
    except Invalid as refusal:
        problems = len(refusal.problems)
    assert problems >= 0


@given(st.integers(0, 20000))
def test_columns_are_named_as_spreadsheets_name_them(column):
    name = letters(column)
    back = 0
    for letter in name:
        back = back * 26 + ord(letter) - ord("A") + 1
    assert back - 1 == column
