"""Every contract by name, in the order in which they are reported."""

from collections.abc import Callable, Iterable

from commonground.config.house import House
from tests.architecture.contracts import habits, imports, pages, rooms, running, size, words

Contract = Callable[[House], Iterable[str]]

# Read from the files alone.
WRITTEN: dict[str, Contract] = {
    "no private file of another room": rooms.private_files,
    "no hidden import": rooms.hidden_imports,
    "a room has the listed files": rooms.layout,
    "a room's __init__ is empty": rooms.empty_inits,
    "one migration a number": rooms.migration_numbers,
    "files of at most 400 lines": size.files,
    "functions of at most 50 lines": size.functions,
    "no dumping grounds": size.dumping_grounds,
    "no clock in rules, queries and analysis": habits.clocks,
    "a write is keyword-only and says by whom": habits.keyword_only_actions,
    "doors do not handle errors": habits.doors_without_handlers,
    "no signals and no save() of our own": habits.no_signals,
    "no silent handlers": habits.silent_handlers,
    "every test asserts": habits.asserting_tests,
    "no test is skipped by mark": habits.no_skipped_tests,
    "templates hold no script, style or unescaped text": pages.templates,
    "markup is built with format_html": pages.trusted_text,
}
# Need the site loaded.
LOADED: dict[str, Contract] = {
    "no foreign key upwards": running.foreign_keys,
    "every URL has an access rule": running.access_rules,
    "config composes every room": running.composition,
    "templates can be read and link to what there is": running.compiled_templates,
    "migrations are current": running.migrations,
    "every model of practice has visible_to": running.visible_lists,
}
# Needs git.
TRACKED: dict[str, Contract] = {"no forbidden words": words.forbidden_words}

CONTRACTS: dict[str, Contract] = {**WRITTEN, **LOADED, **TRACKED}


def violations(house: House, contracts: dict[str, Contract] | None = None) -> dict[str, list[str]]:
    """What each contract, those of import-linter first, finds wrong."""
    chosen = CONTRACTS if contracts is None else contracts
    return {**imports.violations(house), **{name: _found(contract, house) for name, contract in chosen.items()}}


def _found(contract: Contract, house: House) -> list[str]:
    """A site that cannot be loaded breaks the contracts that need it loaded, not the report of the others."""
    try:
        return list(contract(house))
    except ImportError as error:
        return [f"cannot be checked, because the site cannot be loaded: {error}"]
