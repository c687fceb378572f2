"""Draw a version of a footprint: from this date these districts form these localities."""

from collections.abc import Mapping, Sequence
from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, queries, rules
from commonground.ground.places.actions.draft_areas import copy_memberships, place
from commonground.ground.places.models import AreaSet, Footprint, FootprintLevel, FootprintVersion
from commonground.ground.places.rules import Placing

LONGEST_NAME = 200
PAGES = frozenset({"draw"})  # what stands beside the versions of a footprint in addresses


@audit.atomic()
def draft_version(
    *,
    footprint: Footprint,
    label: str,
    base: str = "",
    drawn_from: FootprintVersion | None = None,
    valid_from: date | None = None,
    note: str = "",
    by: Viewer,
) -> FootprintVersion:
    """Begin a version: a copy of `drawn_from`, or empty over the set of areas `base` ("district", "ward-2025").

    Raises Invalid where the label is taken or missing, or there is neither `base` nor `drawn_from`.
    """
    access.check_can_draft(by)
    version = FootprintVersion.objects.create(
        footprint=footprint,
        slug=_slug(footprint, label),
        label=label.strip(),
        note=note,
        base=_base(base, drawn_from),
        drawn_from=drawn_from,
        valid_from=valid_from,
        authors=_with_author([], by),
        drafted_at=by.now,
        drafted_by=by.label,
    )
    if drawn_from is not None:
        copy_memberships(drawn_from, version)
    audit.record(
        "footprint version drafted", by=by, about=version, details={"drawn from": str(drawn_from or "nothing")}
    )
    return version


@audit.atomic()
def save_draft(
    *,
    version: FootprintVersion,
    based_on: int,
    placings: Sequence[Placing],
    level: FootprintLevel | None = None,
    renamed: Mapping[str, str] | None = None,
    valid_from: date | None = None,
    note: str | None = None,
    by: Viewer,
) -> FootprintVersion:
    """Replace what forms what at one level (by default the finest) of a draft. Parts may still be left out.

    `placings` name parts by key and wholes by name; `renamed` maps the name that a whole had to its new one,
    so that the level above follows. Raises Conflict with both values where somebody saved since `based_on`,
    and Invalid where a part is placed twice or is none of this footprint's.
    """
    now = FootprintVersion.objects.select_for_update(of=("self",)).select_related("footprint").get(pk=version.pk)
    level = level or queries.finest_level(now.footprint)
    placings = [Placing(placing.part, _tidy(placing.whole)) for placing in placings]
    access.check_can_edit(by, now)
    parts = queries.parts_to_place(now, level)
    _check_nobody_was_first(now, based_on, level, parts, placings)
    _check_possible(parts, placings)
    place(version=now, level=level, placings=placings, renamed=renamed or {})
    change(
        now,
        based_on=based_on,
        valid_from=valid_from or now.valid_from,
        note=now.note if note is None else note,
        authors=_with_author(now.authors, by),
    )
    audit.record("footprint draft saved", by=by, about=now, details={"level": level.name, "placed": len(placings)})
    return now


def _check_nobody_was_first(
    version: FootprintVersion,
    based_on: int,
    level: FootprintLevel,
    parts: Mapping[str, str],
    placings: Sequence[Placing],
) -> None:
    if version.version == based_on:
        return
    theirs = queries.placed(version, level)
    yours = {placing.part: placing.whole for placing in placings}
    different = [key for key in parts if theirs.get(key) != yours.get(key)]
    raise Conflict(
        f"Somebody else saved {version} while you were drawing. Nothing of yours was saved.",
        theirs={parts[key]: theirs.get(key, "not placed") for key in different},
        yours={parts[key]: yours.get(key, "not placed") for key in different},
    )


def _check_possible(parts: Mapping[str, str], placings: Sequence[Placing]) -> None:
    problems = rules.contradictions(parts, placings)
    for name in sorted({placing.whole for placing in placings}):
        if not name:
            problems.append(Problem(what="A locality has no name.", do="Give it one."))
        if len(name) > LONGEST_NAME:
            what = f"has {len(name)} characters, more than {LONGEST_NAME}."
            problems.append(Problem(where=f"{name[:40]}…", what=what, do="Choose a shorter name."))
    if problems:
        raise Invalid("This draft cannot be saved as it is.", problems)


def _base(slug: str, drawn_from: FootprintVersion | None) -> AreaSet:
    if drawn_from is not None and not slug:
        return drawn_from.base
    found = AreaSet.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(AreaSet.objects.values_list("slug", flat=True))
        problem = Problem(where=slug or "base", what="is not a set of areas we know.", do=f"Use one of: {known}.")
        raise Invalid("This version has nothing to be put together from.", [problem])
    return found


def _slug(footprint: Footprint, label: str) -> str:
    slug = next(candidate for candidate in rules.slug_candidates(label) if candidate not in PAGES)[:80]
    problem = None
    if not label.strip():
        problem = Problem(where="Name", what="is missing.", do="Call it by its year, for example.", column="label")
    elif FootprintVersion.objects.filter(footprint=footprint, slug=slug).exists():
        problem = Problem(
            where="Name", what=f"“{label}” is taken by another version.", do="Choose another name.", column="label"
        )
    if problem:
        raise Invalid("This version cannot be drawn.", [problem])
    return slug


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _with_author(authors: Sequence[str], by: Viewer) -> list[str]:
    return sorted({*authors, str(by.id)}) if by.id is not None else list(authors)
