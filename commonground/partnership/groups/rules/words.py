"""The choices that are the same everywhere. What a place may name itself is a list in packs/vocabulary.toml."""

from commonground.foundation.kernel.states import Labelled


class Openness(Labelled):
    """Who may know of a group. A closed one is known to those inside it alone: not its name, not its dates."""

    PUBLIC = "public", "Anybody may read its packs and minutes"
    PARTNERS = "partners", "Everybody who works in the partnership may read its packs and minutes"
    CLOSED = "closed", "Nobody outside the group knows of it"


class Mode(Labelled):
    """How somebody takes part (M6, M7, M12). Shares of these are counted with their base (000:75)."""

    ATTENDS = "attends", "Attends"
    OCCASIONAL = "occasional", "Attends occasionally"
    DELEGATES = "delegates", "Delegates to somebody else"
    PAPERS = "papers", "Receives papers only"
    INVITED = "invited", "Attends by invitation"
    OBSERVES = "observes", "Observes, without a say in decisions"


AT_THE_TABLE = (Mode.ATTENDS, Mode.OCCASIONAL, Mode.DELEGATES)  # with a say in decisions


class Part(Labelled):
    """What somebody is to a seat: the one who holds it, or a named deputy whose attendance counts for it (M8)."""

    HOLDER = "holder", "Holds the seat"
    DEPUTY = "deputy", "Named deputy"


class Office(Labelled):
    """Who leads and who serves a group. The clerk prepares and minutes and has no vote (M14)."""

    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice-chair", "Vice chair"
    CLERK = "clerk", "Clerk"
    SPONSOR = "sponsor", "Sponsor"


class Link(Labelled):
    """What joins two groups: accountability (G7, G9), a part that works for the whole (G5, G6), or a tie (G23)."""

    REPORTS_TO = "reports-to", "Reports to"
    PART_OF = "part-of", "Works for"
    ALIGNED_WITH = "aligned-with", "Is aligned with"


class Where(Labelled):
    """How people come together."""

    IN_PERSON = "in-person", "In person"
    ONLINE = "online", "Online"
    HYBRID = "hybrid", "In person and online"


class Purpose(Labelled):
    """What an item asks of the group (G10)."""

    DECISION = "decision", "For decision"
    DISCUSSION = "discussion", "For discussion"
    INFORMATION = "information", "For information"
    PROCEDURE = "procedure", "Procedure"


class ItemFrom(Labelled):
    """Where an item of an agenda came from."""

    TERMS = "terms", "Standing item of the terms of reference"
    MINUTES = "minutes", "Minutes of the last meeting"
    ACTIONS = "actions", "Actions due"
    REPORTS = "reports", "Report due"
    FORWARD_PLAN = "forward-plan", "Forward plan"
    PAPER = "paper", "Paper of another group"
    ESCALATION = "escalation", "Issue or answer of another group"
    BY_HAND = "by-hand", "Put on by hand"
    MEETING = "meeting", "Raised at the meeting"


class Came(Labelled):
    """Whether a seat was filled at a meeting, and by whom."""

    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Deputy present"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Absent"


class Outcome(Labelled):
    """What was decided on a recommendation (G11)."""

    AGREED = "agreed", "Agreed"
    AMENDED = "amended", "Agreed as amended"
    REJECTED = "rejected", "Not agreed"
    DEFERRED = "deferred", "Deferred"
    NOTED = "noted", "Noted"


class Urgency(Labelled):
    """How soon an action matters (G19)."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Stayed(Labelled):
    """What somebody with an interest did while the item was taken."""

    STAYED = "stayed", "Stayed and took part"
    SILENT = "silent", "Stayed without taking part"
    LEFT = "left", "Left the meeting for the item"


class Upward(Labelled):
    """What goes up: an issue that asks for an answer (G20), or one that is only to be known of (G21)."""

    ISSUE = "issue", "An issue to be answered"
    EMERGING = "emerging", "An emerging issue, to be known of"


class Document(Labelled):
    """What a group approves (G31)."""

    STRATEGY = "strategy", "Strategy"
    PLAN = "plan", "Plan"
    POLICY = "policy", "Policy or procedure"
    REPORT = "report", "Report"
    OTHER = "other", "Something else"


class ReviewKind(Labelled):
    """Who looks from outside (V9, V10)."""

    PEER = "peer", "Peer review"
    INSPECTION = "inspection", "Inspection"
    AUDIT = "audit", "Audit"
    OTHER = "other", "Another review from outside"


class Response(Labelled):
    """What a group says to a recommendation. Without a word it waits for one."""

    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    NOT = "not", "Not accepted"


class StageStanding(Labelled):
    """How far a group or somebody in it is with a stage of leadership development (M21)."""

    PLANNED = "planned", "Planned"
    UNDER_WAY = "under-way", "Under way"
    DONE = "done", "Done"
