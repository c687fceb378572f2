"""Schools of an example place, and what invented heads say of the clusters they are grouped in."""

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import CommentEntry, Pack


def keep_schools(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """The schools of a pack that are not known yet: what a register says of them stays as it was read."""
    if pack.schools_source is None:
        return
    about = pack.schools_source
    entries = [
        places.SchoolEntry(
            urn=one.urn,
            name=one.name,
            within=(pack.codes[one.district],),
            phase=one.phase,
            postcode=one.postcode,
            source=about.source,
            as_at=about.as_at,
            authority_number=one.authority,
            number=one.number,
            kind=one.kind,
            youngest=one.youngest,
            oldest=one.oldest,
            easting=one.easting,
            northing=one.northing,
        )
        for one in pack.schools
    ]
    known = place_queries.school_numbers()
    new = [one for one in entries if one.urn not in known]
    if new:
        places.register_schools(entries=new, by=by)
    tell(f"{len(entries)} schools, {len(new)} of them new")


def say_comments(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """What invented heads say of the clusters of their schools."""
    if pack.comments:
        said = sum(say(comment=comment, by=by) for comment in pack.comments)
        tell(f"{len(pack.comments)} comments of invented heads, {said} of them new")


def say(*, comment: CommentEntry, by: Viewer) -> bool:
    """What an invented head says, with its answer; returns whether it was new."""
    versions = place_queries.versions(place_queries.footprint(comment.footprint), viewer=by)
    version = next((one for one in versions if one.label == comment.version), None)
    if version is None:
        raise NotFound(f"There is no version {comment.version!r} of {comment.footprint!r} to say something of.")
    school = place_queries.area_by_reference(comment.school)
    if any(one.school_id == school.pk for one in place_queries.comments_on(version, by)):
        return False
    said = places.comment_on_cluster(
        version=version,
        school=school,
        wish=comment.wish,
        rather_with=comment.rather_with,
        text=comment.text,
        said_by=comment.said_by,
        by=by,
    )
    if comment.answer:
        places.answer_comment(
            comment=said, based_on=said.version, outcome=comment.outcome, answer=comment.answer, by=by
        )
    return True
