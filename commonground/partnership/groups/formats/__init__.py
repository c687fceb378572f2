"""File formats of this room. No Django."""
