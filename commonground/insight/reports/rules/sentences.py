"""What the record says, in plain words: counts with what they are of, no share without its base."""

from collections.abc import Sequence


def counted(number: int, one: str, several: str = "") -> str:
    """“1 meeting”, “3 meetings”, “no meetings”."""
    many = several or f"{one}s"
    return f"no {many}" if number == 0 else f"1 {one}" if number == 1 else f"{number} {many}"


def out_of(part: int, whole: int, one: str) -> str:
    """“3 of the 4 meetings”, “all 4 meetings”, “the one meeting”, “none of the 4 meetings”."""
    if part == whole:
        return f"the one {one}" if whole == 1 else f"all {whole} {one}s"
    return f"{part or 'none'} of the {counted(whole, one)}"


def listed(names: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."
