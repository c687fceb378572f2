"""Who may do what with evidence. Reading what is published needs no permission.

What lies behind it does, where small numbers are hidden: the rows of a release of such a dataset.
"""

from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.rules.intelligence import Standing

if TYPE_CHECKING:
    from commonground.ground.evidence.models import Dataset, Note, OwnSeries, OwnUpload, PerformanceReport, Profile

PERMISSIONS = {
    "evidence.aim": "Set targets and mark changes for figures, and keep impact panels",
    "evidence.import": "Load published files, the catalogue and figures, and prepare them for pages",
    "evidence.own": "Bring figures of one's own organisation, check and correct them, and release them",
    "evidence.look-after": "Say who answers for figures, when they are due and reviewed, and write reviews",
    "evidence.note": "Write down what people know of an area, and what families say they need",
    "evidence.review": "Read notes of others before they are shown, turn them back or end them",
    "evidence.write": "Write needs profiles, performance reports and lists of measures; cite reports by others",
    "evidence.freeze": "Freeze needs profiles and performance reports for everybody to read, and withdraw them",
}


def check_can_import(viewer: Viewer) -> None:
    """Raises Refused where the viewer may not load figures."""
    if not viewer.may("evidence.import"):
        raise Refused(
            "You may not load figures. Somebody with the permission “Load published files” can do it, "
            "for example an analyst."
        )


def check_can_prepare(viewer: Viewer) -> None:
    """Raises Refused. Whoever may release figures may make them ready for pages."""
    if not viewer.may("evidence.own"):
        check_can_import(viewer)


def check_can_release(viewer: Viewer, dataset: "Dataset") -> None:
    """Raises Refused. Figures of one's own are released by their organisation, all others by whoever may load them."""
    own = getattr(dataset, "own", None)
    if own is None or not may_keep_series(viewer, own):
        check_can_import(viewer)


def own_organisations(viewer: Viewer) -> frozenset[str]:
    """Names of the organisations for which the viewer may bring figures."""
    return frozenset(held.organisation for held in viewer.current_memberships if "evidence.own" in held.permissions)


def check_can_bring(viewer: Viewer, organisation: str = "") -> None:
    """Raises Refused where the viewer may not bring figures, or not those of this organisation (by name)."""
    if may_keep_every_series(viewer):
        return
    if not viewer.may("evidence.own"):
        raise Refused("You may not bring figures of your own. Ask the administrator of your organisation.")
    if organisation and organisation not in own_organisations(viewer):
        raise Refused(f"You may not bring figures of {organisation}, only of your own organisation.")


def may_keep_every_series(viewer: Viewer) -> bool:
    """An analyst looks after the figures of all."""
    return viewer.may("evidence.import")


def may_keep_series(viewer: Viewer, series: "OwnSeries") -> bool:
    return may_keep_every_series(viewer) or series.organisation.name in own_organisations(viewer)


def check_can_keep_series(viewer: Viewer, series: "OwnSeries") -> None:
    """Raises NotFound for figures of another organisation: what is not released yet is its own affair."""
    if not may_keep_series(viewer, series):
        raise NotFound("There are no figures of your own under this name.")


def check_can_open_upload(viewer: Viewer, upload: "OwnUpload") -> None:
    """Raises NotFound for a file of another organisation."""
    if not may_keep_series(viewer, upload.series):
        raise NotFound("There is no such file.")


def may_see_rows(viewer: Viewer, dataset: "Dataset") -> bool:
    """The rows of a release as they were read; where small numbers are protected, for those who load figures and for
    its own organisation alone."""
    if not dataset.suppress_below:
        return True
    own = getattr(dataset, "own", None)
    return may_keep_every_series(viewer) if own is None else may_keep_series(viewer, own)


def check_can_see_rows(viewer: Viewer, dataset: "Dataset") -> None:
    """Raises Refused where the rows of a release hold numbers that pages hide."""
    if not may_see_rows(viewer, dataset):
        raise Refused(
            "The rows of this release hold small numbers, which are not shown. Its figures are on the evidence pages; "
            "the rows are open to those who load figures and to the organisation that they come from."
        )


def check_can_look_after(viewer: Viewer) -> None:
    """Raises Refused where the viewer may not say who answers for figures, nor review them."""
    if not viewer.may("evidence.look-after"):
        raise Refused(
            "You may not look after figures. Somebody with the permission “Say who answers for figures” can do it, "
            "for example an analyst or a locality manager."
        )


def check_can_note(viewer: Viewer) -> None:
    if not viewer.may("evidence.note"):
        raise Refused("You may not write notes of what people know. Members of a group and locality managers can.")


def check_can_change_note(viewer: Viewer, note: "Note") -> None:
    """Its author, while nobody has read it; what was shown stays as it was. The operator has no account."""
    check_can_note(viewer)
    if note.author_id != viewer.id:
        raise Refused("Only its author changes a note.")
    if note.standing is not Standing.WAITING:
        raise Refused("This note has been read already. Have it ended, and write another.")


def check_can_review_note(viewer: Viewer, note: "Note") -> None:
    """Nobody reviews their own (access policy 2)."""
    if not viewer.may("evidence.review"):
        raise Refused("You may not review notes. A locality manager or an analyst can.")
    if viewer.id is not None and note.author_id == viewer.id:
        raise Refused("You wrote this note, so somebody else has to read it first.")


def check_can_end_note(viewer: Viewer, note: "Note") -> None:
    """Its author, or whoever reviews."""
    is_author = viewer.id is not None and note.author_id == viewer.id and viewer.may("evidence.note")
    if not is_author and not viewer.may("evidence.review"):
        raise Refused("You may not end this note. Its author, a locality manager or an analyst can.")


def sees_note(viewer: Viewer, note: "Note") -> bool:
    """What is shown and holds, everybody; the rest its author and whoever reviews."""
    if note.standing is Standing.SHOWN:
        return True
    return viewer.may("evidence.review") or (viewer.id is not None and note.author_id == viewer.id)


def check_can_see_note(viewer: Viewer, note: "Note") -> None:
    if not sees_note(viewer, note):
        raise NotFound


def check_can_write(viewer: Viewer) -> None:
    if not viewer.may("evidence.write"):
        raise Refused("You may not write profiles and reports. A locality manager or an analyst can.")


def check_is_draft(thing: "Profile | PerformanceReport") -> None:
    """What is frozen is never changed."""
    if not thing.is_draft:
        raise Refused(f"{thing} is {thing.status} and cannot be changed. Start the next one.")


def check_can_freeze(viewer: Viewer) -> None:
    if not viewer.may("evidence.freeze"):
        raise Refused("You may not freeze or withdraw this. A locality manager can.")


def drafts(viewer: Viewer) -> bool:
    """Whether the viewer sees what is still being written."""
    return viewer.may("evidence.write") or viewer.may("evidence.freeze")


def check_can_see(viewer: Viewer, thing: "Profile | PerformanceReport") -> None:
    """What is frozen, everybody; a draft and what was withdrawn, only those who write or freeze."""
    if thing.status != "frozen" and not drafts(viewer):
        raise NotFound


def check_can_aim(viewer: Viewer) -> None:
    """Raises Refused where the viewer may not set targets, mark changes or keep impact panels."""
    if not viewer.may("evidence.aim"):
        raise Refused(
            "You may not set targets or mark changes. Somebody with the permission “Set targets and mark changes” can "
            "do it, for example an analyst or a locality manager."
        )
