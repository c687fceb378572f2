"""Directories of others: handed in or named on a page, read as work in the background, looked after."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path, PurePath
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.foundation.work.queries import Job
from commonground.ground.directory import access
from commonground.ground.directory.actions.reading import LARGEST
from commonground.ground.directory.models import Feed
from commonground.ground.directory.rules.plain import is_web_address

IMPORT = "directory.import"
FOLDER = "directory/handed-in"
SETTLED = timedelta(days=1)  # a file that was not read after so long never will be
NOT_READ = "Nothing was read."


@audit.atomic()
def hand_in_directory(*, name: str, filename: str, content: bytes, by: Viewer) -> Job:
    """Have a file read by the worker under the name of its directory. Raises Refused, Invalid by field, Conflict."""
    access.check_can_import(by)
    if not content or len(content) > LARGEST:
        what = "It is empty." if not content else f"It is larger than {LARGEST >> 20} MB."
        raise Invalid(NOT_READ, [Problem(what, "Hand it in in parts, or use the command.", column="file")])
    _sweep(by)
    plain = PurePath(filename.replace("\\", "/")).name[-100:] or "directory"
    stored = default_storage.save(f"{FOLDER}/{new_id()}/{plain}", ContentFile(content))
    params = {"source": stored, "name": name, "stored": True}
    return work.enqueue(job=IMPORT, params=params, key=IMPORT, by=by)


@audit.atomic()
def read_address(*, name: str, address: str, is_nightly: bool, by: Viewer) -> Job:
    """Have an address read by the worker, and every night from then on. Raises Refused, Invalid by field, Conflict."""
    access.check_can_import(by)
    if not is_web_address(address):
        raise Invalid(NOT_READ, [Problem("It is no address of the web.", "It begins with https://.", column="address")])
    other = Feed.objects.filter(address=address).exclude(name=name).first()
    if other is not None:
        what = f"This address is read as “{other}” already."
        raise Invalid(NOT_READ, [Problem(what, "Use its name.", column="name")])
    params = {"source": address, "name": name, "address": address, "nightly": is_nightly}
    return work.enqueue(job=IMPORT, params=params, key=IMPORT, by=by)


@audit.atomic()
def change_feed(*, feed: Feed, based_on: int, is_nightly: bool, ends_on: date | None, by: Viewer) -> Feed:
    """Whether it is read every night, and from when it is not read any more. Raises Refused, Conflict, Invalid."""
    access.check_can_import(by)
    if is_nightly and not feed.address:
        what = "Only an address can be read every night."
        raise Invalid("Nothing was changed.", [Problem(what, "Hand in its address.", column="is_nightly")])
    change(feed, based_on=based_on, is_nightly=is_nightly, ends_on=ends_on)
    audit.record("directory of others changed", by=by, about=feed, details={"nightly": is_nightly, "ends": ends_on})
    return feed


@contextmanager
def handed_in(stored: str) -> Iterator[Path]:
    """A file that was handed in, under its own name; it goes once it was read."""
    if not default_storage.exists(stored):
        raise NotFound("The file is not there any more. Hand it in again.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / PurePath(stored).name
        with default_storage.open(stored) as kept, path.open("wb") as written:
            copyfileobj(kept, written)
        yield path
    default_storage.delete(stored)


def _sweep(by: Viewer) -> None:
    """Remove files that a job left behind: it failed, or was stopped."""
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            path = f"{FOLDER}/{folder}/{name}"
            if default_storage.get_modified_time(path) < by.now - SETTLED:
                default_storage.delete(path)
