#!/bin/sh
# Install the locked packages, and this project so that it can be edited, into the virtual environment named as the first
# argument. uv is quick and is tried first; pip follows where uv cannot reach the packages, because the package index that
# this machine is to use may be written in pip's own configuration, which uv does not read (docs/decisions/0003).
set -eu
venv=$1
python=${PYTHON:-python3}
log=$venv/install.log

say() { echo "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "Common Ground needs Python 3.11 or newer, but $python is $("$python" --version 2>&1 || echo missing)."
    say "Name another one, for example: make setup PYTHON=python3.12"
    exit 1
}
if ! [ -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --clear "$venv" || {
        say "A virtual environment could not be made in $venv. On Debian and Ubuntu install python3-venv first."
        exit 1
    }
fi
: >"$log"

with_uv() {
    "$venv/bin/python" -m pip install --quiet --require-hashes -r requirements/uv.txt >>"$log" 2>&1 &&
        VIRTUAL_ENV=$venv "$venv/bin/uv" pip sync --quiet --compile-bytecode --require-hashes requirements/development.txt >>"$log" 2>&1
}

with_pip() {
    "$venv/bin/python" -m pip install --quiet --no-deps --require-hashes -r requirements/development.txt >>"$log" 2>&1
}

with_uv || with_pip || {
    say "The packages could not be installed. The end of $log says:"
    tail -n 15 "$log" >&2
    exit 1
}
# setuptools, which builds the project, is one of the locked packages: nothing is downloaded here.
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable . >>"$log" 2>&1 || {
    say "The project itself could not be installed. The end of $log says:"
    tail -n 15 "$log" >&2
    exit 1
}
