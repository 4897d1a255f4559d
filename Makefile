# `make` alone lists what can be done. Needs: python3 (3.11 or newer) with venv and pip, and make.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# Nothing that is done here is done to a real installation.
unexport RELATING_HOME
# What Python compiled is kept: tests start a command hundreds of times, and each would compile Django anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
HASHED := --require-hashes --quiet
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

# A target that needs a file which is not there yet says so and goes on.
only_with = @if [ ! -e $(1) ]; then echo "$@: there is no $(1) yet."; else $(2); fi

.PHONY: help
help: ## This text
	@echo "Relating: the shared working record of Interpersonal Therapy"
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24
	@echo
	@echo "Environment, all of it optional"
	@echo "  PYTHON            the Python to start from (python3)"
	@echo "  TESTS             what make test and make quick run (everything)"
	@echo "  PROCESSES         how many at a time in make test (2)"
	@echo "  SCALE             cases, people and seconds of make bench-scale (10000 200 120)"
	@echo "  RELATING_CHROMIUM the browser for the browser tests (the first one found)"
	@echo "  RELATING_BROWSER  'required' makes a missing browser a failure instead of a skip"
	@echo "  RELATING_NGINX, RELATING_CADDY: the web servers that the recipes are tried with (the first found)"
	@echo "  RELATING_LONG     '1' tries every page, size and random case, as make faults does, where else a share is tried"
	@echo "  RELATING_SHORT    '1' makes measurements and fault rigs take minutes, not hours"

.PHONY: install
install: $(STAMP) ## Put everything into .venv (every other target does this by itself)

$(STAMP): pyproject.toml requirements/uv.txt requirements/run.txt requirements/dev.txt
	@echo "Installing into .venv ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check $(HASHED) -r requirements/uv.txt
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install $(HASHED) -r requirements/run.txt -r requirements/dev.txt
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: run
run: $(STAMP) ## Open a demo clinic with made-up people in your browser
	@$(BIN)/relating demo

# The share of lines and branches, in hundredths, that tests must run: of the whole program by all
# tests without a browser, and of the rooms without Django by their own plain examples.
FLOOR := 94
PURE_FLOOR := 97
PURE := case engine exchange pictures simulate

comma := ,
space := $(subst ,, )

# measured,FILE,WHAT: run tests and keep in FILE which lines they ran. What they start counts too. In one
# process: a worker of pytest-xdist that is slow to write its figures down is ended without them.
define measured
	@mkdir -p $(dir $(1)) && rm -f $(1) $(1).*
	@COVERAGE_FILE=$(1) $(BIN)/coverage run -m pytest -q --no-header $(2)
	@COVERAGE_FILE=$(1) $(BIN)/coverage combine --quiet
endef

TESTS ?= tests
PROCESSES ?= 2

.PHONY: test
test: $(STAMP) ## All tests; those in a browser where a Chromium is found
	@$(BIN)/pytest -n $(PROCESSES) --dist loadgroup --ignore=tests/faults $(TESTS)

# In a short run those rooms alone whose code speaks to a database.
ON_SERVER := $(if $(filter 1,$(RELATING_SHORT)),tests/journal tests/people tests/vault,$(TESTS))

.PHONY: test-postgresql
test-postgresql: $(STAMP) ## The same tests on a PostgreSQL server, which is begun for them (Debian's: postgresql)
	@$(BIN)/python -m tests.cluster $(BIN)/pytest -n $(PROCESSES) --dist loadgroup -m "not browser" \
	  --ignore=tests/faults $(ON_SERVER)

.PHONY: coverage
coverage: $(STAMP) ## Which lines the tests without a browser run; fails below the floor
	$(call measured,.cache/coverage,-m "not browser" --ignore=tests/faults $(TESTS))
	@$(BIN)/coverage report --fail-under=$(FLOOR)

.PHONY: quick
quick: $(STAMP) ## The tests without a browser and without the slow ones
	@$(BIN)/pytest -m "not slow and not browser" $(TESTS)

