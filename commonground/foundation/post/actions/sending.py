"""One round of the worker: hand what is due to the mail server, each e-mail once."""

import logging
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.post import queries, rules
from commonground.foundation.post.actions.claiming import claim, close, hand_over, release_lost
from commonground.foundation.post.models import Email
from commonground.foundation.post.rules import Fate, Form, State

log = logging.getLogger(__name__)

NOT_SAID = "Nothing of it may be said to them any more, or it has gone stale."
TOO_OLD = "The mail server could not be reached for three days."
BROKE_OFF = "The mail server fell silent while it was given this. Perhaps it arrived, perhaps not."
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # RFC 3834: no absence notes


def send_due(*, now: datetime) -> int:
    """Send what is due, a batch at most; returns how many were handed to the mail server.

    Called outside of any transaction, by any number of workers at once. Where the mail server cannot be reached, all
    that waits rests for a minute, and no attempt is counted.
    """
    release_lost(now=now)
    due = list(Email.objects.due(now)[: rules.BATCH])
    if not due:
        return 0
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as problem:
        _rest(now, problem)
        return 0
    try:
        return _send_batch(server, due, now)
    finally:
        server.close()


def _send_batch(server: BaseEmailBackend, due: list[Email], now: datetime) -> int:
    sent = 0
    for email in due:
        if not claim(email, now=now):
            continue
        fate = _send(server, email, now)
        if fate is None:
            continue
        sent += fate.state == State.SENT
        if not fate.goes_on:
            break
    return sent


def _send(server: BaseEmailBackend, email: Email, now: datetime) -> Fate | None:
    """One e-mail from claim to end; None where the claim was lost, or there was nothing to send."""
    try:
        letter = queries.letter_of(email, now=now)
        message = _message(email, letter) if letter else None
    except (Invalid, ValueError) as problem:
        sentence = (
            problem.sentence if isinstance(problem, Invalid) else f"It cannot be sent ({type(problem).__name__})."
        )
        close(email, State.GIVEN_UP, now=now, problem=sentence)
        return None
    if message is None:
        close(email, State.DROPPED, now=now, problem=NOT_SAID)
        return None
    if not hand_over(email):
        return None
    email.attempts += 1
    fate = _tried(server, message)
    if fate.state != State.WAITING:
        close(email, fate.state, now=now, problem=fate.problem)
    else:
        _try_later(email, fate, now)
    return fate


def _tried(server: BaseEmailBackend, message: EmailMessage) -> Fate:
    """What the mail server answered. Its own words may quote the address, so only its code is kept."""
    try:
        server.send_messages([message])
    except SMTPRecipientsRefused as problem:
        code = max((code for code, _ in problem.recipients.values()), default=550)
        return _refused(code)
    except SMTPResponseException as problem:
        return _refused(problem.smtp_code)
    except (OSError, SMTPException) as problem:
        log.warning("the mail server broke off: %s", type(problem).__name__)
        return Fate(State.DOUBTFUL, BROKE_OFF, goes_on=False)
    return Fate(State.SENT)


def _refused(code: int) -> Fate:
    """RFC 5321: 4xx is for now, 5xx for good. Either way the server has said that it did not take it."""
    if 400 <= code < 500:
        return Fate(State.WAITING, f"The mail server refuses it for now (code {code}).", goes_on=False)
    return Fate(State.GIVEN_UP, f"The mail server refuses it (code {code}). Is the address right?")


def _try_later(email: Email, fate: Fate, now: datetime) -> None:
    again = rules.retry_at(email.attempts, now)
    if again is None:
        close(email, State.GIVEN_UP, now=now, problem=f"{fate.problem} It was tried {email.attempts} times.")
    else:
        close(email, State.WAITING, now=now, problem=fate.problem, due_at=again)


def _rest(now: datetime, problem: Exception) -> None:
    """The server is away: nobody's attempt, so nothing is counted; what has waited for days is given up."""
    log.warning("the mail server cannot be reached: %s", type(problem).__name__)
    for email in Email.objects.due(now).filter(made_at__lt=now - rules.GIVE_UP_AFTER)[: rules.BATCH]:
        if claim(email, now=now):
            close(email, State.GIVEN_UP, now=now, problem=TOO_OLD)
    said = f"The mail server cannot be reached ({type(problem).__name__})."
    Email.objects.due(now).order_by().update(due_at=now + rules.REST, problem=said)


def _message(email: Email, letter: rules.Letter) -> EmailMessage:
    """Bears the same id however often it is tried, so that a copy can be told from a second e-mail."""
    domain = sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8").rpartition("@")[2].rstrip(">") or "localhost"
    headers = {"Message-ID": f"<{email.pk}@{domain}>"} | (AUTOMATIC if email.form != Form.SEALED else {})
    message = EmailMessage(letter.subject, letter.body, to=[email.address], headers=headers)
    message.message()  # raises BadHeaderError, a ValueError, before anything leaves
    return message
