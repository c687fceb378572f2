"""Who may load figures: the truth table."""

import pytest

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer, operator, public
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Dataset
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
