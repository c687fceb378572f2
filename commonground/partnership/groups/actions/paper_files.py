"""Files that come with papers: checked, then stored under the hash of their content, then named by a row."""

import hashlib
from datetime import timedelta
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.attachments import check_attachment, refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import Paper, PaperFile

MOST_FILES = 20  # of one paper
SETTLED = timedelta(hours=1)  # a file younger than this may be waiting for its row


def add_file(*, paper: Paper, filename: str, content: bytes, by: Viewer, title: str = "") -> PaperFile:
    """Keep a file with a paper. Raises Invalid where it is not taken, naming why, and Refused. Stored once."""
    access.check_can_edit_paper(by, access.standing(by, paper.group), paper)
    kind = check_attachment(filename, content)
    digest = hashlib.sha256(content).hexdigest()
    name = PurePath(filename.replace("\\", "/")).name[-150:]
    path = queries.stored_at(digest)
    if not default_storage.exists(path):
        stored = default_storage.save(path, ContentFile(content))
        if stored != path:  # somebody stored the same content at the same moment
            default_storage.delete(stored)
    with audit.atomic():
        if paper.files.count() >= MOST_FILES:
            raise refused(name, f"would be file {MOST_FILES + 1} of this paper.", "Join some files, or link to them.")
        if paper.files.filter(digest=digest).exists():
            raise refused(name, "is with this paper already.", "Nothing is to do.")
        made = PaperFile.objects.create(
            paper=paper, title=title.strip() or PurePath(name).stem[:200], name=name, digest=digest, size=len(content),
            content_type=kind.content_type, uploaded_at=by.now, uploaded_by=by.label[:150],
        )  # fmt: skip
        audit.record("file added to paper", by=by, about=paper, details={"file": name, "sha256": digest})
    return made


@audit.atomic()
def remove_file(*, file: PaperFile, by: Viewer) -> None:
    """Take a file off a draft, and with it the background paper that it was. What is stored goes with a sweep."""
    paper = file.paper
    access.check_can_edit_paper(by, access.standing(by, paper.group), paper)
    paper.background.filter(file=file).update(file=None)
    audit.record("file taken off paper", by=by, about=paper, details={"file": file.name, "sha256": file.digest})
    file.delete()


def sweep_paper_files(*, by: Viewer) -> int:
    """Remove stored files that no row names. Returns how many. Raises Refused."""
    access.check_can_keep(by)
    if not default_storage.exists(queries.FILES):
        return 0
    named = set(PaperFile.objects.values_list("digest", flat=True))
    orphans = [
        path
        for path in (f"{queries.FILES}/{name}" for name in default_storage.listdir(queries.FILES)[1])
        if path.rpartition("/")[2] not in named and default_storage.get_modified_time(path) < by.now - SETTLED
    ]
    for path in orphans:
        default_storage.delete(path)
    if orphans:
        with audit.atomic():
            audit.record("paper files swept", by=by, details={"files": orphans})
    return len(orphans)
