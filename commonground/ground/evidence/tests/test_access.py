"""Who may load figures, write, read first, freeze and see what: the truth tables."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer, operator, public
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Dataset, Note, PerformanceReport, Profile
from commonground.ground.evidence.tests.conftest import NOW


def somebody(*permissions: str) -> Viewer:
    return operator(NOW, permissions=frozenset(permissions))


@pytest.mark.parametrize(
    ("viewer", "may"),
    [
        (public(NOW), False),
        (somebody(), False),
        (somebody("places.draft", "work.read"), False),
        (somebody("evidence.import"), True),
    ],
)
def test_only_the_permission_to_import_lets_somebody_load_figures(viewer: Viewer, may: bool) -> None:
    if may:
        access.check_can_import(viewer)
        assert viewer.may("evidence.import")
    else:
        with pytest.raises(Refused, match="You may not load figures"):
            access.check_can_import(viewer)


@pytest.mark.parametrize(
    ("viewer", "may"),
    [
        (public(NOW), False),
        (somebody(), False),
        (somebody("evidence.import"), False),
        (somebody("evidence.look-after"), True),
    ],
)
def test_only_the_permission_to_look_after_lets_somebody_say_who_answers_for_figures(viewer: Viewer, may: bool) -> None:
    if may:
        access.check_can_look_after(viewer)
        assert viewer.may("evidence.look-after")
    else:
        with pytest.raises(Refused, match="You may not look after figures"):
            access.check_can_look_after(viewer)


@pytest.mark.parametrize(
    ("viewer", "threshold", "may"),
    [
        (public(NOW), 0, True),
        (somebody(), 0, True),
        (public(NOW), 5, False),
        (somebody(), 5, False),
        (somebody("places.draft", "work.read", "audit.read"), 5, False),
        (somebody("evidence.import"), 5, True),
        (somebody("evidence.import"), 0, True),
    ],
)
@pytest.mark.django_db
def test_rows_that_hold_small_numbers_are_read_by_those_who_load_figures(
    viewer: Viewer, threshold: int, may: bool
) -> None:
    dataset = Dataset(slug="own", suppress_below=threshold)
    assert access.may_see_rows(viewer, dataset) is may
    if may:
        access.check_can_see_rows(viewer, dataset)
    else:
        with pytest.raises(Refused, match="hold small numbers"):
            access.check_can_see_rows(viewer, dataset)


def test_every_permission_is_explained_in_a_sentence() -> None:
    assert all(name.startswith("evidence.") and len(said.split()) > 3 for name, said in access.PERMISSIONS.items())


MAY_DO = {
    "note": (access.check_can_note, "evidence.note"),
    "write": (access.check_can_write, "evidence.write"),
    "freeze": (access.check_can_freeze, "evidence.freeze"),
}
PERMISSIONS = ["evidence.note", "evidence.review", "evidence.write", "evidence.freeze", "evidence.import"]


@pytest.mark.parametrize("held", PERMISSIONS)
@pytest.mark.parametrize("deed", list(MAY_DO))
def test_each_deed_needs_its_own_permission_and_no_other_will_do(deed: str, held: str) -> None:
    check, needed = MAY_DO[deed]
    if held == needed:
        check(somebody(held))
    else:
        with pytest.raises(Refused):
            check(somebody(held))


ME, ANOTHER = UUID(int=1), UUID(int=2)


def account(number: UUID | None, *permissions: str) -> Viewer:
    return replace(somebody(*permissions), id=number)


def note(standing: str, author: UUID | None = ME) -> Note:
    at = NOW if standing != "waiting" else None
    return Note(
        author_id=author,
        reviewed_at=at,
        is_shown=standing in ("shown", "ended"),
        ended_on=NOW.date() if standing == "ended" else None,
    )


# standing of the note → who sees it: everybody, its author, whoever reviews
SEEN = {
    "waiting": (False, True, True),
    "shown": (True, True, True),
    "turned back": (False, True, True),
    "ended": (False, True, True),
}


@pytest.mark.parametrize("standing", list(SEEN))
def test_who_sees_a_note(standing: str) -> None:
    held = note(standing)
    assert held.standing == standing
    viewers = (public(NOW), account(ME, "evidence.note"), account(ANOTHER, "evidence.review"))
    assert tuple(access.sees_note(viewer, held) for viewer in viewers) == SEEN[standing]
    assert access.sees_note(account(ANOTHER, "evidence.note"), held) is SEEN[standing][0]


# (who, permissions) → may review, may change, may end a note of ME that waits
DECIDES = [
    (ME, ("evidence.note",), (False, True, True)),
    (ME, ("evidence.note", "evidence.review"), (False, True, True)),
    (ANOTHER, ("evidence.note",), (False, False, False)),
    (ANOTHER, ("evidence.review",), (True, False, True)),
    (None, ("evidence.review",), (True, False, True)),
    (ME, (), (False, False, False)),
]


@pytest.mark.parametrize(("who", "permissions", "may"), DECIDES)
def test_who_decides_on_a_note(who: UUID | None, permissions: tuple[str, ...], may: tuple[bool, ...]) -> None:
    viewer, held = account(who, *permissions), note("waiting")
    checks = (access.check_can_review_note, access.check_can_change_note, access.check_can_end_note)
    assert tuple(_passes(check, viewer, held) for check in checks) == may


@pytest.mark.parametrize("status", ["draft", "frozen", "withdrawn"])
@pytest.mark.parametrize("permission", ["", *PERMISSIONS])
def test_who_sees_a_profile_or_a_report(status: str, permission: str) -> None:
    viewer = somebody(permission) if permission else public(NOW)
    sees = status == "frozen" or permission in ("evidence.write", "evidence.freeze")
    for thing in (Profile(status=status), PerformanceReport(status=status)):
        assert _passes(access.check_can_see, viewer, thing) is sees


def _passes(check: Callable[..., None], viewer: Viewer, thing: object) -> bool:
    try:
        check(viewer, thing)
    except (Refused, NotFound):
        return False
    return True
