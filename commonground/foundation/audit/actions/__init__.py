"""Record what was done and what was seen. `from commonground.foundation.audit import actions as audit`."""

from commonground.foundation.audit.actions.erasing import erase_content
from commonground.foundation.audit.actions.recording import atomic, is_open, record
from commonground.foundation.audit.actions.seeing import Seen, export, refused, shown, write_shown
from commonground.foundation.audit.actions.terms import take_terms
from commonground.foundation.audit.actions.writing import Unwritable

__all__ = [
    "Seen",
    "Unwritable",
    "atomic",
    "erase_content",
    "export",
    "is_open",
    "record",
    "refused",
    "shown",
    "take_terms",
    "write_shown",
]
