"""The first screen of a site that has no place yet."""

from django.test import Client


def test_a_site_without_a_place_says_how_to_begin(new_site: None) -> None:
    told = Client().get("/").content.decode()
    assert "This site has no place yet" in told
    assert "commonground place new" in told