.PHONY: check
check: $(STAMP) ## Style, types, imports, templates, scripts, migrations, settings, the house, what plain tests run
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/oxlint relating
	@if [ -d relating/web/templates ]; then \
	  git ls-files 'relating/*.html' | xargs -r $(BIN)/djade --check; \
	  $(BIN)/djlint --lint --quiet relating/web/templates; fi
	@$(BIN)/django-admin makemigrations --check --dry-run
	@$(BIN)/django-admin check --fail-level WARNING
	$(call measured,.cache/coverage-pure,-m "not slow and not hypothesis" $(PURE:%=tests/%) tests/test_examples.py)
	@COVERAGE_FILE=.cache/coverage-pure $(BIN)/coverage report --format=total \
	  --include='$(subst $(space),$(comma),$(PURE:%=relating/%/*))' --fail-under=$(PURE_FLOOR)
	@$(BIN)/pytest --quiet tests/test_house*.py

check: export DJANGO_SETTINGS_MODULE := relating.settings

.PHONY: format
format: $(STAMP) ## Put code and templates into the house's form
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format
	@git ls-files 'relating/*.html' | xargs -r $(BIN)/djade || true

.PHONY: bench
bench: $(STAMP) ## Measure speed, and write the figures down
	$(call only_with,bench/__main__.py,$(BIN)/python -m bench)

.PHONY: bench-scale
bench-scale: $(STAMP) ## Measure ten thousand cases and two hundred people at work, on PostgreSQL behind Caddy
	@$(BIN)/python -m bench.scale $(SCALE)

.PHONY: bench-start
bench-start: $(STAMP) ## Measure how long a fresh clone takes to its first page (needs the network)
	@$(BIN)/python -m bench.start

.PHONY: bench-backup
bench-backup: $(STAMP) ## Measure how long a backup of 100 MB takes, and the way back
	@$(BIN)/python -m bench.backup

.PHONY: bench-alliance
bench-alliance: $(STAMP) ## Measure how often the rules for a dip are right, and what a pleasing client hides
	@$(BIN)/python -m bench.alliance

.PHONY: bench-patterns
bench-patterns: $(STAMP) ## Measure how often pattern discovery is right, on cases of known truth
	$(call only_with,bench/patterns.py,$(BIN)/python -m bench.patterns)

.PHONY: bench-discovery
bench-discovery: $(STAMP) ## Measure how long patterns are looked for in one case, and in ten thousand
	@$(BIN)/python -m bench.discovery

.PHONY: bench-slow
bench-slow: $(STAMP) ## Measure how soon the client's pages stand on a slow connection, in Chromium
	$(call only_with,bench/slow.py,$(BIN)/python -m bench.slow)

.PHONY: bench-people
bench-people: $(STAMP) ## Measure the map of forty people and two years: its pages, a move on it, and networks
	$(call only_with,bench/people.py,$(BIN)/python -m bench.people 2>/dev/null)

.PHONY: bench-changed
bench-changed: $(STAMP) ## Measure how often a sentence of change is said where nothing changed, and where something did
	$(call only_with,bench/changed.py,$(BIN)/python -m bench.changed)

.PHONY: bench-book
bench-book: $(STAMP) ## Measure how long a book of forty pages takes to become a PDF
	$(call only_with,bench/book.py,$(BIN)/python -m bench.book)

.PHONY: faults
faults: $(STAMP) ## Kill, cut the power, fill the disk: nothing acknowledged is lost; plant faults: tests notice
	@if [ "$${RELATING_SHORT:-}" = 1 ]; then $(BIN)/pytest -n $(PROCESSES) -rP tests/faults; \
	else $(BIN)/pytest -s tests/faults && RELATING_LONG=1 $(MAKE) --no-print-directory test; fi

.PHONY: shots
shots: $(STAMP) ## Take the pictures of the guide again, in a real browser
	$(call only_with,docs/guide/shots.py,$(BIN)/python docs/guide/shots.py)

.PHONY: schema
schema: $(STAMP) ## Write docs/method/case.schema.json from the types of a case
	@$(BIN)/python -c "from pathlib import Path; from relating.case.file.case_file import write_schema; \
	  write_schema(Path('docs/method/case.schema.json'))"

.PHONY: messages
messages: $(STAMP) ## Write down everything that pages and lists say, and bring every language up to it
	@$(BIN)/python -m messages

.PHONY: requirements
requirements: $(STAMP) ## Pin the newest versions of what requirements/*.in name
	@for list in uv run dev; do $(COMPILE) --upgrade requirements/$$list.in -o requirements/$$list.txt; done

.PHONY: clean
clean: ## Remove the environment and everything that tools left behind (never a clinic's data)
	@rm -rf .venv build dist *.egg-info .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache bench/out test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
