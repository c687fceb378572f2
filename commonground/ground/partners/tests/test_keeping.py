"""Who may keep and see what of partners, as a truth table; lists agree with it."""

import pytest

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.ground.partners import access, actions, queries
from commonground.ground.partners.models import Practitioner, Role
from commonground.ground.partners.tests.conftest import NOW

EVERYTHING, OWN, NOTHING = "everything", "own", "nothing"

# who: keeps which organisations' teams, people and offers; sees whose people; reads contributions and links
TABLE = {
    "manager": (EVERYTHING, {"in post", "leaver", "police"}, True),
    "county administrator": (OWN, {"in post", "leaver", "police"}, True),
    "police administrator": (NOTHING, {"in post", "police"}, True),
    "county member": (NOTHING, {"in post", "police"}, True),
    "system administrator": (NOTHING, set(), False),
    "leaver": (NOTHING, set(), False),
    "public": (NOTHING, set(), False),
}


@pytest.fixture
def people(cast, bodies):
    """Somebody in post at County, somebody who left it, somebody at Police."""
    grants = {
        "member": ["partners.look-up"],
        "organisation-administrator": [
            "partners.read-own",
            "partners.grant-own",
            "partners.keep-own",
            "partners.look-up",
        ],
    }
    for slug, permissions in grants.items():
        Role.objects.filter(slug=slug).update(permissions=permissions)
    cast.roles["manager"] = Role.objects.create(slug="manager", name="m", permissions=["partners.keep"])
    cast.add("manager", "manager", cast.county)
    county, police = bodies.team(cast.county), bodies.team(cast.police)
    held = {
        "in post": bodies.person(county, "In Post"),
        "leaver": bodies.person(county, "Who Left"),
        "police": bodies.person(police, "At Police"),
    }
    actions.record_leaver(practitioner=held["leaver"], based_on=1, left_on=NOW.date(), by=bodies.by)
    return held


def viewer_of(cast, name):
    return public(NOW) if name == "public" else cast.viewer(name)


@pytest.mark.parametrize("name", TABLE)
def test_people_are_seen_one_by_one_and_in_lists_as_the_table_says(cast, people, name):
    viewer, expected = viewer_of(cast, name), TABLE[name][1]
    listed = {one for one, person in people.items() if person in Practitioner.objects.visible_to(viewer)}
    single = set()
    for one, person in people.items():
        try:
            queries.practitioner(viewer, person.pk)
            single.add(one)
        except NotFound:
            assert one not in expected
    assert (listed, single) == (expected, expected)


@pytest.mark.parametrize("name", TABLE)
def test_contributions_and_links_are_read_as_the_table_says(cast, people, name):
    viewer = viewer_of(cast, name)
    for read in (queries.registers, queries.links, queries.practitioners):
        try:
            read(viewer)
            answered = True
        except Refused:
            answered = False
        assert answered == TABLE[name][2]


@pytest.mark.parametrize("name", TABLE)
def test_teams_people_and_offers_are_kept_as_the_table_says(cast, people, name):
    viewer = viewer_of(cast, name)
    for organisation, own in ((cast.county, name.startswith("county")), (cast.police, name.startswith("police"))):
        keeps = TABLE[name][0] == EVERYTHING or (own and name.endswith("administrator"))
        try:
            access.check_can_keep(viewer, organisation)
            may = True
        except Refused:
            may = False
        assert (may, access.may_keep(viewer, organisation)) == (keeps, keeps), organisation


@pytest.mark.parametrize("name", TABLE)
def test_organisations_contributions_and_links_are_kept_by_the_manager_alone(cast, people, name):
    viewer = viewer_of(cast, name)
    try:
        access.check_can_keep_all(viewer)
        may = True
    except Refused:
        may = False
    assert may == (name == "manager")


@pytest.mark.parametrize(
    ("name", "person", "answer"),
    [
        ("county administrator", "in post", None),
        ("county administrator", "police", Refused),
        ("police administrator", "leaver", NotFound),
        ("county member", "in post", Refused),
        ("manager", "leaver", None),
        ("public", "in post", NotFound),
    ],
)
def test_a_person_is_changed_by_who_keeps_their_organisation_and_unknown_to_who_may_not_see_them(
    cast, people, name, person, answer
):
    def change():
        row = Practitioner.objects.get(pk=people[person].pk)
        actions.change_practitioner(practitioner=row, based_on=row.version, name="Changed", by=viewer_of(cast, name))

    if answer:
        with pytest.raises(answer):
            change()
    else:
        change()
    assert Practitioner.objects.filter(name="Changed").exists() == (answer is None)


def test_an_administrator_gives_no_post_in_somebody_elses_team(cast, people, bodies):
    team, bodies.by = cast.county.teams.get(), cast.viewer("police administrator")
    with pytest.raises(Refused):
        bodies.person(team, "Smuggled")
    assert not Practitioner.objects.filter(name="Smuggled").exists()
