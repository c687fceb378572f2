"""Minutes on paper, and the one-page briefing that is made of them."""

from collections.abc import Sequence

from commonground.foundation.documents.report import Block, Column, Paragraph, Points, Report, Section, Table
from commonground.partnership.groups.models import Meeting, Minutes
from commonground.partnership.groups.rules.record import Attended, Minuted, MinutesRecord
from commonground.partnership.groups.rules.states import MinutesState
from commonground.partnership.groups.rules.words import Came

WORDS = {one.value: one.label for one in Came}
FILLED = (Came.PRESENT, Came.DEPUTY)
MOST_WORDS = 60  # of an item in a briefing: it is one page


def minutes_report(meeting: Meeting, minutes: Minutes, content: MinutesRecord) -> Report:
    """All that they say, numbered as the agenda was."""
    return Report(
        title=f"Minutes of {content.group}",
        subtitle=f"{content.held_on:%-d %B %Y}{', ' + content.where if content.where else ''}. {standing(minutes)}",
        as_at=minutes.approved_on or meeting.day,
        contact=f"{meeting.group.host}, clerk of the group",
        name=f"minutes of {content.group}",
        sections=[_attendance(content), *(_item(one) for one in content.items)],
        source_note=_withheld(content),
        has_own_numbers=True,
    )


def standing(minutes: Minutes) -> str:
    """A sentence: draft, with the group, approved, corrected."""
    if minutes.status == MinutesState.APPROVED and minutes.approved_on:
        again = f" They correct earlier minutes: {minutes.why_corrected}." if minutes.why_corrected else ""
        return f"Approved on {minutes.approved_on:%-d %B %Y}.{again}"
    if minutes.status == MinutesState.CORRECTED:
        return "Approved, and corrected since by later minutes."
    if minutes.status == MinutesState.SUBMITTED:
        return "With the group: not approved yet."
    return "Draft: not put to the group yet."


def _withheld(content: MinutesRecord) -> str:
    return "Part of these minutes is not published." if content.withheld else ""


def _attendance(content: MinutesRecord) -> Section:
    seats = [one for one in content.attended if one.has_seat]
    rows = [(_who(one), one.seat, one.body, _came(one)) for one in content.attended]
    filled = sum(one.came in FILLED for one in seats)
    columns = [Column("Name"), Column("Seat"), Column("For"), Column("Came")]
    if not any(one.name for one in content.attended):
        rows, columns = [row[1:] for row in rows], columns[1:]  # type: ignore[misc]  # a column less
    return Section(
        "Attendance",
        [
            Paragraph(f"{filled} of {len(seats)} seats were filled. {_sentence(content.quorum)}"),
            Table("Who came", columns, rows),
        ],
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _who(one: Attended) -> str:
    return one.name or ("Vacant" if one.has_seat else "")


def _came(one: Attended) -> str:
    words = WORDS.get(one.came, one.came)
    more = "online" if one.is_online else one.reason
    return f"{words}: {more[:1].lower()}{more[1:]}" if more else words


def _item(one: Minuted) -> Section:
    blocks: list[Block] = []
    if one.interests:
        blocks += [Paragraph("Interests declared:"), Points(one.interests)]
    if one.text:
        blocks.append(Paragraph(one.text))
    if one.decisions:
        columns = [Column("Number"), Column("Recommendation"), Column("Decision")]
        rows = [(d.number, d.recommendation, _decision(d.outcome, d.words, d.votes)) for d in one.decisions]
        blocks.append(Table(f"Decisions, item {one.number}", columns, rows))
    if one.actions:
        blocks.append(_actions([one], f"Actions, item {one.number}"))
    heading = f"{one.number} {one.title}" + (" (restricted)" if one.is_restricted else "")
    return Section(heading, blocks or [Paragraph("Nothing was recorded.")])


def _decision(outcome: str, words: str, votes: str) -> str:
    return " ".join(part for part in (f"{outcome}.", words, f"Votes: {votes}." if votes else "") if part)


def _actions(items: Sequence[Minuted], caption: str) -> Table:
    rows = [
        (
            str(action.number),
            action.title,
            ", ".join(part for part in (action.owner, action.body) if part),
            action.due_on,
        )
        for item in items
        for action in item.actions
    ]
    return Table(caption, [Column("Number"), Column("What"), Column("Who"), Column("By when")], rows)


def briefing_report(meeting: Meeting, minutes: Minutes, content: MinutesRecord, *, coming: Meeting | None) -> Report:
    """One page that can be handed on in every organisation: it names nobody, and nothing that is restricted (G18)."""
    public = content.open_part().without_names()
    decided = [f"{one.recommendation} {_decision(one.outcome, one.words, '')}" for one in public.decisions]
    talked = [f"{one.title}: {_short(one.text)}" for one in public.items if one.text]
    sections = [
        Section("What was decided", [Points(decided) if decided else Paragraph("No decision was taken.")]),
        Section("What will be done", [_todo(public)]),
    ]
    if talked:
        sections.append(Section("What was talked about", [Points(talked)]))
    sections.append(Section("Who was there, and what is next", [Paragraph(_there(public)), Paragraph(_next(coming))]))
    return Report(
        title=f"Briefing: {content.group}",
        subtitle=f"Meeting of {content.held_on:%-d %B %Y}. {standing(minutes)}",
        as_at=content.held_on,
        contact=f"{meeting.group.host}, clerk of the group",
        name=f"briefing {content.group}",
        sections=sections,
        source_note="Made from the minutes. Hand it on in your organisation.",
        has_own_numbers=True,
        is_short=True,
    )


def _todo(public: MinutesRecord) -> Block:
    if not public.actions:
        return Paragraph("No action was agreed.")
    rows = [(action.title, action.body, action.due_on) for action in public.actions]
    return Table("Actions agreed", [Column("What"), Column("Who"), Column("By when")], rows)


def _short(text: str) -> str:
    """The first sentences, as far as they go on one page; the minutes hold the rest."""
    words = text.split()
    if len(words) <= MOST_WORDS:
        return " ".join(words)
    cut = " ".join(words[:MOST_WORDS])
    end = max(cut.rfind(sign) for sign in ".!?")
    return cut[: end + 1] if end > 0 else f"{cut} …"


def _there(public: MinutesRecord) -> str:
    bodies = sorted({one.body or one.sector for one in public.attended if one.came in FILLED and one.has_seat})
    return f"There for: {', '.join(bodies)}." if bodies else "Nobody on a seat came."


def _next(coming: Meeting | None) -> str:
    return f"The next meeting is on {coming.day:%-d %B %Y}." if coming else "No further meeting is in the calendar yet."
