"""A whole file in one go, for the command line and for example places: handed in, read as said, checked, released."""

from collections.abc import Mapping
from typing import Any

from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.actions.own.taking import check_upload, release_upload
from commonground.ground.evidence.actions.own.uploads import discard, hand_in, keep_reading, look_at_heads
from commonground.ground.evidence.actions.releases import Publication
from commonground.ground.evidence.models import OwnSeries
from commonground.ground.evidence.queries import own
from commonground.ground.evidence.rules.own import Reading, UploadState


def bring_file(
    *, series: OwnSeries, filename: str, content: bytes, reading: Mapping[str, Any], by: Viewer, only_good: bool = False
) -> Publication:
    """The same steps as the pages take. `reading` holds what is not as it is guessed.

    Raises Invalid naming the cells where rows are faulty and the good ones alone were not asked for: nothing is kept.
    """
    upload = hand_in(series=series, filename=filename, content=content, by=by)
    wanted = Reading.from_plain({**own.reading_of(upload).as_plain(), **reading})
    try:
        wanted, shape = look_at_heads(upload=upload, reading=wanted, by=by)
        keep_reading(upload=upload, based_on=upload.version, reading=wanted, shape=shape, by=by)
        upload = check_upload(upload=own.upload(by, upload.pk), by=by)
        if upload.checked["problems"] and not only_good:
            wrong = [problem for row in own.findings_of(upload) for problem in row.problems]
            raise Invalid(f"{filename} was not taken. Nothing was changed.", wrong)
    except Invalid:
        upload = own.upload(by, upload.pk)
        if upload.closed_at is None:
            discard(upload=upload, based_on=upload.version, by=by)
        raise
    change(upload, based_on=upload.version, state=UploadState.TAKING.value)
    return release_upload(upload=upload, version=upload.version, by=by)
