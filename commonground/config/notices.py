"""Every kind of notice that a room declares, and what the outbox has to know of the rooms above it."""

from commonground.foundation.post.rules import Surroundings
from commonground.ground.partners import queries as partners
from commonground.insight.reports import queries as reports
from commonground.partnership.groups import queries as groups

# In the order in which people choose how they are told.
SURROUNDINGS = Surroundings(
    kinds=(
        *groups.NOTICES_OF_MEETINGS,
        *groups.NOTICES_OF_PACKS,
        *groups.NOTICES_OF_MINUTES,
        *reports.NOTICES,
        *partners.NOTICES,
    ),
    reached=partners.still_reached,
    place=partners.place_name,
)
