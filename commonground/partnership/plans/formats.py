"""Packs of this room: when something counts as at risk."""

import tomllib

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.plans.rules.status import Policy


def read_policy(text: str) -> Policy:
    """packs/status.toml: three whole numbers of days. Raises Invalid, naming what is wrong."""
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"status.toml cannot be read: {error}.") from error
    names = ("soon_days", "quiet_days", "grace_days")
    wrong = [name for name in names if not isinstance(held.get(name), int) or held[name] < 0]
    if wrong:
        raise Invalid(f"status.toml needs a whole number of days for {', '.join(wrong)}.")
    return Policy(**{name: held[name] for name in names})
