"""All that one person may read of a group, as a file."""

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, viewer_of
from commonground.partnership.groups import queries
from commonground.partnership.groups.formats.archive import write_archive


@needs("groups.take-part", "groups.keep")
def record(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The record of a group, for who serves it. Whom it names is on record before its first byte."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    found = queries.record_of(group, viewer=viewer)
    name = f"{group.slug}-{viewer.today.isoformat()}.json"
    audit.export(request, what="record of a group", about=group, details={"file": name}, persons=found.named)
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    pieces = write_archive(found.tables(), is_whole=False)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(pieces, content_type="application/json; charset=utf-8", headers=headers)
