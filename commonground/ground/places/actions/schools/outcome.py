"""What an import of schools found and did."""

from dataclasses import dataclass

from commonground.foundation.kernel.errors import Problem

SHOWN = 5


@dataclass(frozen=True)
class Aside:
    """Rows that are not wrong and yet not taken: why, how many, and the first few."""

    why: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)

    def __str__(self) -> str:
        more = f" and {self.count - SHOWN} more" if self.count > SHOWN else ""
        return f"{self.count:,} {self.why}: {'; '.join(self.names[:SHOWN])}{more}"


@dataclass(frozen=True)
class ImportedSchools:
    """What an import of schools found and did; after a dry run, what it would do.

    `refused` names rows that are wrong and were left out because the good ones were asked for; `compared` counts
    schools held against another file's place; `notes` are sentences for whoever imports.
    """

    files: int
    rows: int
    schools: int
    new: int
    changed: int
    sets: tuple[str, ...]
    refused: tuple[Problem, ...]
    aside: tuple[Aside, ...]
    notes: tuple[str, ...]
    compared: int
    is_dry_run: bool

    @property
    def unchanged(self) -> int:
        return self.schools - self.new - self.changed

    def as_plain(self) -> dict[str, object]:
        """As a job keeps it and the command line shows it."""
        return {
            "files": self.files,
            "rows": self.rows,
            "schools": self.schools,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "sets": list(self.sets),
            "refused": [str(problem) for problem in self.refused],
            "aside": [{"why": one.why, "count": one.count, "names": list(one.names)} for one in self.aside],
            "notes": list(self.notes),
            "compared": self.compared,
            "is_dry_run": self.is_dry_run,
        }
