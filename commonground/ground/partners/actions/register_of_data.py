"""Who answers for data and what they do with it: controllers and records of processing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import slugify

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit import versions
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.actions.lapses import cure
from commonground.ground.partners.models import Controller, LawfulBasis, Organisation, ProcessingRecord, SharingPurpose


@audit.atomic()
def load_governance(*, text: str, by: Viewer) -> None:
    """Make purposes and lawful bases those of a pack (TOML); what it no longer names stays: records cite it."""
    access.check_can_set_up(by)
    pack = rules.read_pack(text)
    changed = []
    for table, rows in ((SharingPurpose, pack.purposes), (LawfulBasis, pack.bases)):
        present: dict[str, dict[str, Any]] = {row["slug"]: dict(row) for row in table.objects.values()}
        for order, row in enumerate(rows):
            wanted = {**row, "order": order}
            if any(present.get(row["slug"], {}).get(name) != value for name, value in wanted.items()):
                table.objects.update_or_create(slug=row["slug"], defaults=wanted)
                changed.append(row["slug"])
    if changed:
        audit.record("governance pack loaded", by=by, details={"changed": changed})


@audit.atomic()
def register_controller(*, organisation: Organisation, by: Viewer, **facts: Any) -> Controller:
    """An organisation answers for personal data. Raises Invalid where it or its registration stands there already."""
    access.check_can_keep_register(by)
    if Controller.objects.filter(organisation=organisation).exists():
        problem = Problem("is registered already.", "Change that entry.", organisation.name, column="organisation")
        raise Invalid("The controller was not registered.", [problem])
    _check_registration(facts["registration"])
    controller = Controller.objects.create(organisation=organisation, **facts)
    audit.record("controller registered", by=by, about=controller, details={"registration": facts["registration"]})
    return controller


@audit.atomic()
def change_controller(*, controller: Controller, based_on: int, by: Viewer, **facts: Any) -> None:
    """Change registration or officer. Raises Conflict, Invalid."""
    access.check_can_keep_register(by)
    if facts["registration"] != controller.registration:
        _check_registration(facts["registration"])
    versions.change(controller, based_on=based_on, **facts)
    audit.record(
        "controller changed", by=by, about=controller, details={name: str(value) for name, value in facts.items()}
    )
    cure(by=by)


def _check_registration(number: str) -> None:
    taken = Controller.objects.filter(registration=number).select_related("organisation").first()
    if taken is not None:
        problem = Problem(
            f"is the number of {taken.organisation}.", "Look at the certificate again.", number, column="registration"
        )
        raise Invalid("The controller was not registered.", [problem])


@audit.atomic()
def record_processing(*, title: str, controller: Organisation, by: Viewer, **facts: Any) -> ProcessingRecord:
    """What a controller does with personal data. Raises Invalid: title taken, no such controller, a past review."""
    access.check_can_keep_register(by)
    problems = []
    if ProcessingRecord.objects.filter(slug=slugify(title)[:120]).exists():
        problems.append(Problem("There is a record of this title already.", "Change that one.", "Title", None, "title"))
    if not Controller.objects.filter(organisation=controller).exists():
        problems.append(
            Problem("is not registered as a controller.", "Register it first.", controller.name, None, "controller")
        )
    problems += _review_problems(facts["review_due_on"], by.today)
    if problems:
        raise Invalid("The processing was not recorded.", problems)
    record = ProcessingRecord.objects.create(slug=slugify(title)[:120], title=title, controller=controller, **facts)
    audit.record("processing recorded", by=by, about=record)
    return record


@audit.atomic()
def change_processing(*, record: ProcessingRecord, based_on: int, by: Viewer, **facts: Any) -> None:
    """Change a record, its next review among it, or end it. Raises Conflict, Invalid."""
    access.check_can_keep_register(by)
    problems = [] if facts.get("ended_on") else _review_problems(facts["review_due_on"], by.today)
    if problems:
        raise Invalid("The record was not changed.", problems)
    versions.change(record, based_on=based_on, **facts)
    audit.record("processing changed", by=by, about=record, details=_told(facts))
    cure(by=by)


def _review_problems(due: date, today: date) -> list[Problem]:
    if due > today:
        return []
    what, do = "It must lie in the future.", "Give the day of the next review."
    return [Problem(what, do, "Review due on", column="review_due_on")]


def _told(facts: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in facts.items()}
