"""Needs profiles: started, described, written section by section, frozen, withdrawn (E1)."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.actions.freezing import freeze
from commonground.ground.evidence.actions.texts import WRONG, check_text, save_text
from commonground.ground.evidence.models import Profile, ProfileEdition, ProfileText, Theme
from commonground.ground.evidence.models.profiles import DRAFT, FROZEN, WITHDRAWN

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation
    from commonground.ground.places.models import Area

LONGEST = 10_000  # letters of a section


@audit.atomic()
def start_profile(*, area: "Area", owner: "Organisation", due_on: date, title: str = "", by: Viewer) -> Profile:
    """Begin a profile of an area, with the texts of the last frozen one to start from. One draft an area.

    Raises Refused, Invalid.
    """
    access.check_can_write(by)
    _check_due(due_on, by)
    if Profile.objects.filter(area=area, status=DRAFT).exists():
        problem = Problem("A profile of this area is being written already.", do="Go on with that one.", column="area")
        raise Invalid(WRONG, [problem])
    before = queries.newest_frozen(area)
    profile = Profile.objects.create(
        area=area,
        title=title.strip() or f"Needs profile of {area.name}",
        owner=owner,
        due_on=due_on,
        previous=before,
        started_at=by.now,
        started_by=by.label,
    )
    if before is not None:
        _carry_texts(before, profile)
    audit.record("profile started", by=by, about=profile, details={"area": area.name})
    return profile


@audit.atomic()
def describe_profile(
    *, profile: Profile, based_on: int, title: str, owner: "Organisation", due_on: date, by: Viewer
) -> None:
    """Change what a draft is called, who answers for it, and when it is due again. Raises Refused, Invalid."""
    access.check_can_write(by)
    if profile.version == based_on:
        access.check_is_draft(profile)
    _check_due(due_on, by)
    if not title.strip():
        raise Invalid(WRONG, [Problem("Give it a title.", column="title")])
    change(profile, based_on=based_on, title=title.strip(), owner=owner, due_on=due_on)
    audit.record("profile described", by=by, about=profile, details={"owner": owner.name, "due_on": due_on})


@audit.atomic()
def write_section(*, profile: Profile, section: str, text: str, based_on: int, by: Viewer) -> ProfileText:
    """Write a section of a draft; each saving is kept as an edition. `based_on` is nought where nobody wrote it yet.

    Raises Refused, NotFound for a section that a profile has not, Invalid, Conflict with both texts.
    """
    access.check_can_write(by)
    access.check_is_draft(Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk))
    if section not in {one.slug for one in queries.sections(Theme.objects.all())}:
        raise NotFound("A profile has no such section.")
    check_text(text, longest=LONGEST)
    row = save_text(
        kind=ProfileText, where={"profile": profile, "section": section}, text=text.strip(), based_on=based_on, by=by,
        gone="This section is no longer there.",
    )  # fmt: skip
    ProfileEdition.objects.create(of=row, number=row.version, text=row.text, written_by=by.label, written_at=by.now)
    audit.record("profile section written", by=by, about=row, details={"section": section, "text": row.text})
    return row


@audit.atomic()
def freeze_profile(*, profile: Profile, based_on: int, by: Viewer) -> Profile:
    """Keep figures, texts and release ids as they are now, for everybody to read. Raises Refused, Invalid, Conflict.

    What comes later (a release, a note, a change of the catalogue) changes nothing in it.
    """
    access.check_can_freeze(by)
    held = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if held.version == based_on:
        access.check_is_draft(held)
    row = queries.profile(by, profile.pk)
    content = queries.changed_since(queries.assembled(row, on=by.today), row.previous)
    if not content.measured:
        raise Invalid("There is no figure for this area, so there is nothing to freeze. Load releases first.")
    run = freeze(content, slugs=[one.indicator for one in content.measured], made_from=content.made_from, by=by)
    change(row, based_on=based_on, status=FROZEN, frozen=run)
    audit.record("profile frozen", by=by, about=row, details={"run": run.pk, "sha256": run.sha256})
    return row


@audit.atomic()
def withdraw_profile(*, profile: Profile, based_on: int, why_withdrawn: str, by: Viewer) -> None:
    """Take a frozen profile from the public, with the reason. Raises Refused, Invalid, Conflict."""
    access.check_can_freeze(by)
    if profile.version == based_on and profile.status != FROZEN:
        raise Invalid("Only a frozen profile is withdrawn.")
    if not why_withdrawn.strip():
        raise Invalid(WRONG, [Problem("Say why it is withdrawn.", column="why_withdrawn")])
    change(profile, based_on=based_on, status=WITHDRAWN, why_withdrawn=why_withdrawn.strip())
    audit.record("profile withdrawn", by=by, about=profile, details={"why": profile.why_withdrawn})


def _carry_texts(before: Profile, profile: Profile) -> None:
    """The texts of the last profile, with their authors, to be gone over."""
    for one in before.texts.all():
        row = ProfileText.objects.create(
            profile=profile, section=one.section, text=one.text, written_by=one.written_by, written_at=one.written_at
        )
        ProfileEdition.objects.create(
            of=row, number=1, text=one.text, written_by=one.written_by, written_at=one.written_at
        )


def _check_due(due_on: date, by: Viewer) -> None:
    if due_on <= by.today:
        raise Invalid(WRONG, [Problem("This day is past.", do="Say when it is to be refreshed.", column="due_on")])
