"""A needs profile, in the order in which a group reads it: in short, needs by theme, what is known, what is lacking.

Built from the content alone, so what was frozen is drawn the same whatever has come since.
"""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.documents.report import (
    Block,
    Cell,
    Column,
    Paragraph,
    Points,
    Report,
    Section,
    Table,
)
from commonground.ground.evidence.papers.profiles.figures import every_figure, theme_blocks, unlike
from commonground.ground.evidence.rules.intelligence import NoteKind
from commonground.ground.evidence.rules.profiles.content import (
    Changed,
    Cited,
    From,
    ProfileContent,
    Text,
    Told,
    Working,
)
from commonground.ground.evidence.rules.wording import counted, listed

OTHER = "Other things people know"
HOW_TO_READ = (
    "Each figure stands with its period, how sure it is (the 95% interval, where it has one) and what it is held "
    "against. Better and worse say on which side of the interval the other value lies, seen from this place; where "
    "neither high nor low is good it is higher or lower. Beside the figures stands what people here know."
)
DRAFT = "A draft: what it says may change until it is frozen."


def profile_report(content: ProfileContent, *, run: str) -> Report:
    """The profile as a report. `run` is the id by which its figures can be made again; empty for a draft."""
    sections = [
        Section("In short", _in_short(content)),
        Section("Needs by theme", _how_to_read(), _themes(content)),
        Section("What families say they need and hope for", _told(content, NoteKind.ASPIRATION)),
        Section(OTHER, [one for told in _without_theme(content) for one in _note(told)]),
        *(Section(text.heading, [Paragraph(text.text), Paragraph(_written(text))]) for text in _last(content)),
        Section("Who works here", _working(content.working)),
        Section("Reports by others", _cited(content.cited)),
        Section("What changed since the last profile", _changed(content.changed)),
        Section("What is missing or overdue", _lacking(content)),
        Section("Sources, and how to check", _sources(content, run)),
    ]
    return Report(
        title=content.title,
        subtitle=_subtitle(content),
        as_at=date.fromisoformat(content.as_at),
        contact=f"{content.owner}, which keeps this profile. It is due to be refreshed by {day(content.due_on)}.",
        sections=[section for section in sections if section.blocks or section.parts],
        source_note="" if run else DRAFT,
        data=every_figure(content),
        name=f"needs-profile-{content.area_slug}",
    )


def day(iso: str) -> str:
    """4 June 2026, of 2026-06-04."""
    found = date.fromisoformat(iso)
    return f"{found.day} {found:%B %Y}"


def _subtitle(content: ProfileContent) -> str:
    return f"{content.area_kind}, drawn on the map {content.on_map}" if content.on_map else content.area_kind


def _in_short(content: ProfileContent) -> list[Block]:
    """What people wrote, then what the figures say by themselves."""
    texts = [one for one in content.texts if one.section == "in-short"]
    written: list[Block] = [block for text in texts for block in (Paragraph(text.text), Paragraph(_written(text)))]
    return [*written, *unlike(content)]


def _how_to_read() -> list[Block]:
    return [Paragraph(HOW_TO_READ)]


def _themes(content: ProfileContent) -> list[Section]:
    slugs = dict.fromkeys(one.theme for one in content.measured)
    found = []
    for slug in slugs:
        of_theme = [one for one in content.measured if one.theme == slug]
        texts = [one for one in content.texts if one.theme == slug]
        blocks: list[Block] = [block for one in texts for block in (Paragraph(one.text), Paragraph(_written(one)))]
        blocks += theme_blocks(of_theme, content)
        told = [one for one in content.told if one.theme == slug and one.kind == NoteKind.INTELLIGENCE]
        parts = [
            Section(f"What people know: {of_theme[0].theme_name.lower()}", [b for one in told for b in _note(one)])
        ]
        found.append(Section(of_theme[0].theme_name, blocks, [part for part in parts if part.blocks]))
    return found


def _without_theme(content: ProfileContent) -> list[Told]:
    """Notes whose theme has no figure here, or that have none: never dropped."""
    shown = {one.theme for one in content.measured}
    return [one for one in content.told if one.kind == NoteKind.INTELLIGENCE and one.theme not in shown]


def _told(content: ProfileContent, kind: NoteKind) -> list[Block]:
    return [block for one in content.told if one.kind == kind for block in _note(one)]


