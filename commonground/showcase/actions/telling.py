"""What people say beside the figures of an example place: notes, a frozen profile, measures and reports on them."""

from dataclasses import replace

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import actions as evidence
from commonground.ground.evidence import queries as evidence_queries
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import Pack
from commonground.showcase.formats.telling import MeasuresEntry, NoteEntry, ProfileEntry


def tell_beside_figures(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """Notes, profiles and reports of a pack, once figures are prepared. What is there already is left as it is."""
    notes = sum(write_note(entry=entry, by=by) for entry in pack.told.notes)
    profiles = sum(keep_profile(entry=entry, by=by) for entry in pack.told.profiles)
    reports = sum(keep_report(entry=entry, by=by) for entry in pack.told.measures)
    if pack.told.notes or pack.told.profiles or pack.told.measures:
        tell(f"{notes} notes, {profiles} needs profiles and {reports} performance reports are new, all as examples")


def write_note(*, entry: NoteEntry, by: Viewer) -> bool:
    """A note of somebody invented, read by somebody else. Returns whether it was new."""
    area = places.area_by_reference(entry.area)
    if evidence_queries.notes_listed(by, area=area).filter(area=area, source=entry.source).exists():
        return False
    note = evidence.write_note(
        area=area,
        theme=next(one for one in evidence_queries.themes() if one.pk == entry.theme),
        kind=entry.kind,
        text=entry.text,
        source=entry.source,
        known_on=entry.known_on,
        organisation=partners.organisation(entry.organisation),
        is_invented=True,
        by=replace(by, label=entry.author),
    )
    evidence.review_note(note=note, based_on=note.version, is_shown=True, by=replace(by, label=entry.read_by))
    return True


def keep_profile(*, entry: ProfileEntry, by: Viewer) -> bool:
    """A profile with its texts, frozen. Returns whether it was new."""
    area = places.area_by_reference(entry.area)
    if evidence_queries.profiles_of(area, by).exists():
        return False
    writer = replace(by, label=entry.written_by)
    owner = partners.organisation(entry.owner)
    profile = evidence.start_profile(area=area, owner=owner, due_on=entry.due_on, by=writer)
    for section, text in entry.texts.items():
        evidence.write_section(profile=profile, section=section, text=text, based_on=0, by=writer)
    evidence.freeze_profile(profile=profile, based_on=profile.version, by=writer)
    return True


def keep_report(*, entry: MeasuresEntry, by: Viewer) -> bool:
    """A list of measures and the frozen report on it. Returns whether it was new."""
    if evidence_queries.measure_lists().filter(slug=entry.slug).exists():
        return False
    rows = [evidence.MeasureRow(indicator=slug) for slug in entry.indicators]
    rows += [evidence.MeasureRow(name=name, stated_side="exceeds") for name in entry.exceeds]
    rows += [evidence.MeasureRow(name=name, stated_side="short") for name in entry.short]
    stated = evidence.Stated(entry.stated_on, entry.stated_count, entry.stated_source) if entry.stated_on else None
    writer = replace(by, label=entry.written_by or by.label)
    held = evidence.keep_measures(
        slug=entry.slug,
        name=entry.name,
        area=places.area_by_reference(entry.area),
        audience=entry.audience,
        frequency=entry.frequency,
        owner=partners.organisation(entry.owner),
        about=entry.about,
        measures=rows,
        stated=stated,
        by=writer,
    )
    report = evidence.start_report(of=held, until=entry.report_until, frequency=entry.frequency, by=writer)
    evidence.freeze_report(report=report, based_on=report.version, by=writer)
    return True
