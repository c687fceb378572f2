"""Files of papers that come with an archive: checked as any other, and kept under the hash of their content."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commonground.foundation.kernel.attachments import check_attachment
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups import queries

FileOf = Callable[[str], bytes | None]  # the content of a file by its hash, None where it did not come along


def keep_file(file: Any, file_of: FileOf, *, where: str, keeps: bool) -> list[Problem]:
    """Store what a row names, unless it is here. What is stored and then not named goes with a sweep."""
    path = queries.stored_at(file.digest)
    if default_storage.exists(path):
        return []
    content = file_of(file.digest)
    if content is None:
        do = "Put the folder of files beside the archive, as it was exported."
        return [Problem(f"the file {file.digest} of “{file.name}” did not come along.", do=do, where=where)]
    if hashlib.sha256(content).hexdigest() != file.digest or len(content) != file.size:
        return [Problem(f"the file of “{file.name}” is not the one that is named.", do="Copy it again.", where=where)]
    try:
        check_attachment(file.name, content)
    except Invalid as wrong:
        return [Problem(one.what, do=one.do, where=where) for one in wrong.problems]
    if keeps:
        default_storage.save(path, ContentFile(content))
    return []
