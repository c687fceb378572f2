"""The catalogue: what is measured, where it comes from, every release of it, and what is written of it.

Observations are Parquet rows.
"""

from commonground.ground.evidence.models.aims import ChangeMarker, Target
from commonground.ground.evidence.models.care import Care, Review
from commonground.ground.evidence.models.catalogue import Audience, Dataset, Indicator, Theme
from commonground.ground.evidence.models.comparators import Neighbour, NeighbourSet
from commonground.ground.evidence.models.frozen import Frozen
from commonground.ground.evidence.models.impact import ImpactLine, ImpactPanel
from commonground.ground.evidence.models.intelligence import CitedReport, Note
from commonground.ground.evidence.models.mappings import ColumnMapping, IncomingFile
from commonground.ground.evidence.models.measures import Explanation, Measure, MeasureList, PerformanceReport
from commonground.ground.evidence.models.own import OwnSeries, OwnUpload, QuarantinedRow
from commonground.ground.evidence.models.preparations import Fingerprint, Preparation
from commonground.ground.evidence.models.profiles import Profile, ProfileEdition, ProfileText
from commonground.ground.evidence.models.releases import Release, ReleaseFile, ReleaseSeries

__all__ = [
    "Audience",
    "Care",
    "ChangeMarker",
    "CitedReport",
    "ColumnMapping",
    "Dataset",
    "Explanation",
    "Fingerprint",
    "Frozen",
    "ImpactLine",
    "ImpactPanel",
    "IncomingFile",
    "Indicator",
    "Measure",
    "MeasureList",
    "Neighbour",
    "NeighbourSet",
    "Note",
    "OwnSeries",
    "OwnUpload",
    "PerformanceReport",
    "Preparation",
    "Profile",
    "ProfileEdition",
    "ProfileText",
    "QuarantinedRow",
    "Release",
    "ReleaseFile",
    "ReleaseSeries",
    "Review",
    "Target",
    "Theme",
]