def _note(one: Told) -> list[Block]:
    """What was said, then by whom, from where and when."""
    invented = " An invented example: nobody said this." if one.is_invented else ""
    about = f"{one.author}, {one.organisation}, of {one.area}; known from: {one.source}; {day(one.known_on)}."
    return [Paragraph(one.text), Paragraph(f"— {about}{invented}")]


def _last(content: ProfileContent) -> list[Text]:
    return [one for one in content.texts if not one.theme and one.section != "in-short"]


def _written(text: Text) -> str:
    return f"— {text.written_by}, {day(text.written_on)}, edition {text.edition}."


def _working(working: Sequence[Working]) -> list[Block]:
    """Who is there to meet the need, as far as partners have said (E18)."""
    if not working:
        return []
    rows: list[Sequence[Cell]] = [(one.service, one.teams, one.fte_hundredths / 100) for one in working]
    columns = [Column("Service"), Column("Teams", "number"), Column("Full-time equivalents in post", "number", 1)]
    notes = ["Teams that cover this place or a part of it; a team that covers more than this place is counted whole."]
    return [
        Table("Teams that cover this place, by service", columns, rows, source="Partners’ own entries", notes=notes)
    ]


def _cited(cited: Sequence[Cited]) -> list[Block]:
    rows: list[Sequence[Cell]] = [
        (one.title, one.publisher, date.fromisoformat(one.published_on), one.area, one.tells, one.link or one.file_name)
        for one in cited
    ]
    names = ("Report", "Publisher", "Published", "About", "What it tells", "Where")
    return [Table("Reports by others on this place", [Column(name) for name in names], rows)] if rows else []


def _changed(changed: Changed | None) -> list[Block]:
    if changed is None:
        return [Paragraph("This is the first profile of this place that was kept.")]
    said: list[Block] = [Paragraph(f"The last profile stands for {day(changed.since)} (run {changed.run}).")]
    groups = [
        ("Newer figures:", changed.newer),
        ("Revised by their publishers:", changed.revised),
        ("New in this profile:", changed.appeared),
        ("No longer in it:", changed.gone),
        ("What people know:", changed.told),
    ]
    for lead, sentences in groups:
        if sentences:
            said += [Paragraph(lead), Points(list(sentences))]
    return said if len(said) > 1 else [*said, Paragraph("Nothing has changed since.")]


def _lacking(content: ProfileContent) -> list[Block]:
    """Overdue figures one by one; missing ones by theme and reason."""
    blocks: list[Block] = []
    if content.overdue:
        rows: list[Sequence[Cell]] = [(one.short_name, one.theme_name, one.why) for one in content.overdue]
        blocks.append(Table("Figures that are overdue", [Column("Figure"), Column("Theme"), Column("Why")], rows))
    groups: dict[tuple[str, str], list[str]] = {}
    for one in content.missing:
        groups.setdefault((one.theme_name, one.why), []).append(one.short_name)
    if groups:
        lacking: list[Sequence[Cell]] = [
            (theme, len(names), why, listed(names)) for (theme, why), names in groups.items()
        ]
        columns = [Column("Theme"), Column("How many", "number"), Column("Why"), Column("Which")]
        blocks.append(Table("Figures that this place has not got", columns, lacking))
    return blocks or [Paragraph("Every figure of the catalogue is here, and none is overdue.")]


def sources_blocks(sources: Sequence[From]) -> list[Block]:
    """The releases that figures come from."""
    rows: list[Sequence[Cell]] = [
        (one.dataset, one.publisher, one.number, one.vintage, one.licence, date.fromisoformat(one.made_on))
        for one in sources
    ]
    columns = [
        Column("Dataset"), Column("Publisher"), Column("Release", "number"), Column("Stands on"), Column("Licence"),
        Column("Loaded"),
    ]  # fmt: skip
    return [Table("Where the figures come from", columns, rows)]


def _sources(content: ProfileContent, run: str) -> list[Block]:
    blocks = sources_blocks(content.sources)
    if not run:
        return [*blocks, Paragraph("This draft has no run id yet: it gets one when it is frozen.")]
    made = content.made_from
    words = (
        f"Run id {run}. Put together from {counted(len(made.releases))} releases; catalogue {made.catalogue[:12]}, "
        f"places {made.places[:12]}, recipe {made.recipe}. The command “commonground profile {run} --check” makes the "
        "figures again from the same releases and says whether they are the same."
    )
    return [*blocks, Paragraph(words)]
