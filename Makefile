# Needs python3 (3.11 or newer), git and make; the rest is brought by tools/bootstrap.py.
# The settings of every tool are in pyproject.toml.

PYTHON ?= python3
# Tests are spread over this many processes; `make test WORKERS=0` runs them in one.
WORKERS ?= auto

BIN := .venv/bin
LOCALE := resources/locale
MESSAGES := $(LOCALE)/edo.pot

# Without cached bytecode every start of the program compiles it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: env demo test check run bench messages pins clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make demo      play four days of sample offices into demo-out/ and open the client on one"
	@echo "make test      everything that must hold: format, lint, types, imports, tests"
	@echo "make check     the quick half of it"
	@echo "make soak      random histories of workplaces over a failing share; SEEDS= how many"
	@echo "make soak-kills  races for numbers and kills of programs at one share, by the hundred"
	@echo "make snapshots keep how every page looks now, and print sheets of them to look at"
	@echo "make test-carriers  the share on a real Samba and on two real Syncthings (installs them)"
	@echo "make run       open the client"
	@echo "make handbook  take the pictures of the user's handbook anew"
	@echo "make bench     measure; one JSON line each"
	@echo "make bundle    the program as one folder that needs no Python, and its smoke test"
	@echo "make messages  collect the texts to translate"
	@echo "make pins      choose the newest versions of all libraries that pyproject.toml allows"
	@echo "make env       the environment in .venv and nothing else"
	@echo "make clean     remove what can be made again, but not the environment"

env:
	@$(PYTHON) tools/bootstrap.py run

demo:
	@$(PYTHON) tools/bootstrap.py run --windows
	@$(BIN)/edo demo demo-out
	@$(BIN)/python -m ui.pictures demo-out/home demo-out/pictures keeper=demo-out/home-union \
		branch=demo-out/home-branch offline=demo-out/home-second-offline \
		--work chair=demo-out/home-chair deputy=demo-out/home-deputy \
		executor=demo-out/home-inspector receiver=demo-out/home-branch \
		trainer=demo-out/home-trainer
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then EDO_HOME=demo-out/home $(BIN)/edo-client; fi

test:
	@$(PYTHON) tools/bootstrap.py dev --windows
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/basedpyright
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/pytest -q -n $(WORKERS)

check:
	@$(PYTHON) tools/bootstrap.py dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/basedpyright
	@$(BIN)/lint-imports --no-logo --no-cache

# Kills of each of three programs, on a disk and in memory; rounds of a race.
KILLS ?= 170
ROUNDS ?= 200

.PHONY: soak-kills
soak-kills:
	@$(PYTHON) tools/bootstrap.py dev
	@EDO_KILLS=$(KILLS) EDO_ROUNDS=$(ROUNDS) $(BIN)/pytest -q -rP tests/test_rivals.py

# ALL=1: every page in every state, language, look and size, into build/snapshots/all.
ALL ?=

.PHONY: snapshots
snapshots:
	@$(PYTHON) tools/bootstrap.py dev --windows
	@$(BIN)/python -m tests.ui.snapshots $(if $(ALL),--all)

.PHONY: test-carriers
test-carriers:
	@$(PYTHON) tools/bootstrap.py dev
	@$(PYTHON) tools/carriers.py

run:
	@$(PYTHON) tools/bootstrap.py run --windows
	@$(BIN)/edo-client

# make soak SEEDS=2000 FIRST=1000: histories of workplaces over a share that fails, see tests/README.md.
SEEDS ?= 500
FIRST ?= 0
STEPS ?= 200

.PHONY: soak
soak:
	@$(PYTHON) tools/bootstrap.py dev
	@$(BIN)/python -m tests.world $(SEEDS) $(FIRST) $(STEPS)

bench:
	@$(PYTHON) tools/bootstrap.py run --windows
	@$(BIN)/python -m bench

.PHONY: bundle
bundle:
	@$(PYTHON) tools/bootstrap.py run --windows
	@$(PYTHON) tools/bundle.py

messages:
	@$(PYTHON) tools/bootstrap.py run
	@$(BIN)/pybabel -q extract --no-default-keywords -k text -k plural:1,2 -k mark \
		--omit-header --sort-by-file --add-location=file --no-wrap -o $(MESSAGES) edo ui
	@for language in ru kk; do \
		$(BIN)/pybabel -q update -D edo -i $(MESSAGES) -d $(LOCALE) -l $$language --no-wrap \
			--ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date || exit 1; \
	done

PIN := .tools/bin/uv --quiet pip compile --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-emit-index-url --no-header --annotation-style line

pins:
	@$(PYTHON) tools/bootstrap.py run
	@$(PIN) --group bootstrap -o requirements/uv.txt
	@$(PIN) --group build pyproject.toml -o requirements/run.txt
	@$(PIN) --group build --extra dev pyproject.toml -c requirements/run.txt -o requirements/dev.txt
	@$(PIN) --group carriers -c requirements/dev.txt -o requirements/carriers.txt
	@$(PIN) --group bundle -c requirements/run.txt -o requirements/bundle.txt

clean:
	@rm -rf demo-out build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find edo ui resources tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	@find resources -name '*.mo' -delete

# The pictures of the user's handbook, taken while its steps are followed in both languages.
.PHONY: handbook
handbook:
	@$(PYTHON) tools/bootstrap.py dev --windows
	@EDO_PICTURES=make EDO_HANDBOOK=ru,kk $(BIN)/pytest -q tests/features/test_handbook.py
