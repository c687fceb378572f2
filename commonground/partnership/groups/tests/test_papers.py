"""Papers: begun under a rule pack, written by several, signed by a second person, with files told by their content."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.storage import default_storage

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.formats.paper_packs import read_paper_packs
from commonground.partnership.groups.models import Paper, PaperFile
from commonground.partnership.groups.rules.papers import SaidText
from commonground.partnership.groups.tests.bodies import KINDS, NOW, Cast, cast
from commonground.partnership.groups.tests.paperwork import paper_of, ready_paper, signed

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nplan\n%%EOF\n"


@pytest.fixture
def people() -> Cast:
    return cast()


def document(*more: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            packed.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_who_begins_a_paper(kind: str, people: Cast) -> None:
    if kind in ("chair", "clerk", "member", "deputy", "manager"):
        assert actions.write_paper(group=people.group, title="Plan", by=people.sees(kind)).pack == "partnership-2026"
    else:
        with pytest.raises(Refused):
            actions.write_paper(group=people.group, title="Plan", by=people.sees(kind))


SEES = {
    ("draft", False): {"chair", "clerk", "member", "manager"},
    ("ready", False): {"chair", "clerk", "member", "deputy", "manager"},
    ("draft", True): {"chair", "clerk", "member"},
    ("ready", True): {"chair", "clerk", "member", "deputy"},
}


@pytest.mark.parametrize(("state", "is_restricted"), list(SEES))
def test_who_sees_a_paper_being_worked_on(state: str, is_restricted: bool, people: Cast) -> None:
    """The member wrote it."""
    made = paper_of(people, is_restricted=is_restricted)
    Paper.objects.filter(pk=made.pk).update(status=state)
    seen = {kind for kind in KINDS if queries.papers(people.sees(kind)).filter(pk=made.pk).exists()}
    assert seen == SEES[state, is_restricted]
    with pytest.raises(NotFound, match="There is no such paper"):
        queries.paper(made.pk, viewer=people.sees("observer"))


def test_a_paper_keeps_the_pack_it_was_begun_under() -> None:
    packs = queries.paper_packs()
    assert packs.in_use(date(2013, 5, 1), kind="board").slug == "county-2012"
    assert packs.in_use(date(2026, 5, 1), kind="board").slug == "partnership-2026"
    own = """
        [[use]]
        pack = "own"
        from = 2020-01-01
        kinds = ["board"]
        [[pack]]
        slug = "own"
        name = "Our own"
        [[pack.section]]
        key = "all"
        heading = "All"
    """
    ours = read_paper_packs(queries.papers_shipped(), own)
    assert ours.in_use(date(2026, 5, 1), kind="board").slug == "own"
    assert ours.in_use(date(2026, 5, 1), kind="forum").slug == "partnership-2026"


def test_an_empty_implication_keeps_a_paper_from_being_ready(people: Cast) -> None:
    paper = paper_of(people, texts={"purpose": SaidText("To agree.")})
    with pytest.raises(Invalid) as wrong:
        actions.make_ready(paper=paper, based_on=paper.version, by=people.sees("member"))
    told = [str(one) for one in wrong.value.problems]
    assert "Implications: Safeguarding: Nothing is said. Write it, or say that there is none." in told


def write(people: Cast, paper: Paper, kind: str, key: str, text: str, seen: tuple[int, str]) -> None:
    actions.write_texts(paper=paper, texts={key: SaidText(text)}, seen={key: seen}, by=people.sees(kind))


def test_two_who_change_one_section_see_both_texts(people: Cast) -> None:
    paper = paper_of(people)
    row = paper.sections.get(key="purpose")
    seen = (row.version, actions.mark_of(row.text, is_none=row.is_none))
    write(people, paper, "member", "purpose", "What the member says.", seen)
    with pytest.raises(Conflict) as both:
        write(people, paper, "clerk", "purpose", "What the clerk says.", seen)
    assert both.value.theirs == {"What this paper is for": "What the member says."}
    assert both.value.yours == {"What this paper is for": "What the clerk says."}


def test_what_somebody_did_not_touch_is_not_taken_back(people: Cast) -> None:
    paper = paper_of(people)
    row = paper.sections.get(key="purpose")
    seen = (row.version, actions.mark_of(row.text, is_none=row.is_none))
    write(people, paper, "member", "purpose", "What the member says.", seen)
    write(people, paper, "clerk", "purpose", row.text, seen)
    assert paper.sections.get(key="purpose").text == "What the member says."


class TestSignatures:
    def test_the_author_does_not_sign(self, people: Cast) -> None:
        with pytest.raises(Refused, match="somebody else signs"):
            signed(people, paper_of(people), kind="member")

    def test_one_signs_in_ones_own_name_and_the_clerk_enters_what_came_in_writing(self, people: Cast) -> None:
        paper = paper_of(people)
        Paper.objects.update(status="ready")
        wanted = queries.sign_off(paper, "financial")
        for kind, may in (("deputy", False), ("clerk", True)):
            values = {"paper": paper, "sign_off": wanted, "based_on": wanted.version, "name": "Sam Lee Brown"}
            if may:
                actions.sign(by=people.sees(kind), **values)
            else:
                with pytest.raises(Refused, match="own name"):
                    actions.sign(by=people.sees(kind), **values)
        assert (wanted.name, wanted.initials) == ("Sam Lee Brown", "SLB")

    def test_a_text_changed_after_it_was_signed_asks_for_a_new_signature(self, people: Cast) -> None:
        paper = signed(people, paper_of(people))
        assert not queries.missing_of(paper).signatures
        actions.recommend(paper=paper, texts=["Something else."], based_on=paper.version, by=people.sees("member"))
        again = queries.missing_of(queries.paper(paper.pk, viewer=people.sees("member"))).signatures
        assert [one.what for one in again] == ["The text was changed after it was signed."] * 2


def test_recommendations_are_in_order_and_two_editors_see_both_lists(people: Cast) -> None:
    paper = paper_of(people)
    by = people.sees("member")
    actions.recommend(paper=paper, texts=["First.", "", "Second."], based_on=1, by=by)
    assert list(paper.recommendations.values_list("text", flat=True)) == ["First.", "Second."]
    with pytest.raises(Conflict) as both:
        actions.recommend(paper=paper, texts=["Other."], based_on=1, by=people.sees("clerk"))
    assert both.value.theirs == {"Recommendations": "First.; Second."}


def test_what_is_ready_is_not_changed(people: Cast) -> None:
    paper = ready_paper(people)
    with pytest.raises(Refused, match="back to draft"):
        actions.recommend(paper=paper, texts=["Other."], based_on=paper.version, by=people.sees("member"))


REFUSED_FILES = {
    "a page that is called a PDF": ("plan.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "is a web page"),
    "macros": ("plan.docm", document("word/vbaProject.bin"), "holds macros"),
    "macros under another name": ("plan.docx", document("word/vbaProject.bin"), "holds macros"),
    "forty megabytes": ("plan.pdf", PDF.ljust(40 << 20), "has 40 MB; at most 20 MB"),
    "a PDF that is called a document": ("plan.docx", PDF, "is named .docx, but is a PDF document"),
    "a zip folder": ("plan.zip", document().replace(b"word/document", b"some/document"), "is a zip folder"),
    "nothing": ("plan.pdf", b"", "is empty"),
    "a program in a PDF": ("plan.pdf", b"%PDF-1.7 /JavaScript %%EOF", "holds a program"),
}


@pytest.mark.parametrize("name", list(REFUSED_FILES))
def test_files_that_are_not_taken(name: str, people: Cast) -> None:
    filename, content, said = REFUSED_FILES[name]
    with pytest.raises(Invalid) as wrong:
        actions.add_file(paper=paper_of(people), filename=filename, content=content, by=people.sees("member"))
    assert said in str(wrong.value.problems[0])
    assert not PaperFile.objects.exists()


def test_a_bomb_is_given_up_before_it_is_unpacked(people: Cast) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("word/document.xml", b"0" * (80 << 20))
    with pytest.raises(Invalid) as wrong:
        actions.add_file(paper=paper_of(people), filename="a.docx", content=buffer.getvalue(), by=people.sees("member"))
    assert "unpacks to far more" in str(wrong.value.problems[0])


def test_a_file_is_stored_under_its_hash_and_swept_when_no_row_names_it(people: Cast) -> None:
    manager = people.sees("manager", now=NOW.replace(year=2099))
    actions.sweep_paper_files(by=manager)  # what other tests left in the home of this process
    paper = paper_of(people)
    file = actions.add_file(paper=paper, filename="../../Plan.PDF", content=PDF, by=people.sees("member"))
    path = queries.stored_at(file.digest)
    assert file.name == "Plan.PDF"
    assert default_storage.exists(path)
    assert actions.sweep_paper_files(by=manager) == 0
    actions.remove_file(file=file, by=people.sees("member"))
    assert actions.sweep_paper_files(by=manager) == 1
    assert not default_storage.exists(path)
