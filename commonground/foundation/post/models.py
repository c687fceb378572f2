"""What was told to whom, and the e-mails that carry it."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post.rules import ENDED, TO_LOOK_AT, Form, Notice, Recipient, State, Way


class EmailQuerySet(models.QuerySet["Email"]):
    def due(self, now: datetime) -> "EmailQuerySet":
        return self.filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "id")

    def to_look_at(self, viewer: Viewer) -> "EmailQuerySet":
        """What the worker could not send, for those who look after it."""
        found = self.filter(state__in=TO_LOOK_AT).order_by("id")
        return found if viewer.may("post.look-after") else found.none()


class Email(Row):
    """One e-mail to one address. Its state moves as `rules.MOVES` allows, by updates that name the state before."""

    form = models.CharField(max_length=20, choices=[(form, form.capitalize()) for form in Form])
    what = models.CharField(max_length=100, help_text="The kind of its notice, or what a sealed one is: in words.")
    account_id = models.UUIDField(null=True)
    address = models.EmailField()
    label = models.CharField(max_length=150, blank=True)
    sealed = models.TextField(blank=True, help_text="A text with a secret in it, encrypted; emptied when it ends.")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    drop_after = models.DateTimeField(null=True, help_text="When what it says has gone stale.")
    state = models.CharField(max_length=20, default=State.WAITING, choices=[(one, one.capitalize()) for one in State])
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, help_text="Which claim of which worker holds it.")
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True, help_text="Names no address and quotes no text.")

    objects = EmailQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["due_at", "id"], condition=Q(state=State.WAITING), name="email_due"),
            models.Index(fields=["claimed_at"], condition=Q(claim__isnull=False), name="email_claimed"),
            models.Index(fields=["id"], condition=Q(state__in=TO_LOOK_AT), name="email_to_look_at"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(State)), name="email_state_is_known"),
            models.CheckConstraint(condition=Q(form__in=list(Form)), name="email_form_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | (~Q(state__in=ENDED) & Q(ended_at__isnull=True)),
                name="email_ended_exactly_when_over",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.CLAIMED, State.HANDED), claim__isnull=False, claimed_at__isnull=False)
                | (~Q(state__in=(State.CLAIMED, State.HANDED)) & Q(claim__isnull=True)),
                name="email_claimed_exactly_while_in_hand",
            ),
            models.CheckConstraint(
                condition=Q(sealed="") | Q(form=Form.SEALED), name="email_sealed_only_where_it_has_a_secret"
            ),
        )

    def __str__(self) -> str:
        """For the audit: neither address nor text."""
        return f"e-mail: {self.what}"


class ReceivedNoticeQuerySet(models.QuerySet["ReceivedNotice"]):
    def visible_to(self, viewer: Viewer) -> "ReceivedNoticeQuerySet":
        """One's own; nobody sees those of somebody else."""
        return self.filter(account_id=viewer.id) if viewer.id else self.none()

    def unread(self) -> "ReceivedNoticeQuerySet":
        return self.filter(read_at__isnull=True)


class ReceivedNotice(Row):
    """A notice as one recipient received it."""

    account_id = models.UUIDField(null=True)
    address = models.EmailField()
    label = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=100)
    subject = models.CharField(max_length=150)
    lines = models.JSONField(default=list)
    path = models.CharField(max_length=500)
    about = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=200, blank=True, help_text="The same key tells the same person once.")
    way = models.CharField(max_length=20, choices=[(way, way.capitalize()) for way in Way])
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    email = models.ForeignKey(Email, on_delete=models.PROTECT, null=True, related_name="notices")

    objects = ReceivedNoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["account_id", "-id"], name="notice_mine"),
            models.Index(fields=["account_id"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["id"], condition=Q(way=Way.DIGEST, email__isnull=True), name="notice_to_gather"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(way__in=list(Way)), name="notice_way_is_known"),
            models.CheckConstraint(
                condition=Q(account_id__isnull=False) | ~Q(address=""), name="notice_is_for_somebody"
            ),
            # two, because SQLite cannot count two empty accounts as the same
            models.UniqueConstraint(
                fields=["key", "account_id"],
                condition=~Q(key="") & Q(account_id__isnull=False),
                name="notice_once_for_each_account",
            ),
            models.UniqueConstraint(
                fields=["key", "address"],
                condition=~Q(key="") & Q(account_id__isnull=True),
                name="notice_once_for_each_address",
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def as_said(self) -> Notice:
        return Notice(self.kind, self.subject, tuple(self.lines), self.path, self.about)

    @property
    def recipient(self) -> Recipient:
        return Recipient(self.account_id, self.address, self.label)


class Choices(VersionedRow):
    """How somebody wants to be told, by kind; a kind that is not in it is told as it is by default."""

    account_id = models.UUIDField(unique=True)
    ways = models.JSONField("how you are told", default=dict)

    def __str__(self) -> str:
        return "how you are told"

    def way(self, slug: str, default: Any = None) -> Any:
        return self.ways.get(slug, default)
