"""Every write of this room."""

from commonground.ground.evidence.actions.catalogue import load_catalogue, load_packs
from commonground.ground.evidence.actions.releases import publish_release
from commonground.ground.evidence.formats.observations import SCHEMA, SourceFile

__all__ = ["SCHEMA", "SourceFile", "load_catalogue", "load_packs", "publish_release"]
