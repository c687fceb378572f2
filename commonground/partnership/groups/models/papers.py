"""Papers with the sections a place asks for, where they are tabled, and the packs they went out with."""

from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models.groups import Group, ids_inside
from commonground.partnership.groups.models.meetings import AgendaItem, Meeting
from commonground.partnership.groups.models.seats import OfficeHeld
from commonground.partnership.groups.rules.states import PaperState
from commonground.partnership.groups.rules.words import Office

SERVING = (Office.CHAIR, Office.VICE_CHAIR, Office.CLERK)
SHOWN = (PaperState.READY, PaperState.PUBLISHED, PaperState.WITHDRAWN)


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, viewer: Viewer) -> "PaperQuerySet":
        """Papers as they are worked on: for their author and who serves their group; from when one is ready, also for
        the table of each group it goes to. Everybody else reads what was published, in the pack.
        """
        seen = Q(pk__in=[])
        if viewer.may("groups.keep"):
            seen |= Q(group__in=Group.objects.visible_to(viewer).order_by().values("pk"), is_restricted=False)
        if viewer.id is not None and viewer.may("groups.take-part"):
            seen |= self._from_inside(viewer, viewer.id)
        return self.filter(seen)

    def _from_inside(self, viewer: Viewer, account: UUID) -> Q:
        offices = OfficeHeld.objects.current_on(viewer.today).filter(practitioner__account=account).order_by()
        serves = Q(group__in=offices.filter(office__in=SERVING).values("group"))
        there = ids_inside(account, viewer.today, at_table=True)
        # asked of each paper: as a list of ids it would hold every paper that was ever put to these groups
        tabled = Tabling.objects.filter(paper=OuterRef("pk"), item__meeting__group__in=there).order_by()
        own = Q(author__account=account, group__in=Group.objects.visible_to(viewer).order_by().values("pk"))
        reaches = Q(group__in=there) | Q(Exists(tabled))
        return own | serves | (Q(status__in=SHOWN) & reaches)


class Paper(VersionedRow):
    """A paper of a group. Once published its text stands: a correction is a new paper that `replaces` it.

    `pack` is the rule pack whose sections it was written under. One that is restricted goes under restricted items
    alone, and only such papers do.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    author = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    author_words = models.CharField("author, where nobody here", max_length=150, blank=True)
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    pack = models.SlugField(max_length=60)
    status = models.CharField(max_length=12, default=PaperState.DRAFT)
    contact = models.CharField("whom to ask", max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    ready_on = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)
    source = models.URLField(blank=True)
    is_restricted = models.BooleanField("for restricted items", default=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("title", "id")
        indexes = (models.Index(fields=["group", "status"]), models.Index(fields=["status", "due_on"]))
        constraints = (
            models.CheckConstraint(
                condition=Q(status=PaperState.WITHDRAWN) & ~Q(why_withdrawn="")
                | ~Q(status=PaperState.WITHDRAWN) & Q(why_withdrawn=""),
                name="paper_withdrawn_with_a_reason",
                violation_error_message="Say why the paper is withdrawn.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class PaperSection(VersionedRow):
    """A section of a paper. One that has nothing to say says so: `is_none` is printed as "None" (G13)."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    heading = models.CharField(max_length=150)
    order = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    is_none = models.BooleanField("there is nothing to say here", default=False)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["paper", "key"], name="paper_section_once"),
            models.CheckConstraint(
                condition=Q(is_none=False) | Q(text=""),
                name="paper_section_says_none_or_something",
                violation_error_message="Either write something or say that there is none.",
            ),
        )

    def __str__(self) -> str:
        return self.heading


class Recommendation(VersionedRow):
    """What a paper asks the group to agree (G11). `put_at` is the meeting at which it was first put, for one that
    came up there without a paper."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="recommendations", null=True, blank=True)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="recommendations", null=True, blank=True
    )
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(paper__isnull=False, item=None) | Q(paper=None, item__isnull=False),
                name="recommendation_of_a_paper_or_put_at_an_item",
            ),
        )

    def __str__(self) -> str:
        return self.text[:120]


class BackgroundPaper(Row):
    """What a paper rests on, where it can be read (G14). One without a place to read it holds the pack back."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="background")
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey("groups.PaperFile", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    is_published_elsewhere = models.BooleanField("published, and named only", default=False)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class PaperFile(Row):
    """A file that comes with a paper. Stored under the hash of its content; opened only through a view that asks."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("title", "uploaded_at")
        constraints = (models.UniqueConstraint(fields=["paper", "digest"], name="paper_file_once"),)

    def __str__(self) -> str:
        return self.title


class SignOff(VersionedRow):
    """Somebody whose comment a paper needs gave it, with initials and date (G15: constitutional and financial)."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sign_offs")
    key = models.SlugField(max_length=60)
    heading = models.CharField(max_length=150)
    name = models.CharField(max_length=150, blank=True)
    initials = models.CharField(max_length=10, blank=True)
    comment = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    of_text = models.CharField(max_length=64, blank=True, editable=False, help_text="Digest of what was signed.")

    class Meta:
        ordering = ("heading",)
        constraints = (
            models.UniqueConstraint(fields=["paper", "key"], name="sign_off_once_a_paper"),
            models.CheckConstraint(
                condition=Q(signed_on=None, name="") | (Q(signed_on__isnull=False) & ~Q(name="")),
                name="signed_by_somebody_on_a_day",
                violation_error_message="Say who signed and when.",
            ),
        )

    def __str__(self) -> str:
        return self.heading


class PaperArea(Row):
    """An area that a paper affects (G16: electoral divisions)."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("area__name",)
        constraints = (models.UniqueConstraint(fields=["paper", "area"], name="paper_area_once"),)

    def __str__(self) -> str:
        return str(self.area)


class PackIssue(Row):
    """What went out at one moment: the pack (number 0), or a supplement (1, 2 …) that begins on the next page.

    Nothing of an issue changes any more. `content` is all it says, so that web, PDF and Word say the same for ever;
    restricted items stand in it and are left out for whom they are not meant.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)
    why = models.CharField("why it came later", max_length=300, blank=True)
    content = models.JSONField()
    first_page = models.PositiveIntegerField(default=1)
    pages = models.PositiveIntegerField(default=0)
    first_page_restricted = models.PositiveIntegerField(default=1)
    pages_restricted = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "number"], name="pack_issue_once"),
            models.CheckConstraint(
                condition=Q(number=0) | ~Q(why=""),
                name="supplement_with_a_reason",
                violation_error_message="Say why this comes after the pack.",
            ),
        )

    def __str__(self) -> str:
        return f"supplement {self.number}" if self.number else "pack"


class Tabling(Row):
    """A paper is tabled under an item: the same paper may be, at several meetings (V13)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="tablings")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="tablings")
    order = models.PositiveSmallIntegerField(default=0)
    issue = models.ForeignKey(PackIssue, on_delete=models.PROTECT, related_name="tablings", null=True, blank=True)
    is_late = models.BooleanField("came after the day papers were due", default=False)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "paper"],
                name="paper_tabled_once_an_item",
                violation_error_message="This paper is under this item already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper} under {self.item}"


class Read(Row):
    """Somebody opened a paper of a pack: read once, counted for every group it goes to (V13)."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="read_by")
    account = models.ForeignKey("partners.Account", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        constraints = (models.UniqueConstraint(fields=["paper", "account"], name="paper_read_once"),)

    def __str__(self) -> str:
        return f"{self.paper}, {self.at}"
