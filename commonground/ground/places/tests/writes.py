"""Writes and edits of this room that the harness does by many at once and kills in the middle."""

from collections.abc import Iterable

from commonground.ground.places import actions, queries
from commonground.ground.places.models import Footprint, FootprintVersion, HeadsComment
from commonground.ground.places.rules import Placing
from commonground.ground.places.tests import clusters, county
from tests.security.writes import Edit, Write

OPENED_AT = 2  # the version of the draft after it was drafted and saved once


def make_footprint() -> None:
    county.add_footprint(county.register_county())


def draft(token: str) -> None:
    actions.draft_version(footprint=Footprint.objects.get(), label=token, base="district", by=county.OPERATOR)


def drafted() -> Iterable[str]:
    return FootprintVersion.objects.values_list("label", flat=True)


def make_draft() -> None:
    county.add_draft(county.add_footprint(county.register_county()), "Drawn by many", county.SIX)


def save(token: str) -> None:
    """Put every district into one locality of that name."""
    placings = [Placing(code, token) for code in county.DISTRICTS]
    version = FootprintVersion.objects.get()
    actions.save_draft(version=version, based_on=OPENED_AT, placings=placings, by=county.OPERATOR)


def named() -> str:
    version = FootprintVersion.objects.get()
    return " ".join(queries.placed(version, queries.finest_level(version.footprint)).values())


def make_comment() -> None:
    root = county.register_county()
    clusters.register()
    draft = clusters.ask(clusters.add_draft(clusters.add_footprint(root)))
    actions.comment_on_cluster(version=draft, school=clusters.school(), wish="agree", by=clusters.OPERATOR)


def answer(token: str) -> None:
    said = HeadsComment.objects.get()
    actions.answer_comment(comment=said, based_on=1, outcome="noted", answer=token, by=clusters.OPERATOR)


def answered() -> str:
    return HeadsComment.objects.get().answer


WRITES = [Write("footprint version drafted", draft, drafted, make_footprint)]
EDITS = [
    Edit("footprint draft saved", make_draft, save, named),
    Edit("comment answered", make_comment, answer, answered),
]
