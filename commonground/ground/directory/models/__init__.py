"""The directory of services as it is kept, in the shape of Open Referral UK 3.0."""

from commonground.ground.directory.models.assurance import EditLink, EntryVersion, Proposal, ProposalQuerySet
from commonground.ground.directory.models.contacts import Contact, Phone
from commonground.ground.directory.models.details import CostOption, Funding, Language, RequiredDocument, Schedule
from commonground.ground.directory.models.doubles import Double
from commonground.ground.directory.models.feedback import Feedback, FeedbackQuerySet
from commonground.ground.directory.models.feeds import Feed, FeedRun, Quarantined
from commonground.ground.directory.models.kept_gaps import Gap, GapNote, GapQuerySet
from commonground.ground.directory.models.locations import Accessibility, Address, Location, LocationQuerySet
from commonground.ground.directory.models.looking import LookedAt
from commonground.ground.directory.models.none_found import CountedWeek, NoneFound
from commonground.ground.directory.models.pathways import Pathway
from commonground.ground.directory.models.providers import Provider, ProviderIdentifier, ProviderQuerySet
from commonground.ground.directory.models.reach import ServiceArea
from commonground.ground.directory.models.said import WORDS
from commonground.ground.directory.models.services import (
    Service,
    ServiceAtLocation,
    ServiceAtLocationQuerySet,
    ServiceQuerySet,
)
from commonground.ground.directory.models.taxonomies import Attribute, Taxonomy, TaxonomyTerm

__all__ = [
    "WORDS",
    "Accessibility",
    "Address",
    "Attribute",
    "Contact",
    "CostOption",
    "CountedWeek",
    "Double",
    "EditLink",
    "EntryVersion",
    "Feed",
    "FeedRun",
    "Feedback",
    "FeedbackQuerySet",
    "Funding",
    "Gap",
    "GapNote",
    "GapQuerySet",
    "Language",
    "Location",
    "LocationQuerySet",
    "LookedAt",
    "NoneFound",
    "Pathway",
    "Phone",
    "Proposal",
    "ProposalQuerySet",
    "Provider",
    "ProviderIdentifier",
    "ProviderQuerySet",
    "Quarantined",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceAtLocationQuerySet",
    "ServiceQuerySet",
    "Taxonomy",
    "TaxonomyTerm",
]
