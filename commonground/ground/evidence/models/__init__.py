"""The catalogue: what is measured, where it comes from, and every release of it. Observations are Parquet rows."""

from commonground.ground.evidence.models.aims import ChangeMarker, Target
from commonground.ground.evidence.models.care import Care, Review
from commonground.ground.evidence.models.catalogue import Audience, Dataset, Indicator, Theme
from commonground.ground.evidence.models.comparators import Neighbour, NeighbourSet
from commonground.ground.evidence.models.impact import ImpactLine, ImpactPanel
from commonground.ground.evidence.models.mappings import ColumnMapping, IncomingFile
from commonground.ground.evidence.models.own import OwnSeries, OwnUpload, QuarantinedRow
from commonground.ground.evidence.models.preparations import Fingerprint, Preparation
from commonground.ground.evidence.models.releases import Release, ReleaseFile, ReleaseSeries

__all__ = [
    "Audience",
    "Care",
    "ChangeMarker",
    "ColumnMapping",
    "Dataset",
    "Fingerprint",
    "ImpactLine",
    "ImpactPanel",
    "IncomingFile",
    "Indicator",
    "Neighbour",
    "NeighbourSet",
    "OwnSeries",
    "OwnUpload",
    "Preparation",
    "QuarantinedRow",
    "Release",
    "ReleaseFile",
    "ReleaseSeries",
    "Review",
    "Target",
    "Theme",
]
