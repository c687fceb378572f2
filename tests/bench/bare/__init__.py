"""Bare Django, what ours is held against."""
