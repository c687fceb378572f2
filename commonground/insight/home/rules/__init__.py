"""What the page of a place says and shows, as pure rules: no database, no clock."""

from commonground.insight.home.rules.impact import NOT_PLACED, Group, groups_of
from commonground.insight.home.rules.maps import Map, chosen_map
from commonground.insight.home.rules.sentences import (
    AGE_BANDS,
    CHILDREN,
    DEPRIVATION,
    Movement,
    Place,
    children_sentence,
    clear_movements,
    counted,
    default_figure,
    deprivation_sentence,
    distance,
    is_mappable,
    lower_first,
    most_unlike,
    movement_sentence,
    together_sentence,
    unlike_sentence,
)

__all__ = [
    "AGE_BANDS",
    "CHILDREN",
    "DEPRIVATION",
    "NOT_PLACED",
    "Group",
    "Map",
    "Movement",
    "Place",
    "children_sentence",
    "chosen_map",
    "clear_movements",
    "counted",
    "default_figure",
    "deprivation_sentence",
    "distance",
    "groups_of",
    "is_mappable",
    "lower_first",
    "most_unlike",
    "movement_sentence",
    "together_sentence",
    "unlike_sentence",
]
