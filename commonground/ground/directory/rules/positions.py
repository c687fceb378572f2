"""Whether coordinates lie where services of this country can."""

SOUTH, NORTH = 49.0, 61.5
WEST, EAST = -9.5, 2.5
DO = "Give latitude (49 to 61.5) and longitude (-9.5 to 2.5) in degrees of WGS84."


def what_is_wrong(latitude: float | None, longitude: float | None) -> str:
    """Why two coordinates are none here, in a sentence; "" where they are, or where there are none."""
    if latitude is None and longitude is None:
        return ""
    if latitude is None or longitude is None:
        return "has only one of latitude and longitude."
    if _is_here(latitude, longitude):
        return ""
    if _is_here(longitude, latitude):
        return f"has latitude and longitude swapped: {latitude:g}, {longitude:g}."
    if (latitude, longitude) == (0, 0):
        return "has 0, 0, which is in the Gulf of Guinea."
    return f"lies at {latitude:g}, {longitude:g}, which is outside of Britain."


def _is_here(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST
