"""How a room is written: where time comes from, how a write looks, what a door leaves to others."""

import ast
from collections.abc import Iterator

from commonground.config.house import House
from tests.architecture.source import Source, dotted, package_sources, room_sources, sources

CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "time.monotonic",
    "timezone.now", "timezone.localdate", "timezone.localtime", "Now", "functions.Now",
}  # fmt: skip
SKIPS = {"pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"}
SIGNALS = ("django.db.models.signals", "django.core.signals", "django.dispatch")


def clocks(house: House) -> Iterator[str]:
    """Time is passed in, from `viewer.now`: the same question asked twice has the same answer."""
    for room, source in room_sources(house):
        whole = room.name in ("analysis", "kernel")
        watched = ["queries", "rules"] if room.is_foundation else house.plan["files"]["no_clock"]
        if whole or source.file in watched:
            yield from _clock_calls(source)


def _clock_calls(source: Source) -> Iterator[str]:
    for name, call in source.calls():
        if name in CLOCKS or ".".join(name.split(".")[-2:]) in CLOCKS:
            yield f"{source.where}:{call.lineno} calls {name}(); take the time from the viewer"
        for keyword in call.keywords:
            if keyword.arg in ("auto_now", "auto_now_add"):
                yield f"{source.where}:{call.lineno} uses {keyword.arg}; write the time that the viewer brings"


def keyword_only_actions(house: House) -> Iterator[str]:
    """A write is one function with a name, called by keywords, that says who does it."""
    for room, source in room_sources(house):
        if room.is_foundation or source.file != "actions":
            continue
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef) and _is_write(node):
                if node.args.args or node.args.posonlyargs:
                    yield f"{source.where}:{node.lineno} {node.name}() takes arguments by position; put * first"
                if "by" not in {argument.arg for argument in node.args.kwonlyargs}:
                    yield f"{source.where}:{node.lineno} {node.name}() does not say by whom; add by: Viewer"


def _is_write(function: ast.FunctionDef) -> bool:
    """A use case: it opens the audited transaction or records what it did. What it is made of does neither."""
    calls = {dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    return not function.name.startswith("_") and bool(calls & {"audit.atomic", "audit.record"})


def doors_without_handlers(house: House) -> Iterator[str]:
    """Doors raise; the middleware and the command line turn errors into pages and exit codes, in one place."""
    for room, source in room_sources(house):
        if room.is_foundation or source.file not in house.plan["files"]["doors"]:
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler):
                yield f"{source.where}:{node.lineno} handles an error in a door; let the middleware do it"


def no_signals(house: House) -> Iterator[str]:
    """What happens on a write is read in its action: no signals, no save() of our own, no form that saves."""
    for source in package_sources(house):
        for found in source.imports:
            if found.module.startswith(SIGNALS):
                yield f"{source.where}:{found.line} imports {found.module}; say it in the action"
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef) and source.file in ("models", "forms"):
                for method in node.body:
                    if isinstance(method, ast.FunctionDef) and method.name in ("save", "delete"):
                        yield f"{source.where}:{method.lineno} {node.name} overrides {method.name}(); write an action"
        for name, call in source.calls():
            if name.split(".")[-2:] == ["form", "save"]:
                yield f"{source.where}:{call.lineno} saves a form; give its cleaned data to an action"


def silent_handlers(house: House) -> Iterator[str]:
    """An error is handled, shown or raised, never dropped."""
    for source in package_sources(house):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler) and all(_says_nothing(line) for line in node.body):
                yield f"{source.where}:{node.lineno} drops an error without a word"


def _says_nothing(node: ast.stmt) -> bool:
    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return constant or isinstance(node, ast.Pass | ast.Continue)


def asserting_tests(house: House) -> Iterator[str]:
    """A test that asserts nothing passes for nothing. What it calls in its own file may assert for it."""
    for source in sources(house):
        if source.is_test and source.path.name.startswith("test_"):
            asserting = {function.name for function in source.functions if _asserts(function, set())}
            for function in source.functions:
                if function.name.startswith("test_") and not _asserts(function, asserting):
                    yield f"{source.where}:{function.lineno} {function.name}() asserts nothing"


def _asserts(function: ast.AST, by_way_of: set[str]) -> bool:
    return any(isinstance(node, ast.Assert) or _calls(node, by_way_of) for node in ast.walk(function))


def _calls(node: ast.AST, by_way_of: set[str]) -> bool:
    name = dotted(node.func).split(".")[-1] if isinstance(node, ast.Call) else ""
    telling = name in ("raises", "warns", "fail") or name in by_way_of
    return telling or name.removeprefix("django_").lstrip("_").startswith(("assert", "expect", "check", "to_"))


def no_skipped_tests(house: House) -> Iterator[str]:
    """A test runs, or a fixture says at run time what is absent; nothing is skipped by mark or expected to fail."""
    for source in sources(house):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and dotted(node) in SKIPS:
                yield f"{source.where}:{node.lineno} uses {dotted(node)}"
