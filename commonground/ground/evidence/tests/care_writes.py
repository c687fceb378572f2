"""Writes and edits of care that the harness does by many at once and kills in the middle."""

from collections.abc import Iterable

from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.models import Care, ColumnMapping, IncomingFile
from commonground.ground.evidence.tests import caring
from commonground.ground.evidence.tests.caring import STEWARD
from commonground.ground.evidence.tests.drawn import C1
from commonground.ground.partners.models import Team
from tests.security.writes import Edit, Write


def make_team() -> None:
    actions.load_packs(by=STEWARD)
    caring.team()


def add_chapter(token: str) -> None:
    actions.take_care(of=token, based_on=actions.NEW, charge=actions.Charge(team=Team.objects.get()), by=STEWARD)


def chapters() -> Iterable[str]:
    return Care.objects.exclude(chapter="").values_list("chapter", flat=True)


def make_care() -> None:
    make_team()
    caring.care(Team.objects.get())


def change_care(token: str) -> None:
    charge = actions.Charge(team=Team.objects.get(), page=f"https://example.org/{token}")
    actions.take_care(of=caring.dataset(), based_on=1, charge=charge, by=STEWARD)


def page_of_care() -> str:
    return Care.objects.get().page


def review(token: str) -> None:
    actions.review(care=Care.objects.get(), based_on=1, note=token, next_on=None, by=STEWARD)


def reviewed() -> str:
    return " ".join(Care.objects.get().reviews.values_list("note", flat=True))


def load_packs() -> None:
    actions.load_packs(by=STEWARD)


def hand_in_file(token: str) -> None:
    actions.hand_in_file(kind="dfe-cin", filename=token, content=token.encode(), by=STEWARD)


def handed_in_files() -> Iterable[str]:
    return IncomingFile.objects.values_list("filename", flat=True)


def confirm(token: str) -> None:
    heads = [*C1.splitlines()[0].split(","), token]
    columns = {one.column: one.head for one in queries.candidates("dfe-cin", heads[:-1])[0].proposals}
    actions.remember_mapping(
        kind="dfe-cin", dataset="dfe-cin", layout="c1", heads=heads, says="", columns=columns, example=token, by=STEWARD
    )


def confirmed() -> Iterable[str]:
    return ColumnMapping.objects.values_list("example", flat=True)


CARE_WRITES = [
    Write("chapter in care", add_chapter, chapters, make_team),
    Write("published file handed in", hand_in_file, handed_in_files, load_packs),
    Write("column mapping confirmed", confirm, confirmed, load_packs),
]
CARE_EDITS = [
    Edit("care of evidence changed", make_care, change_care, page_of_care),
    Edit("evidence reviewed", make_care, review, reviewed),
]
