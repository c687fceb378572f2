"""An archive of meetings: everything goes out, the same comes in, and what cannot be is told by its place."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.audit.versions import Term
from commonground.foundation.kernel.errors import Invalid, NotFound, Refused
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.commands import export_meetings, import_meetings
from commonground.partnership.groups.formats.archive import VERSION, ArchiveReader, Line, write_archive
from commonground.partnership.groups.models import Action, FeedKey, ForwardItem, Group, GroupType, Meeting, PackIssue
from commonground.partnership.groups.queries.archive import columns_of
from commonground.partnership.groups.tests.bodies import KEEPS, group, viewer
from commonground.partnership.groups.tests.test_published import keeper
from commonground.partnership.groups.tests.whole import PNG, whole_group

SINCE_VERSION_2 = (
    *("escalations", "escalation-steps", "questions", "approvals", "reviews", "advice", "actions-of-advice"),
    *("evidence", "stages-noted"),
)
Tables = dict[str, list[dict[str, Any]]]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]


def exported(*slugs: str) -> str:
    return "".join(write_archive(queries.archive_of(slugs, by=keeper()).tables(), is_whole=True))


def take(text: str, *, file: bytes | None = PNG, run: Callable[..., Any] = actions.take_archive) -> Any:
    lines = ArchiveReader("a.json", io.StringIO(text)).lines()
    return run(lines=lines, file_of=lambda digest: file, by=keeper())


def forget() -> None:
    """As on a site that knows the same people and has no groups; the stored files go too."""
    with connection.constraint_checks_disabled():
        for model in (FeedKey, *(table.model for table in reversed(queries.ARCHIVE_TABLES))):
            model._default_manager.all()._raw_delete("default")
    for name in default_storage.listdir(queries.FILES)[1]:
        default_storage.delete(f"{queries.FILES}/{name}")


def told(text: str, **more: Any) -> str:
    """What is said of an archive that cannot be taken, after which nothing is there."""
    before = [table.model._default_manager.count() for table in queries.ARCHIVE_TABLES]
    with pytest.raises(Invalid) as refused:
        take(text, **more)
    assert [table.model._default_manager.count() for table in queries.ARCHIVE_TABLES] == before
    return "\n".join(str(problem) for problem in refused.value.problems)


def altered(change: Callable[[Tables], object]) -> str:
    """The archive of a whole group with something changed, on a site without groups."""
    whole_group()
    held = json.loads(exported())
    change(held["tables"])
    forget()
    return json.dumps(held, indent=1)


def test_every_table_of_the_room_is_in_the_archive_but_for_keys_of_calendars_and_lists_of_words() -> None:
    models = {one for one in apps.get_app_config("groups").get_models() if not issubclass(one, Term)}
    assert {table.model for table in queries.ARCHIVE_TABLES} == models - {FeedKey}


def test_a_group_with_a_row_in_every_table_is_the_same_after_it_was_carried() -> None:
    whole_group()
    before = exported()
    assert [name for name, rows in json.loads(before)["tables"].items() if not rows] == []
    forget()
    made = take(before)
    assert (made.already.total(), made.new["groups"], made.new["decisions"]) == (0, 2, 4)
    assert exported() == before
    assert default_storage.exists(queries.stored_at(json.loads(before)["tables"]["files"][0]["digest"]))
    assert AuditEvent.objects.filter(verb="archive of meetings taken").count() == 1


def test_the_same_archive_again_changes_nothing_and_is_not_on_record_as_a_change() -> None:
    whole_group()
    before = exported()
    again = take(before)
    assert not again.new
    assert exported() == before
    assert not AuditEvent.objects.filter(verb="archive of meetings taken").exists()


def test_a_preview_says_what_would_be_made_and_makes_nothing() -> None:
    whole_group()
    before = exported()
    forget()
    would = take(before, run=actions.preview_archive)
    assert would.new["meetings"] == 1
    assert not Group.objects.exists()
    assert default_storage.listdir(queries.FILES)[1] == []


@pytest.mark.parametrize("run", [actions.take_archive, actions.preview_archive])
def test_nobody_is_held_up_while_an_archive_is_read_and_checked(run: Callable[..., Any]) -> None:
    whole_group()
    text = exported()
    forget()
    was_writing = []

    def lines() -> Iterator[Line]:
        for line in ArchiveReader("a.json", io.StringIO(text)).lines():
            was_writing.append(audit.is_open())
            yield line

    taken = run(lines=lines(), file_of=lambda digest: PNG, by=keeper())
    assert taken.new["actions"]
    assert not any(was_writing)


def test_frozen_packs_and_minutes_name_people_as_they_are_known_on_the_other_site() -> None:
    clerk = whole_group().people["clerk"]
    text = exported()
    assert str(clerk.pk) not in text
    assert text.count(clerk.email) > 3


def test_what_stands_here_otherwise_is_named_by_item_and_nothing_is_taken() -> None:
    whole_group()
    text = exported()
    Action.objects.filter(number=1).update(title="Ring the school")
    said = told(text)
    assert said == (
        "actions 1: action 1 of Rushcliffe stands here otherwise: title is “Ring the school” here and “Open action” in "
        "the file. Change one of the two, or leave this row out of the file."
    )


def test_a_value_of_another_group_that_has_the_address_is_refused() -> None:
    text = altered(lambda tables: None)
    group("Another", slug="rushcliffe")
    assert "groups 1: Group with this Slug already exists." in told(text)


def test_whoever_is_unknown_is_named_once_and_not_again_with_each_row() -> None:
    said = told(altered(lambda tables: tables["people"][0].update(email="new@example.org")))
    assert said.count("\n") == 0
    assert "people 1: nobody here, or more than one, is Chair of Rushcliffe" in said


def test_what_was_frozen_and_differs_is_named_without_being_written_out() -> None:
    whole_group()
    text = exported()
    PackIssue.objects.update(content={"items": []})
    assert "pack stands here otherwise: content is not the same. Change one" in told(text)


def drop(table: str, number: int = 0) -> Callable[[Tables], object]:
    return lambda tables: tables[table].pop(number)


def put(table: str, column: str, value: object) -> Callable[[Tables], object]:
    return lambda tables: tables[table][0].update({column: value})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (drop("meetings"), "items 1: meeting: "),
        (drop("venues"), "is neither in the file nor here. Export what it refers to as well, or take the venue first."),
        (put("decisions", "recommendation", None), "decisions 1: recommendation: it must be said. No decision without"),
        (put("decisions", "outcome", "maybe"), "decisions 1: outcome: “maybe” is none of agreed, amended,"),
        (put("meetings", "status", "dreamt"), "meetings 1: status: “dreamt” is none of planned, published,"),
        (put("meetings", "starts_at", "yesterday"), "meetings 1: starts_at: "),
        (put("meetings", "starts_at", "2030-01-01T10:00:00+00:00"), "meetings 1: A meeting must end after it starts."),
        (put("meetings", "colour", "red"), "meetings 1: 'colour' is no column that this version knows."),
        (lambda tables: tables["meetings"][0].pop("about"), "meetings 1: about is missing."),
        (put("groups", "type", "club"), "groups 1: type: there is no “club” here. Add it to the lists of words"),
        (put("groups", "host", "nobody"), "groups 1: host: there is no “nobody” here. Register the organisation"),
        (put("areas", "area", "E09"), "areas 1: area: there is no “E09” here. Import the areas first"),
        (put("papers", "author", "x@y.z"), "papers 1: author: there is no “x@y.z” here. Name somebody of the table"),
        (put("comments", "account", "x@y.z"), "comments 1: account: there is no “x@y.z” here. Make the account first"),
        (put("papers", "author", ["x"]), "papers 1: author: there is no “['x']” here."),
        (put("meetings", "about", {"x": 1}), "meetings 1: about: “{'x': 1}” is not what stands in this column."),
        (put("decisions", "votes_for", 2.5), "decisions 1: votes_for: “2.5” is not what stands in this column."),
        (put("decisions", "votes_for", -2), "decisions 1: votes_for: "),
        (put("minutes", "content", "x"), "minutes 1: content: “x” is not what stands in this column."),
        (put("people", "email", "new@example.org"), "people 1: nobody here, or more than one, is Chair of Rushcliffe"),
        (put("people", "name", "Somebody Else"), "is Chair of Rushcliffe here and Somebody Else in the file."),
        (put("people", "age", 40), "people 1: has not just the texts key, name, email, organisation."),
        (put("minutes", "content", {"group": "x"}), "minutes 1: content: it is not what such a table freezes."),
        (put("packs", "content", {"items": [{}]}), "packs 1: content: it is not what such a table freezes."),
        (put("files", "size", 1), "files 1: the file of “dot.png” is not the one that is named. Copy it again."),
        (lambda tables: tables.update(secrets=[{}]), "secrets: this version knows no such table."),
        (lambda tables: tables["groups"].append(tables["groups"][0]), "groups 3: it stands in the file twice."),
        (lambda tables: tables["links"].append(_back(tables)), "reporting would go round in a circle."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_by_its_place(change: Callable[[Tables], object], says: str) -> None:
    assert says in told(altered(change))


def _back(tables: Tables) -> dict[str, Any]:
    link = tables["links"][0]
    return {**link, "id": "019ac000-0000-7000-8000-000000000000", "group": link["to"], "to": link["group"]}


def test_a_file_that_did_not_come_along_is_named() -> None:
    assert "did not come along. Put the folder of files beside" in told(altered(lambda tables: None), file=None)


def test_an_archive_that_is_cut_short_or_of_another_version_is_refused_by_line() -> None:
    text = altered(lambda tables: None)
    assert "is cut short or damaged" in told(text[: len(text) // 2])
    assert "a.json, line 1: it has version 9; this site reads versions 1 to 4." in told(
        text.replace(f'"version": {VERSION},', '"version": 9,', 1).replace("\n", " ")
    )
    assert "what one person may read" in told(text.replace('"is_whole": true', '"is_whole": false'))
    for wrong in ("\\u0000", "\\ud800"):
        assert "holds signs that are no text." in told(text.replace("Open item", wrong))
    assert "is damaged: NaN is no number." in told(text.replace('"votes_for": 2', '"votes_for": NaN'))
    assert "is damaged: " in told(text.replace('"votes_for": 2', f'"votes_for": {"[" * 100_000}'))
    assert "“,” is expected" in told(text.replace("},", "}", 1))


def test_an_archive_of_version_1_which_has_fewer_tables_and_columns_is_still_taken() -> None:
    whole_group()
    held = json.loads(exported())
    for table in SINCE_VERSION_2:
        held["tables"].pop(table)
    for one in held["tables"]["forward-plan"]:
        one.pop("why_restricted")
    held["version"] = 1
    forget()
    made = take(json.dumps(held))
    assert (made.new["actions"], made.new["meetings"]) == (2, 1)
    reasons = ForwardItem.objects.order_by("is_restricted").values_list("why_restricted", flat=True)
    assert list(reasons) == ["", "Proposed as restricted"]


def test_one_group_brings_what_it_cannot_do_without_and_names_what_it_leaves() -> None:
    whole_group()
    held = json.loads(exported("rushcliffe"))["tables"]
    assert [one["slug"] for one in held["groups"]] == ["rushcliffe"]
    assert (len(held["venues"]), len(held["terms"]), len(held["actions"])) == (1, 2, 2)
    text = exported("rushcliffe")
    forget()
    assert "links 1: to: " in told(text)
    with pytest.raises(NotFound):
        exported("rushclif")


def test_nobody_at_a_page_takes_or_makes_an_archive_of_everything() -> None:
    manager = viewer(whole_group().people["manager"], KEEPS)
    text = exported()
    with pytest.raises(Refused):
        queries.archive_of([], by=manager)
    with pytest.raises(Refused):
        actions.take_archive(lines=ArchiveReader("a", io.StringIO(text)).lines(), file_of=lambda _: PNG, by=manager)


def test_on_the_host_an_archive_goes_out_with_its_files_and_comes_in_told_by_its_content(tmp_path: Path) -> None:
    whole_group()
    run = CliRunner()
    out = tmp_path / "all.json"
    first = run.invoke(export_meetings, ["--output", str(out)], catch_exceptions=False)
    assert "and 1 files written to" in first.output
    assert [one.read_bytes() for one in (tmp_path / "all-files").iterdir()] == [PNG]
    forget()
    seen = run.invoke(import_meetings, [str(out), "--preview"], catch_exceptions=False)
    assert "meetings: 1 would be made" in seen.output
    done = run.invoke(import_meetings, [str(out)], catch_exceptions=False)
    assert "rows made, 0 stand there already." in done.output
    assert Meeting.objects.count() == 1
    again = tmp_path / "again.json"
    run.invoke(export_meetings, ["--output", str(again)], catch_exceptions=False)
    assert again.read_bytes() == out.read_bytes()
    assert f"{sum(map(len, json.loads(out.read_text())['tables'].values()))} rows" in first.output


def test_nothing_is_exported_where_a_file_of_a_paper_is_lost(tmp_path: Path) -> None:
    whole_group()
    for name in default_storage.listdir(queries.FILES)[1]:
        default_storage.delete(f"{queries.FILES}/{name}")
    with pytest.raises(Invalid, match="Nothing was exported") as lost:
        CliRunner().invoke(export_meetings, ["--output", str(tmp_path / "all.json")], catch_exceptions=False)
    assert "and it is not stored here. Put it back from a backup" in str(lost.value.problems[0])
    assert not list(tmp_path.glob("*.json*"))


def test_an_archive_is_not_written_over_another_unless_asked_and_not_mixed_with_published_lists(tmp_path: Path) -> None:
    GroupType.objects.get_or_create(slug="committee", defaults={"name": "Committee", "plural": "Committees"})
    out = tmp_path / "all.json"
    run = CliRunner()
    run.invoke(export_meetings, ["--output", str(out)], catch_exceptions=False)
    with pytest.raises(Invalid):
        run.invoke(export_meetings, ["--output", str(out)], catch_exceptions=False)
    with pytest.raises(Invalid, match="Nothing was changed"):
        run.invoke(import_meetings, [str(out), "--host", "shire-council"], catch_exceptions=False)


def test_the_version_counts_up_when_a_table_or_a_column_comes_or_goes() -> None:
    """Archives of the last version must be refused in words, not misread: count VERSION up and write the new digest."""
    columns = {one.name: [column.name for column in columns_of(one.model)] for one in queries.ARCHIVE_TABLES}
    digest = hashlib.sha256(json.dumps(columns).encode()).hexdigest()[:16]
    assert (VERSION, digest) == (4, "c90dca8140b7af11")
