"""Addresses of figures of one's own: a file and a row of another organisation are nobody's business."""

from collections.abc import Mapping

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work.models import Job
from commonground.ground.evidence.actions import own
from commonground.ground.evidence.actions.own import taking
from commonground.ground.evidence.models import OwnSeries, OwnUpload
from commonground.ground.evidence.queries import own as queries
from commonground.ground.evidence.rules.own import Reading, UploadState
from commonground.ground.evidence.tests.owning import defined
from commonground.ground.partners import queries as partners
from commonground.ground.partners.models import Account, Membership, Organisation, Role
from tests.security.routes import Route
from tests.world import OTHER_ORGANISATION, SINCE, World

KEEPERS = frozenset({"analyst", "locality-manager", "organisation-administrator"})
ANALYST = frozenset({"analyst"})  # looks after the figures of every organisation
HIDDEN_OR_REFUSED = frozenset({403, 404})
FAULTY = b"District,Financial year,Families\nAshfield,2023/24,kept cell\nBassetlaw,2023/24,7\n"
GOOD = b"District,Financial year,Families\nAshfield,2023/24,12\n"


def example(world: World) -> Mapping[str, object]:
    return {"slug": OwnSeries.objects.earliest("made_at").dataset_id}


def _viewer(world: World, who: str) -> Viewer:
    return partners.viewer_for(world.account(who), session="routes", now=timezone.now())


def _others(world: World) -> OwnSeries:
    """A figure of another organisation, which only those of that organisation and analysts may know of."""
    found = OwnSeries.objects.filter(organisation__slug=OTHER_ORGANISATION).first()
    if found is not None:
        return found
    body = Organisation.objects.get(slug=OTHER_ORGANISATION)
    name = "Keeper of the police"
    account = Account.objects.create(email="keeper@tests.example.org", name=name, is_invented=True)
    Membership.objects.create(
        account=account, role=Role.objects.get(slug="locality-manager"), organisation=body, starts_on=SINCE
    )
    by = partners.viewer_for(account, session="routes", now=timezone.now())
    about = defined(name="Counted by the police")
    return own.start_series(organisation=body.name, about=about, by=by)


def _file(world: World, series: OwnSeries, content: bytes, name: str) -> OwnUpload:
    found = OwnUpload.objects.filter(series=series, filename=name, state=UploadState.CHOSEN).first()
    by = _viewer(world, "analyst")
    return found or own.hand_in(series=series, filename=name, content=content, by=by)


def _checked(world: World, series: OwnSeries, content: bytes, name: str) -> OwnUpload:
    found = OwnUpload.objects.filter(series=series, filename=name, state=UploadState.CHECKED).first()
    if found is not None:
        return found
    by = _viewer(world, "analyst")
    upload = _file(world, series, content, name)
    plain = {**queries.reading_of(upload).as_plain(), "place": "area", "rows_are": "counts"}
    reading = Reading.from_plain({**plain, "columns": {"place": 0, "period": 1, "count": 2}})
    own.read_as(upload=upload, based_on=upload.version, reading=reading, by=by)
    Job.objects.filter(name=own.CHECK).delete()
    return taking.check_upload(upload=queries.upload(by, upload.pk), by=by)


def _quarantined(world: World, series: OwnSeries) -> Mapping[str, object]:
    by = _viewer(world, "analyst")
    found = OwnUpload.objects.filter(series=series, state=UploadState.TAKEN, quarantined__state="waiting").first()
    if found is None:
        upload = _checked(world, series, FAULTY, "faulty.csv")
        own.take(upload=upload, based_on=upload.version, only_good=True, by=by)
        Job.objects.filter(name=own.TAKE).delete()
        upload = queries.upload(by, upload.pk)
        taking.release_upload(upload=upload, version=upload.version, by=by)
        found = upload
    return {"pk": found.pk, "number": 2}


def _of(kind: str, *, own_organisation: bool, world: World) -> Mapping[str, object]:
    series = OwnSeries.objects.earliest("made_at") if own_organisation else _others(world)
    if kind == "chosen":
        return {"pk": _file(world, series, GOOD, "chosen.csv").pk}
    if kind == "checked":
        return {"pk": _checked(world, series, FAULTY, "faulty-too.csv").pk}
    return _quarantined(world, series)


def of_file(name: str, kind: str, *, tells: tuple[str, ...] = (), method: str = "get", **more: object) -> list[Route]:
    """The address as those of the organisation and as others meet it."""
    extra = {key: value for key, value in more.items() if key != "arguments"}
    added = more.get("arguments", {})
    assert isinstance(added, dict)
    return [
        Route(
            name,
            KEEPERS if is_own else ANALYST,
            lambda world, is_own=is_own: {**_only(kind, _of(kind, own_organisation=is_own, world=world)), **added},  # type: ignore[misc]  # bound at once
            otherwise=HIDDEN_OR_REFUSED,
            method=method,
            tells=tells,
            note="own" if is_own else "other agency",
            **extra,  # type: ignore[arg-type]  # fields of a route
        )
        for is_own in (True, False)
    ]


def _only(kind: str, found: Mapping[str, object]) -> Mapping[str, object]:
    return {"pk": found["pk"]} if kind == "waiting" else found


UNSAID = frozenset({422})
OWN_ROUTES = [
    Route("evidence:own", KEEPERS, tells=("Families at drop-in sessions",)),
    Route("evidence:own-new", KEEPERS),
    Route("evidence:own-series", KEEPERS, example, otherwise=HIDDEN_OR_REFUSED, tells=("Choose the file",)),
    Route(
        "evidence:own-series", ANALYST, lambda world: {"slug": _others(world).dataset_id},
        otherwise=HIDDEN_OR_REFUSED, note="other agency",
    ),
    Route("evidence:own-change", KEEPERS, example, otherwise=HIDDEN_OR_REFUSED),
    *of_file("evidence:own-file", "checked", tells=("kept cell",)),
    *of_file("evidence:own-columns", "chosen", tells=("chosen.csv",)),
    *of_file("evidence:own-progress", "chosen"),
    *of_file("evidence:own-faults", "checked", arguments={"suffix": "csv"}),
    *of_file("evidence:own-take", "checked", method="post", answers=UNSAID),
    *of_file("evidence:own-quarantine", "waiting", tells=("kept cell",)),
    *of_file("evidence:own-row", "row", tells=("kept cell",)),
    *of_file("evidence:own-take-corrected", "waiting", method="post", answers=UNSAID),
    *of_file("evidence:own-leave-row", "row", method="post"),
    *of_file("evidence:own-discard", "chosen", method="post"),
]  # fmt: skip
