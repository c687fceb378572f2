"""Preparing figures: every current release rolled up to every area, in one file that pages read.

Nothing here averages percentages: counts are added up and divided once. A figure published for an area stands before
one put together from its parts; within a dataset the newest release wins, key by key.
"""

from commonground.ground.evidence.actions.preparation.preparing import Prepared, prepare_figures

__all__ = ["Prepared", "prepare_figures"]
