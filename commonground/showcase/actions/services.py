"""Services of an example place, taken in as a directory that somebody hands over: a file of Open Referral UK 3.0."""

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import actions as directory
from commonground.ground.directory import queries
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import Pack

FILE = "services.json"


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
