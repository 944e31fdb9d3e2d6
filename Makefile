# Two commands do everything: `make episode` and `make test`. Nothing but python3 >= 3.11 (with venv) and make is assumed.

PYTHON ?= python3
ISSUE  ?= $(firstword $(wildcard examples/*.txt))
BIN    := .venv/bin
PYTEST := $(BIN)/python -m pytest -q
SOURCES := $(shell find src -name '*.py')

# The tests start some hundred processes, which need not compile the sources each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help episode preview serve test test-coqui check fast lint style format jingles clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

episode: .venv/.episode ## render ISSUE= (by default the sample issue) with the default voice, into episodes/ and feed/
	@$(BIN)/make-episode "$(ISSUE)"

preview: .venv/.episode ## the same, then open the local preview page
	@$(BIN)/make-episode "$(ISSUE)" --preview

serve: .venv/.episode ## serve feed/ to podcast apps of this machine
	@$(BIN)/matinale serve

test: .venv/.test ## set up, then pass every check and every test
	@$(MAKE) --no-print-directory -j 2 lint fast
	MATINALE_THREADS=1 $(PYTEST) -m slow --numprocesses auto --dist loadfile --no-loadscope-reorder --durations 15

check: .venv/.test ## the fast tier, for every save; the types of what changed since the last check
	@$(MAKE) --no-print-directory -j 2 .venv/.types style fast

fast: .venv/.test
	$(PYTEST) -m "not slow" --numprocesses auto --dist loadfile

test-coqui: .venv-coqui/.test ## the tests of the Coqui engine, in an environment of its own (torch: 8.5 GB)
	.venv-coqui/bin/python -m pytest -q tests/speech/test_coqui_engine.py tests/speech/test_conformance.py -k coqui -o filterwarnings=default

lint: .venv/.test style ## format, lint, types, layers
	$(BIN)/pyright
	@touch .venv/.types

style: .venv/.test
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/lint-imports --no-logo > .venv/.lint-imports 2>&1 || { cat .venv/.lint-imports; exit 1; }

.venv/.types: .venv/.test $(SOURCES)
	$(BIN)/pyright $(filter %.py,$?)
	@touch $@

format: .venv/.test ## put the code into the house's format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

jingles: .venv/.test ## compose the shipped jingles anew
	$(BIN)/python voices/jingles/compose.py

clean: ## remove the environment and what was rendered (not episodes/ nor feed/)
	rm -rf .venv .venv-coqui .cache dist build

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "matinale needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

.venv/.episode: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[kokoro]'
	@touch $@

.venv/.test: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[kokoro,verify]' --group test --group lint
	@touch $@ .venv/.episode

.venv-coqui/.test: pyproject.toml
	$(PYTHON) -m venv .venv-coqui
	.venv-coqui/bin/python -m pip install --quiet --upgrade pip
	.venv-coqui/bin/python -m pip install --quiet -e '.[coqui]' 'torch==2.9.1' 'torchaudio==2.9.*' --group test
	@touch $@
