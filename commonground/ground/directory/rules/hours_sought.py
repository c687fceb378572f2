"""When somebody can come: the choices of those who look for help."""

from commonground.foundation.kernel.states import Labelled

EVENING = 17  # the hour from which it is evening: after work


class Sought(Labelled):
    """Days are the codes of schedules (RFC 5545)."""

    EVENING = "evening", "In the evening, after 17:00"
    WEEKEND = "weekend", "At the weekend"
    MONDAY = "MO", "On Mondays"
    TUESDAY = "TU", "On Tuesdays"
    WEDNESDAY = "WE", "On Wednesdays"
    THURSDAY = "TH", "On Thursdays"
    FRIDAY = "FR", "On Fridays"
    SATURDAY = "SA", "On Saturdays"
    SUNDAY = "SU", "On Sundays"


def days(sought: Sought) -> tuple[str, ...]:
    """The days of which one will do; none where every day does."""
    if sought is Sought.EVENING:
        return ()
    return ("SA", "SU") if sought is Sought.WEEKEND else (sought.value,)
