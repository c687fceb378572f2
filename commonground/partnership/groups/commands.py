"""Commands of groups on the host."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import click
from django.core.files.storage import default_storage
from django.utils import timezone

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.streams import open_text
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.formats.archive import WANTED, ArchiveReader, is_archive, write_archive
from commonground.partnership.groups.formats.modern_gov import PublishedMeeting, read_published

LARGEST = 50_000_000
BEGINNING = 4_096  # bytes in which an archive says what it is


def _operator() -> kernel.Viewer:
    return kernel.operator(timezone.now(), permissions=frozenset({"groups.read", "groups.keep"}))


@click.command("meetings")
@click.option(
    "--output", type=click.Path(path_type=Path), required=True, help="The file to write, such as meetings.json."
)
@click.option("--group", "slugs", multiple=True, help="Slug of a group; several times for several.  [default: all]")
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
def export_meetings(output: Path, *, slugs: tuple[str, ...], replace: bool) -> None:
    """Write all that groups hold, closed groups and restricted items too, into one archive (JSON).

    Files of papers go into a folder beside it, named after it: meetings-files. `commonground import meetings` makes
    the same of it on another site that knows the same people, bodies and areas. Keep it as safe as the database.

    \b
    Examples:
      commonground export meetings --output meetings.json
      commonground export meetings --output rushcliffe.json --group rushcliffe
    """
    if output.exists() and not replace:
        raise Invalid("Nothing was exported.", [Problem("it is there already.", "Say --replace.", where=str(output))])
    by = _operator()
    archive = queries.archive_of(slugs, by=by)
    _check_files_are_there(archive)
    rows = _write(output, archive, by)
    files = _copy_files(archive, _folder_of(output))
    click.echo(f"{rows} rows and {files} files written to {output}.")


def _write(output: Path, archive: queries.Archive, by: kernel.Viewer) -> int:
    """Under another name until it is whole: an archive that is there is a whole one. Returns how many rows it has."""
    details = {"file": output.name, "groups": archive.slugs or "all"}
    audit.export(by, what="archive of meetings", details=details, persons=archive.people)
    part = output.with_name(f"{output.name}.part")
    rows = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for piece in write_archive(archive.tables(), is_whole=True):
                rows += piece.endswith("}")
                file.write(piece)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
    return rows


def _check_files_are_there(archive: queries.Archive) -> None:
    """An archive without a file that it names could not be taken anywhere."""
    lost = [one for one in archive.digests() if not default_storage.exists(queries.stored_at(one))]
    if lost:
        do = "Put it back from a backup of the folder of files of this site."
        problems = [Problem("a paper has this file, and it is not stored here.", do, where=one) for one in lost]
        raise Invalid("Nothing was exported.", problems)


def _folder_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}-files")


def _copy_files(archive: queries.Archive, folder: Path) -> int:
    count = 0
    for digest in archive.digests():
        folder.mkdir(exist_ok=True)
        with default_storage.open(queries.stored_at(digest), "rb") as stored:
            (folder / digest).write_bytes(stored.read())
        count += 1
    return count


@click.command("meetings")
@click.argument("paths", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("--host", "host_slug", help="Published lists only: slug of the organisation that runs new committees.")
@click.option("--group", "groups", multiple=True, help='"Name of a committee=slug of a group" where names differ.')
@click.option("--preview", is_flag=True, help="Say what it would do; change nothing.")
def import_meetings(paths: tuple[Path, ...], *, host_slug: str | None, groups: tuple[str, ...], preview: bool) -> None:
    """Take an archive of `commonground export meetings`, or published meetings and votes (JSON of a modern.gov site).

    Which of the two a file is, is told by its content. All or nothing; the same files again change nothing.

    Of an archive, what is missing is made as it was. What stands here otherwise is named, and then nothing is taken.

    Of a published list, a committee that is no group yet becomes one that anybody may read. How each member voted is
    not taken.

    \b
    Examples:
      commonground import meetings archive.json --preview
      commonground import meetings archive.json
      commonground import meetings meetings.json voting.json --host example-council --group "Executive=cabinet"
    """
    archives = [one for one in paths if is_archive(_beginning(one))]
    if not archives:
        _import_published(paths, host_slug, groups, preview=preview)
        return
    if len(paths) > 1 or host_slug or groups:
        do = "Take it alone, without --host and --group."
        raise Invalid("Nothing was changed.", [Problem("it is an archive.", do, where=archives[0].name)])
    _import_archive(archives[0], preview=preview)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(BEGINNING)


def _import_archive(path: Path, *, preview: bool) -> None:
    folder = _folder_of(path)
    with open_text(path, wanted=WANTED) as checked:
        text = io.TextIOWrapper(io.BufferedReader(checked), encoding="utf-8")
        lines = ArchiveReader(path.name, text).lines()
        if preview:
            taken = actions.preview_archive(lines=lines, file_of=_files_in(folder), by=_operator())
        else:
            digest = _digest(path)
            taken = actions.take_archive(lines=lines, file_of=_files_in(folder), digest=digest, by=_operator())
    for name, count in taken.new.items():
        click.echo(f"{name}: {count} {'would be made' if preview else 'made'}")
    click.echo(
        f"{taken.new.total()} rows {'would be ' if preview else ''}made, {taken.already.total()} stand there already."
    )


def _files_in(folder: Path) -> Callable[[str], bytes | None]:
    def file_of(digest: str) -> bytes | None:
        path = folder / digest
        return path.read_bytes() if digest.isalnum() and path.is_file() else None

    return file_of


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _import_published(
    paths: tuple[Path, ...], host_slug: str | None, groups: tuple[str, ...], *, preview: bool
) -> None:
    if not host_slug:
        why = "it is missing: who runs committees that are made anew?"
        raise Invalid("Nothing was changed.", [Problem(why, "Give the slug of an organisation.", where="--host")])
    by = _operator()
    host = partners.organisation(host_slug)
    known_as = dict(_known_as(one) for one in groups)
    meetings = [one for path in paths for one in _read(path)]
    run = actions.preview_published if preview else actions.take_published
    taken = run(meetings=meetings, host=host, known_as=known_as, by=by)
    would = "would be made" if preview else "made"
    made = f"{taken.groups} groups, {taken.meetings} meetings, {taken.items} items and {taken.decisions} decisions"
    click.echo(f"{made} {would}.")
    if taken.cancelled:
        click.echo(f"{taken.cancelled} meetings cancelled.")
    click.echo(f"{taken.already} items and decisions stand there already.")


def _known_as(asked: str) -> tuple[str, str]:
    committee, _, slug = asked.rpartition("=")
    if not committee.strip() or not slug.strip():
        why = f"{asked!r} does not name a committee and a group, as in Executive=cabinet."
        raise Invalid("Nothing was changed.", [Problem(why, where="--group")])
    return " ".join(committee.split()), slug.strip()


def _read(path: Path) -> list[PublishedMeeting]:
    if path.stat().st_size > LARGEST:
        raise Invalid(f"{path.name} was not read.", [Problem("It is larger than 50 MB.", where=path.name)])
    return read_published(path.name, path.read_bytes())


IMPORTS: list[click.Command] = [import_meetings]
EXPORTS: list[click.Command] = [export_meetings]
