"""Record what was done and what was seen. `from commonground.foundation.audit import actions as audit`."""

from commonground.foundation.audit.actions.recording import atomic, is_open, record
from commonground.foundation.audit.actions.writing import Unwritable

__all__ = ["Unwritable", "atomic", "is_open", "record"]
