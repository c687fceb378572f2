"""Papers as they are worked on: which rule pack they are under, what they say, what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.formats.paper_packs import read_paper_packs
from commonground.partnership.groups.models import (
    BackgroundPaper,
    Group,
    Paper,
    PaperArea,
    PaperFile,
    PaperQuerySet,
    PaperSection,
    Recommendation,
    SignOff,
    Tabling,
)
from commonground.partnership.groups.rules import papers as rules
from commonground.partnership.groups.rules.papers import PaperFacts, PaperPack, PaperPacks, SaidText

SHIPPED = Path(__file__).parents[1] / "packs" / "papers.toml"
NONE = "There is no such paper."
# Parts that every paper has, read along with one.
EACH: dict[str, Along[Any]] = {
    "sections": Along(PaperSection, order=lambda one: one.order),
    "recommendations": Along(Recommendation, order=lambda one: (one.order, one.pk)),
    "sign_offs": Along(SignOff, order=lambda one: one.heading),
}
# Parts that many papers do not have, and how each is read.
SELDOM: dict[str, tuple[Any, Any]] = {
    "background": (BackgroundPaper.objects.select_related("file"), BackgroundPaper),
    "files": (PaperFile.objects.all(), PaperFile),
    "areas": (PaperArea.objects.select_related("area"), PaperArea),
}


def papers_shipped() -> str:
    """The packs of papers that this version ships (TOML)."""
    return SHIPPED.read_text(encoding="utf-8")


def paper_packs() -> PaperPacks:
    """The packs that this version ships, and those of this place's home."""
    own = Path(settings.COMMONGROUND_HOME) / "packs" / "papers.toml"
    return _read(own, own.stat().st_mtime_ns if own.is_file() else 0)


@cache
def _read(own: Path, changed_at: int) -> PaperPacks:
    shipped = papers_shipped()
    return read_paper_packs(shipped, own.read_text(encoding="utf-8")) if changed_at else read_paper_packs(shipped)


def papers(viewer: Viewer) -> PaperQuerySet:
    """Papers that the viewer may see being worked on."""
    return Paper.objects.visible_to(viewer).select_related("group", "author", "organisation")


def papers_of(group: Group, *, viewer: Viewer) -> PaperQuerySet:
    """Those of one group, by title."""
    return papers(viewer).filter(group=group)


def papers_to_table(group: Group, *, viewer: Viewer) -> PaperQuerySet:
    """Papers that wait to be put under an item: drafts and ready ones of the group that no agenda has yet."""
    waiting = papers_of(group, viewer=viewer).filter(status__in=("draft", "ready"))
    return waiting.exclude(pk__in=Tabling.objects.order_by().values("paper"))


def paper(paper_id: UUID, *, viewer: Viewer, whole: bool = True) -> Paper:
    """One paper, where `whole` with all it is made of. Raises NotFound where the viewer may not see it worked on."""
    known = Group.objects.visible_to(viewer).filter(pk=OuterRef("group"))
    along: dict[str, Any] = {"is_group_known": Exists(known), **access.read_along(viewer, "group")}
    if whole:
        along |= {
            f"{name}_seen": kind.of(kind.model.objects.filter(paper=OuterRef("pk"))) for name, kind in EACH.items()
        }
    found = papers(viewer).annotate(**along).annotate(**has_parts()).filter(pk=paper_id).first()
    if found is None:
        raise NotFound(NONE)
    access.remember(viewer, found.group, found)
    if whole:
        for name, kind in EACH.items():
            kind.keep(found, name, getattr(found, f"{name}_seen"))
        tabled = Tabling.objects.select_related("item__meeting__group", "issue")
        read_parts([found], also=[Prefetch("tablings", tabled)])
    return found


def has_parts(paper: str = "") -> dict[str, Exists]:
    """What to annotate papers with so that `read_parts` need not look for what is not there. `paper` names the field
    that is the paper."""
    of = OuterRef(paper or "pk")
    return {f"has_{name}": Exists(part.objects.filter(paper=of).order_by()) for name, (_, part) in SELDOM.items()}


def read_parts(found: Sequence[Paper], *, also: Sequence["Prefetch[Any]"] = ()) -> None:
    """All that these papers are made of and was not read along: a query for what every paper has, and for each part
    that some have."""
    seldom = [
        Prefetch(name, rows if any(getattr(one, f"has_{name}") for one in found) else rows.none())
        for name, (rows, _) in SELDOM.items()
    ]
    prefetch_related_objects(list(found), "sections", "recommendations", "sign_offs", *seldom, *also)


def check_paper_visible(paper_id: UUID, *, viewer: Viewer) -> None:
    """Raises NotFound unless the viewer may still see it. One query."""
    if not Paper.objects.visible_to(viewer).filter(pk=paper_id).exists():
        raise NotFound(NONE)


def pack_of(paper: Paper) -> PaperPack:
    """The rule pack that the paper was begun under."""
    return paper_packs().by_slug(paper.pack)


def texts_of(paper: Paper) -> Mapping[str, SaidText]:
    """What each section says, by key."""
    return {one.key: SaidText(one.text, one.is_none) for one in paper.sections.all()}


def digest_of(paper: Paper) -> str:
    """What a signature given now would stand for."""
    return rules.digest_of(paper.title, texts_of(paper), [one.text for one in paper.recommendations.all()])


def facts_of(paper: Paper) -> PaperFacts:
    """The paper as the rules ask of it."""
    now = digest_of(paper)
    return PaperFacts(
        texts=texts_of(paper),
        contact=paper.contact,
        recommendations=[one.text for one in paper.recommendations.all()],
        background=[
            (one.title, bool(one.link or one.file_id or one.is_published_elsewhere)) for one in paper.background.all()
        ],
        signed={one.key: one.of_text == now for one in paper.sign_offs.all() if one.signed_on},
    )


@dataclass(frozen=True)
class Hindrances:
    """What a paper still lacks before it is ready, and which signatures before it goes out."""

    texts: list[rules.Missing]
    signatures: list[rules.Missing]

    def __bool__(self) -> bool:
        return bool(self.texts or self.signatures)


def missing_of(paper: Paper) -> Hindrances:
    """What holds the paper back. No query where the paper came from `paper`."""
    pack, facts = pack_of(paper), facts_of(paper)
    return Hindrances(rules.missing(pack, facts), rules.missing_signatures(pack, facts))


def section(paper: Paper, key: str) -> PaperSection:
    """Raises NotFound."""
    found = next((one for one in paper.sections.all() if one.key == key), None)
    if found is None:
        raise NotFound("There is no such section.")
    return found


def sign_off(paper: Paper, key: str) -> SignOff:
    """Raises NotFound."""
    found = next((one for one in paper.sign_offs.all() if one.key == key), None)
    if found is None:
        raise NotFound("This paper needs no such signature.")
    return found


def paper_file(paper: Paper, file_id: UUID) -> PaperFile:
    """Raises NotFound."""
    found = next((one for one in paper.files.all() if one.pk == file_id), None)
    if found is None:
        raise NotFound("There is no such file.")
    return found
