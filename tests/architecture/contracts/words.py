"""Words that must not be committed: what ties the project to one machine, and what puts work off."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from commonground.config.house import House

# Written so that this file does not find itself.
BANNED = {
    r"\b(TO[D]O|FIX[M]E|X{3}|HAC[K])\b": "puts work off; do it, or write an issue",
    r"(?<![\w.<{$])/(wor[k]|roo[t]|tm[p]|hom[e])/": "names a path of one machine",
    r"https?://[^\s\"']*(/simpl[e]\b|artifactor[y]|pyp[i]\.org|registr[y]\.npmjs)": "names a package index",
    r"^(<{7}|>{7}) ": "is the mark of an unfinished merge",
}
PATTERNS = {re.compile(pattern): why for pattern, why in BANNED.items()}
# A checker may be silenced for one rule, on one line, with the reason on that line.
SILENCED = re.compile(r"#\s*(no[q]a|type:\s*ig[n]ore)(?P<code>:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[\w,\s-]+\])?")
REASON = re.compile(r"#?\s*\w+(\s+\S+)+")
TEXT = {
    ".py", ".html", ".css", ".scss", ".js", ".md", ".toml", ".txt", ".cfg", ".csv", ".json", ".in", ".yml", ".typ", "",
}  # fmt: skip


def forbidden_words(house: House) -> Iterator[str]:
    """Over what git tracks, and over new files that it does not ignore."""
    for path in _tracked(house):
        if path.suffix in TEXT and path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                for why in _banned(line):
                    yield f"{path.relative_to(house.root).as_posix()}:{number} {why}"


def _banned(line: str) -> Iterator[str]:
    yield from (why for pattern, why in PATTERNS.items() if pattern.search(line))
    silenced = SILENCED.search(line)
    if silenced:
        around = [line[silenced.end() :], line[: silenced.start()].partition("#")[2]]
        if not silenced["code"] or not any(REASON.search(text) for text in around):
            yield "silences a checker without naming the rule, or without a reason on the line"


def _tracked(house: House) -> Iterator[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=house.root, capture_output=True, text=True, check=True).stdout
    return (house.root / name for name in listed.splitlines())
