"""The choices that are the same everywhere."""

from commonground.foundation.kernel.states import Labelled


class Reach(Labelled):
    """Whether a plan is for the whole place, or for a part of it, under a plan for the whole (L1, L4)."""

    COUNTYWIDE = "countywide", "For the whole place"
    LOCAL = "local", "For a part of it"


class Openness(Labelled):
    """Who reads what was agreed. Drafts are for those who work in the partnership."""

    PUBLIC = "public", "Anybody may read what is agreed"
    PARTNERS = "partners", "Everybody who works in the partnership may read it"


class OutcomeFor(Labelled):
    """For whom a plan or programme means to change something (L14; 002:46-71)."""

    CHILDREN = "children", "Children, young people and families"
    ORGANISATION = "organisation", "Organisations"
    WORKFORCE = "workforce", "Workforce"
    PARTNERSHIP = "partnership", "Partnership"


class Cited(Labelled):
    """What a priority rests on (L19, E8)."""

    INDICATOR = "indicator", "A figure of the catalogue"
    PROFILE = "profile", "A needs profile"
    NOTE = "note", "Local intelligence"
    REPORT = "report", "A report"


class Telling(Labelled):
    """What a measure tells, in the words of results-based accountability."""

    HOW_MUCH = "how-much", "How much we do"
    HOW_WELL = "how-well", "How well we do it"
    BETTER_OFF = "better-off", "Whether anybody is better off"


class Wanted(Labelled):
    """Where a measure is to go."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"


class ActionKind(Labelled):
    """What an action of a plan is. Communications are listed by themselves too (L17)."""

    KEY = "key", "Key action"
    COMMUNICATION = "communication", "Communication"
