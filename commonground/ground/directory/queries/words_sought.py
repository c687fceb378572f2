"""Words that somebody looks for, in what a service says of itself."""

from django.db.models import Q

LOOKED_AT = ("name", "alternate_name", "description", "provider__name")


def sought(words: str, *, to: str = "") -> Q:
    """Every word stands in one of them. `to` leads from the rows to their service, as in "service__"."""
    wanted = Q()
    for word in words.split():
        here = Q()
        for name in LOOKED_AT:
            here |= Q(**{f"{to}{name}__icontains": word})
        wanted &= here
    return wanted
