# Seatfiller's tasks. `make run` and `make test` do all the set-up that they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ENGINES ?= .engines
# A file's tests stay together: they share what is slow to make. The browser's longest files go first, so that the last
# to be done are short; of the others, the ready build does, and then they go in order.
PYTEST := $(BIN)/pytest -n auto --dist loadfile
IN_ORDER := --no-loadscope-reorder
# `make test-random SEED=1` runs the same order again.
SEED ?= $(shell date +%s)
RANDOM_ORDER := $(IN_ORDER) --random-order-bucket=module --random-order-seed=$(SEED) --hypothesis-profile=random
NONE_PICKED := 5
# What failed among many browsers and processes is tried once more, alone: a fault fails then too.
AGAIN := $(BIN)/pytest --last-failed --last-failed-no-failures none

# Many processes import the same: each would compile it all again, where an image's environment forbids keeping it.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help api fuzz engines soak run ready test test-fast test-random lint types imports check bench realism screenshots browser clean

run: $(VENV)/.installed ## install and start; prints the panel's sign-in link, opens it where there is a desktop
	@SEATFILLER_STARTED_BY=make $(BIN)/seatfiller serve $(ARGS)

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

test: $(VENV)/.dev browser ## everything, in a real Chromium too; ARGS="tests/web -k name" picks
	$(PYTEST) $(IN_ORDER) -m "not browser" $(ARGS) || [ $$? = $(NONE_PICKED) ] || $(AGAIN) -m "not browser" $(ARGS)
	$(PYTEST) -m browser $(ARGS) || [ $$? = $(NONE_PICKED) ] || $(AGAIN) -m browser $(ARGS)

test-fast: $(VENV)/.dev ## all but the browser and the ready build
	$(PYTEST) $(IN_ORDER) -m "not browser and not build" $(ARGS)

test-random: $(VENV)/.dev browser ## everything but the ready build, in a random order and with new examples; SEED=1 repeats one
	$(PYTEST) $(RANDOM_ORDER) -m "not browser and not build" $(ARGS)
	$(PYTEST) $(RANDOM_ORDER) -m browser $(ARGS)

ready: $(VENV)/.dev ## dist/Seatfiller: the program with everything in one folder, for this system; then tries it
	$(BIN)/pyinstaller --noconfirm --log-level WARN packaging/seatfiller.spec
	READY_BUILD=dist/Seatfiller $(BIN)/pytest -q tests/packaging/test_ready_build.py

lint: $(VENV)/.dev ## ruff's rules and its format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy, strictly
	$(BIN)/mypy

imports: $(VENV)/.dev ## no package imports one above it
	$(BIN)/lint-imports

check: lint types imports test ## what CI asks

bench: $(VENV)/.dev ## figures, as ratios beside a peer in the same run
	$(BIN)/python -m benchmarks

realism: $(VENV)/.dev ## the simulated chat beside real ones; ARGS="--real FOLDER" reads logs of yours, ARGS=--keep renews docs/realism.md
	$(BIN)/python -m benchmarks.realism $(ARGS)

api: $(VENV)/.dev ## the table of calls in docs/api.md, of the routes
	$(BIN)/python -m docs.calls

screenshots: $(VENV)/.dev browser ## the pictures in docs/, of the real pages
	$(BIN)/python -m docs.screenshots

fuzz: $(VENV)/.dev ## requests made of the API's description, against a real server, with each credential
	$(BIN)/python -m tests.attacks.fuzz

soak: $(VENV)/.dev ## a thousand requests to services that break in every way
	@$(BIN)/python -m tests.faults.soak 2>/dev/null

engines: $(VENV)/.dev ## OBS's own Chromium builds for the tests, 350 MB; needs npm
	$(BIN)/python -m tests.support.engines $(ENGINES)

browser: $(VENV)/.dev ## a Chromium for the tests: the one on PATH, else Debian's, else Playwright's
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do \
	    command -v $$name >/dev/null 2>&1 && exit 0; done; \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	       && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null; } \
	  || $(BIN)/playwright install chromium

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Seatfiller needs Python 3.11 or newer. If there is one, name it: make run PYTHON=python3.12" >&2; exit 2; }
	@echo "Setting up, once. This takes a minute."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 2; } # half an environment would pass for a whole one

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml requirements-dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.installed

clean: ## away with the environment and what was built
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
