# Common Ground. Each target does what is still to do and is quiet where there is nothing to do.
#   make run PLACE=plymouth     another example place, or the folder of your own, in a home of its own
#   make PYTHON=python3.12 …   another Python        make run PORT=8001   another port
#   make test ARGS="-k footprint"                    COMMONGROUND_HOME=… make run   another folder for the data

PYTHON ?= python3
PORT ?= 8000
PLACE ?=
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
# Checks read the code, never somebody's data: this folder is not made.
READING := COMMONGROUND_DEMO=1 COMMONGROUND_HOME=$(VENV)/no-data

# Python keeps what it compiled, even where a machine says not to: every start takes half as long.
unexport PYTHONDONTWRITEBYTECODE

# Each place has a home of its own; without a name it is ./var itself.
HOME_OF_PLACE := $(if $(PLACE),./var/$(notdir $(patsubst %/,%,$(PLACE))),./var)

DESIGN := commonground/foundation/design

.PHONY: help setup spark run test check fix bench assets clean room
.PHONY: free-port check-format check-lint check-types check-contracts check-reference
.DELETE_ON_ERROR:

help:
	@echo "make setup   install what it needs into $(VENV)"
	@echo "make run     set up, then open an example place on http://localhost:$(PORT)"
	@echo "make test    run the tests"
	@echo "make check   format, lint, types, contracts, generated pages; reads only"
	@echo "make fix     mend format and lint, regenerate docs/reference"
	@echo "make bench   measure; prints ratios and writes bench.json in the home"
	@echo "make assets  compile style sheets and scripts"
	@echo "make room WING=partnership NAME=bulletins   start a room: docs/how-to/add-a-room.md"
	@echo "make spark   install Apache Spark too: docs/how-to/prepare-figures-on-spark.md"
	@echo "make clean   remove what make made; the data stays"

setup: $(INSTALLED)
	@:

spark: $(VENV)/spark
	@:

# The build itself looks whether there is anything to do.
assets: $(INSTALLED)
	@$(READING) $(BIN)/python -m commonground.foundation.design.build

run: free-port
	@$(MAKE) --no-print-directory assets
	@COMMONGROUND_DEMO=$${COMMONGROUND_DEMO-1} COMMONGROUND_HOME="$${COMMONGROUND_HOME:-$(HOME_OF_PLACE)}" \
	exec $(BIN)/commonground run --port $(PORT) $(if $(PLACE),--place "$(PLACE)")

test: assets
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: check-format check-lint check-types check-contracts check-reference

check-format: setup
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not formatted: make fix"; exit 1; }

# Without its cache: which imports are ours depends on files that the cache does not look at.
check-lint: setup
	@$(BIN)/ruff check --quiet --no-cache .

check-types: setup
	@$(READING) $(BIN)/mypy --no-error-summary commonground tests/architecture tests/bench

check-contracts: setup
	@$(READING) $(BIN)/python -m tests.architecture

check-reference: setup
	@$(READING) $(BIN)/python -m commonground.config.reference --check

fix: setup
	@$(BIN)/ruff check --quiet --no-cache --fix . || true
	@$(BIN)/ruff format --quiet .
	@$(READING) $(BIN)/python -m commonground.config.reference

bench: assets
	@$(BIN)/python -m tests.bench $(ARGS)

room: setup
	@$(BIN)/python -m tests.architecture.new_room $(WING) $(NAME) $(NOUN)

clean:
	@rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@rm -rf node_modules var/assets $(DESIGN)/static/design $(DESIGN)/fonts
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Before anything slow.
free-port:
	@case "$(PORT)" in *[!0-9]* | "") echo "PORT=$(PORT) is not a number."; exit 1 ;; esac >&2
	@$(PYTHON) -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
	s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null || { echo "Port $(PORT) is taken by another program. Stop that one, \
	or choose another port: make run PORT=$$(($(PORT) + 1))"; exit 1; } >&2

# As locked, without its dependencies being looked up; it is built here, because no built package is published.
$(VENV)/spark: $(INSTALLED) requirements/spark.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --require-hashes -r requirements/spark.txt
	@touch $@

$(INSTALLED): requirements/development.txt requirements/uv.txt pyproject.toml
	@PYTHON="$(PYTHON)" sh requirements/install.sh $(VENV)
	@touch $@
