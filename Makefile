# Udsatte: `make help` lists the commands. Needs git, make and Python 3.12 or newer; the rest comes from uv.lock.
SHELL := /bin/sh
PYTHON := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check bench drill env backup restore secrets reset stop format catalogue update-lock

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: env ## Start everything with the demo unit (DEMO=0: empty), and print the address and the sign-ins
	@exec $(PYTHON) manage.py run --with-parent

test: env ## Run all tests, one worker for each core; some, in one process: make test ARGS="tests/cases -k clock"
	@$(PYTHON) -m pytest --durations=10 $(or $(ARGS),-n auto --maxprocesses 8)

check: env ## Format, lint, types, imports, templates, settings, translations, migrations, protection
	@$(PYTHON) .ci/check.py $(ARGS)

bench: env ## Measure the pages: make bench ARGS=--quick
	@$(PYTHON) -m tests.bench $(ARGS)

drill: env ## Break things on purpose, on servers of its own: make drill ARGS="writes restore"
	@$(PYTHON) -m tests.drill $(ARGS)

format: env ## Put Python files and templates in their form
	@$(PYTHON) -m ruff format && $(PYTHON) -m ruff check --fix && $(PYTHON) -m djlint --reformat --quiet templates

catalogue: env ## Gather the texts for translation and compile them
	@$(PYTHON) manage.py catalogue update && $(PYTHON) manage.py catalogue compile

env: ## Make or renew .venv from uv.lock
	@.ci/env

update-lock: ## Raise the locked versions
	@UDSATTE_UV=lock .ci/env

secrets: ## Make the passwords and keys that docker-compose.yml reads, each in a file; what is there is kept
	@python3 docker/make_secrets.py

backup: env ## Write the database to a file: make backup FILE=/safe/place/udsatte.dump
	@$(PYTHON) manage.py backup "$${FILE:-var/backups/$$(date +%Y%m%d-%H%M%S).dump}"

restore: env ## Fill an empty database from a file, and compare: make restore FILE=…
	@$(PYTHON) manage.py restore "$(FILE)"

stop: env ## Stop this checkout's PostgreSQL and Valkey
	@$(PYTHON) manage.py services stop

reset: env ## Remove the embedded databases and everything else under var/
	@$(PYTHON) manage.py services reset
