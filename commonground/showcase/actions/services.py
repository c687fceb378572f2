"""Services of an example place, taken in as a directory that somebody hands over: a file of Open Referral UK 3.0."""

import tomllib

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import actions as directory
from commonground.ground.directory import queries
from commonground.ground.directory.actions import pathways
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import Pack

FILE, PATHWAYS = "services.json", "pathways.toml"


def list_services(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """All services of the pack. What is there already is left as it is; a pack without the file has none."""
    path = pack.folder / FILE
    if not path.is_file():
        return
    name = f"Services of {pack.place.name} (invented example)"
    read = directory.read_source(str(path), name=name, tell=lambda *_: None)
    if queries.was_read(name, read.sha256):
        tell(f"{len(read.document.services)} invented services, taken in before")
        return
    run = directory.import_document(name=name, document=read.document, sha256=read.sha256, tell=lambda *_: None, by=by)
    tell(f"{run.read} invented services, {run.new} of them new, {run.quarantined} that could not be taken")


def lead_on(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """The ways from one service to the next, of a pack that has some. Those that are there are left as they are."""
    path = pack.folder / PATHWAYS
    if not path.is_file():
        return
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["pathway"]
    services = queries.services_named({one[end] for one in listed for end in ("from", "to")})
    made = 0
    for one in listed:
        start, to = services[one["from"]], services[one["to"]]
        if not queries.leads_to(start, to):
            said = {"step": one["step"], "route": one["route"], "how": one.get("how", "")}
            pathways.add_pathway(service=start, to=to, **said, by=by)
            made += 1
    tell(f"{len(listed)} ways from one service to the next, {made} of them new")
