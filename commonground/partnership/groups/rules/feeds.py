"""What a key of a calendar is, and what stands for it in the database."""

from hashlib import sha256


def digest_of(key: str) -> str:
    """A key is long and random, so its plain digest cannot be turned back."""
    return sha256(key.encode()).hexdigest()
