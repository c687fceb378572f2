"""Asking for a checked file to be released."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.evidence import access
from commonground.ground.evidence.actions.own.uploads import WHAT, key_of
from commonground.ground.evidence.models import OwnUpload
from commonground.ground.evidence.queries import own
from commonground.ground.evidence.rules.own import UPLOAD_MOVES, UploadState

TAKE = "evidence.own-take"


@audit.atomic()
def take(*, upload: OwnUpload, based_on: int, only_good: bool = False, by: Viewer) -> OwnUpload:
    """Have a checked file released: all of it, or its good rows with the others in quarantine.

    Raises Conflict where the check is not the one that was looked at, Invalid where rows are faulty and the good ones
    alone were not asked for, Refused.
    """
    access.check_can_open_upload(by, upload)
    check_move(UPLOAD_MOVES, UploadState(upload.state), UploadState.TAKING, what=WHAT)
    if upload.checked["problems"] and not only_good:
        faulty = own.findings_of(upload)
        raise Invalid("The file was not taken. Nothing was changed.", [one for row in faulty for one in row.problems])
    if not upload.checked["good"]:
        raise Invalid("There is no good row to take. Nothing was changed.")
    change(upload, based_on=based_on, state=UploadState.TAKING.value)
    params = {"upload": upload.pk, "version": upload.version}
    job = work.enqueue(job=TAKE, params=params, key=key_of(upload), by=by)
    OwnUpload.objects.filter(pk=upload.pk).update(job=job.pk)
    audit.record("own file to be taken", by=by, about=upload, details={"only good rows": only_good})
    upload.refresh_from_db()
    return upload
