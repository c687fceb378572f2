"""Take in a directory that somebody else keeps: what is good, with all the rest in quarantine and told why."""

from collections.abc import Callable, Mapping
from typing import Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.actions.keeping import Keeping, words_of_area
from commonground.ground.directory.actions.placing import Ground, areas_meant, grounds
from commonground.ground.directory.formats.open_referral.documents import Document
from commonground.ground.directory.formats.open_referral.sifting import Bad, Good, Sifted, bad, postcodes_of, sift
from commonground.ground.directory.models import Feed, FeedRun, Quarantined, Service
from commonground.ground.directory.rules.words import Outcome, Source

Tell = Callable[[int, int, str], object]
KEPT_NOTES = 200
LEAST_LEFT = 0.5  # of what was there: a feed that has lost more is taken for broken, not for closed


@audit.atomic()
def import_document(
    *, name: str, address: str = "", is_nightly: bool = False, document: Document, sha256: str, tell: Tell, by: Viewer
) -> FeedRun:
    """Write the services of a document under the name of their feed. The same again changes nothing.

    Raises Refused. What cannot be taken is in the quarantine of the run; nothing of it is written elsewhere.
    """
    access.check_can_import(by)
    feed = _feed(name, address, is_nightly=is_nightly)
    tell(0, len(document.services), "Checking")
    sifted = sift(document)
    known = placed(sifted, by)
    keeping = Keeping(feed, by.now, known, areas_said(sifted, by))
    counts = _write(sifted, keeping, tell=tell, by=by)
    notes = [*document.notes, *_disagreements(document), *keeping.notes]
    settled = settled_before(feed, [one.sha256 for one in sifted.bad])
    gone = _let_go(feed, sifted, settled, notes, by)
    run = FeedRun.objects.create(
        feed=feed,
        started_at=by.now,
        layout=document.layout,
        version_named=document.version,
        sha256=sha256,
        declared=document.declared,
        read=len(document.services),
        quarantined=len(sifted.bad),
        gone=gone,
        notes=notes[:KEPT_NOTES],
        **counts,
    )
    Quarantined.objects.bulk_create([_quarantined(run, one, settled.get(one.sha256)) for one in sifted.bad])
    if feed.failed_at is not None:
        change(feed, based_on=feed.version, failed_at=None, failure="")
    audit.record("directory imported", by=by, about=feed, details={**counts, "quarantined": run.quarantined})
    return run


def _feed(name: str, address: str, *, is_nightly: bool) -> Feed:
    """The feed of that name. Raises Invalid where the address is read under another name."""
    if is_nightly and not address:
        raise Invalid("Nothing was imported.", [Problem("Only an address can be read every night.")])
    other = Feed.objects.filter(address=address).exclude(name=name).first() if address else None
    if other is not None:
        raise Invalid(
            "Nothing was imported.", [Problem(f"This address is read as “{other}” already.", "Use its name.")]
        )
    source = Source.ADDRESS if address else Source.FILE
    feed, is_new = Feed.objects.get_or_create(
        name=name, defaults={"source": source, "address": address, "is_nightly": is_nightly}
    )
    if not is_new and address and (feed.address, feed.is_nightly) != (address, is_nightly or feed.is_nightly):
        change(feed, based_on=feed.version, address=address, is_nightly=is_nightly or feed.is_nightly, source=source)
    return feed


def placed(sifted: Sifted, by: Viewer) -> dict[str, Ground]:
    """Where each postcode lies; services with one that nobody knows go to the bad."""
    asked = {good.record.public_id: list(postcodes_of(good.record)) for good in sifted.good}
    known = grounds((code for listed in asked.values() for _, code in listed), on=by.today)
    kept: list[Good] = []
    for good in sifted.good:
        wrong = [
            Problem(found.what, found.do, where=address.place)
            for address, code in asked[good.record.public_id]
            if (found := known[code].problem) is not None
        ]
        if wrong:
            sifted.bad.append(bad(good.record.place, good.raw, wrong))
        else:
            kept.append(good)
    sifted.good = kept
    return known


def areas_said(sifted: Sifted, by: Viewer) -> dict[tuple[str, ...], Any]:
    texts = {words_of_area(one) for good in sifted.good for one in good.record.all_within("service_area")}
    return areas_meant((text for text in texts if text), on=by.today)


def _write(sifted: Sifted, keeping: Keeping, *, tell: Tell, by: Viewer) -> dict[str, int]:
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for done, good in enumerate(sifted.good, start=1):
        outcome = _write_one(good, keeping, sifted, by)
        if outcome:
            counts[outcome] += 1
        if done % 100 == 0:
            tell(done, len(sifted.good), "Writing services")
    return counts


def _write_one(good: Good, keeping: Keeping, sifted: Sifted, by: Viewer) -> str:
    """One service, or nothing of it: "" where it went to the bad."""
    met = dict(keeping.met)
    try:
        with audit.atomic():
            service, outcome = keeping.service(good.record, good.content)
            if outcome != "unchanged":
                audit.record(f"service {outcome} by a feed", by=by, about=service, details={"content": good.content})
            return outcome
    except Invalid as wrong:
        keeping.met = met  # what was written for it is undone
        sifted.bad.append(bad(good.record.place, good.raw, wrong.problems))
        return ""


def _disagreements(document: Document) -> list[str]:
    if document.declared is None or document.declared == len(document.services):
        return []
    return [f"It says that it holds {document.declared:,} services, and holds {len(document.services):,}."]


def _let_go(feed: Feed, sifted: Sifted, settled: Mapping[str, Quarantined], notes: list[str], by: Viewer) -> int:
    """Mark what is no longer in the feed. What is in quarantine is still in it."""
    held = Service.objects.filter(feed=feed, gone_on=None, is_kept_here=False)
    before = held.count()
    names = {one.record.public_id for one in sifted.good} | set(_ids(sifted.bad))
    corrected = {one.service_id for one in settled.values()}  # their id may be what was wrong
    gone = [one for one in held if one.public_id not in names and one.pk not in corrected]
    if gone and before - len(gone) < before * LEAST_LEFT:
        notes.append(f"{len(gone):,} of {before:,} services are not in it any more. They are kept: look at the feed.")
        return 0
    for one in gone:
        change(one, based_on=one.version, gone_on=by.today)
        audit.record("service gone from its feed", by=by, about=one)
    return len(gone)


def _ids(rows: list[Bad]) -> set[Any]:
    said = [str(one.raw.get("id")) for one in rows if isinstance(one.raw, dict)]
    return set(
        Service.objects.filter(public_id__in=[one for one in said if _is_id(one)]).values_list("public_id", flat=True)
    )


def _is_id(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4 and all(one in "0123456789abcdefABCDEF-" for one in text)


def settled_before(feed: Feed, hashes: list[str]) -> dict[str, Quarantined]:
    """What somebody did with exactly these rows when the feed was read before, by their hash."""
    rows = Quarantined.objects.filter(run__feed=feed, sha256__in=hashes).exclude(outcome=Outcome.WAITS)
    return {one.sha256: one for one in rows.order_by("settled_at")}


def _quarantined(run: FeedRun, one: Bad, settled: Quarantined | None) -> Quarantined:
    problems = [str(problem)[:500] for problem in one.problems[:50]]
    row = Quarantined(
        run=run,
        place=one.place,
        name=one.name,
        problems=problems,
        raw=one.raw,
        sha256=one.sha256,
        is_confidential=one.is_confidential,
    )
    if settled is not None:
        for name in ("outcome", "settled_at", "settled_by", "reason", "service_id"):
            setattr(row, name, getattr(settled, name))
    return row
