"""The choices that are the same everywhere: most are those of Open Referral UK 3.0, in its words."""

from commonground.foundation.kernel.states import Labelled


class Status(Labelled):
    """Whether a service runs (Open Referral UK 3.0, service.status)."""

    ACTIVE = "active", "Running"
    INACTIVE = "inactive", "Not running"
    DEFUNCT = "defunct", "Ended for good"
    CLOSED = "temporarily closed", "Closed for a time"


OFFERED = (Status.ACTIVE, Status.CLOSED)  # what somebody who looks for help is shown


class Kind(Labelled):
    """What is offered (S14): help for families, training for those who work with them, or a scheme to take part in."""

    SERVICE = "service", "Service"
    TRAINING = "training", "Training"
    SCHEME = "scheme", "Scheme"


class Route(Labelled):
    """How somebody comes to it."""

    OPEN = "open", "Just come, or ask yourself"
    PROFESSIONAL = "professional", "A professional refers"
    EITHER = "either", "Ask yourself, or a professional refers"
    FRONT_DOOR = "front-door", "Through the front door of the council"


class LocationKind(Labelled):
    """What kind of place (location.location_type and address.address_type of the standard)."""

    PHYSICAL = "physical", "A place to go to"
    POSTAL = "postal", "An address to write to"
    VIRTUAL = "virtual", "On line or by telephone"


class Frequency(Labelled):
    """How a schedule repeats (schedule.freq)."""

    WEEKLY = "WEEKLY", "Weekly"
    MONTHLY = "MONTHLY", "Monthly"


class Source(Labelled):
    """Where a feed comes from."""

    ADDRESS = "address", "An address on the web"
    FILE = "file", "A file"


class Outcome(Labelled):
    """What became of a row of a feed that could not be taken."""

    WAITS = "waits", "Waits"
    TAKEN = "taken", "Taken"
    ASIDE = "aside", "Set aside"


class Layout(Labelled):
    """How a feed is written."""

    SERVICES = "services", "Open Referral UK 3.0, full services (JSON)"
    API = "api", "Open Referral UK 3.0, pages of an API"
    PACKAGE = "package", "HSDS datapackage of tables (CSV)"
    OUTPOST = "outpost", "Outpost, import file (CSV)"
