"""What lists of this room have alike."""

from django.http import HttpRequest

ON_A_PAGE = 50


def without_page(request: HttpRequest) -> str:
    """What the address asks for, without which page of it: for the links to the list as a file."""
    rest = request.GET.copy()
    rest.pop("page", None)
    return f"?{rest.urlencode()}" if rest else ""
