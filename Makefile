# Two targets do everything: `make run` and `make test`. Python 3.11+ and make are all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= $(VENV)/store
ARGS ?=
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
NO_CYPHER := The embedded Cypher engine has no wheel for this system; everything else is there.

.DEFAULT_GOAL := run
.PHONY: run test install lint types imports pytest bundled clean

run: $(VENV)/installed
	@$(BIN)/policylinks load --store "$(STORE)" $(ARGS)
	@exec $(BIN)/policylinks serve --store "$(STORE)"

test: $(VENV)/installed-test lint types imports pytest

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

pytest:
	$(BIN)/pytest $(ARGS)

install: $(VENV)/installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@echo "Making an environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python pyproject.toml
	@echo "Installing Policy Links …"
	@$(INSTALL) --editable '.[cypher,push]' 2>/dev/null || { $(INSTALL) --editable . && echo "$(NO_CYPHER)"; }
	@touch $@

$(VENV)/installed-test: $(BIN)/python pyproject.toml
	@$(INSTALL) --editable '.[test,cypher,push]' 2>/dev/null || { $(INSTALL) --editable '.[test]' && echo "$(NO_CYPHER)"; }
	@touch $@ $(VENV)/installed

# The bundled plan anew, out of the official text beside the checkout: run it when a rule of reading changed.
bundled: $(VENV)/installed
	@$(BIN)/python -m data.bundle "$(or $(POLICYLINKS_SHARED),../shared)/documents/yamaguchi-industrial-strategy.txt"

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache out
