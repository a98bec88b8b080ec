# Every command a person types. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --quiet
export PYTHONUTF8 := 1
export DJANGO_SETTINGS_MODULE := hebe.config.settings

.DEFAULT_GOAL := help
.PHONY: help openapi run setup test check fmt bench demo-reset messages lock environment tools

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: environment ## Set up what is missing, then run everything (PORT, HEBE_DATA, DATABASE_URL)
	@exec $(BIN)/hebe serve

setup: environment ## Do all that run does, up to a migrated database
	@$(BIN)/hebe setup

test: check ## Run every check and test, the browser journeys last
	$(BIN)/pytest -n 2 --dist loadfile hebe
	$(BIN)/python -m hebe.config.chromium
	$(BIN)/pytest tests_e2e

check: tools ## Run the quick checks: format, lint, types, import contracts
	@$(BIN)/hebe files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy hebe
	$(BIN)/lint-imports

fmt: tools ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

bench: tools ## Measure, side by side (ARGS="--customers 1000000")
	@$(BIN)/python -m bench $(ARGS)

demo-reset: environment ## Take the demo away and load it afresh
	@$(BIN)/hebe demo clear
	@$(BIN)/hebe demo load

messages: tools ## Gather new messages into the catalogues and say what lacks Chinese
	@$(BIN)/python -m hebe.config.messages

openapi: tools ## Renew the committed OpenAPI schema
	@$(BIN)/hebe manage openapi

lock: tools ## Renew the requirements locks and package-lock.json after changing their sources
	$(BIN)/$(COMPILE) --extra dev --output-file requirements-dev.lock
	$(BIN)/$(COMPILE) --constraint requirements-dev.lock --output-file requirements.lock
	npm install --package-lock-only --ignore-scripts

environment:
	@$(PYTHON) hebe/config/bootstrap.py

tools:
	@$(PYTHON) hebe/config/bootstrap.py --tools
