# make help lists what can be done. Settings by name: make demo PORT=8001 PYTHON=python3.12
.PHONY: help demo test test-services test-next check bench bench-certificates lighthouse format messages lock upgrade shell clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

demo:  ## set up everything and run the product with demo content (PORT, HOST, DEMO_PASSWORD)
	@bin/demo

test:  ## set up, then the whole suite on SQLite (ARGS="tests/home -k dates")
	@bin/test $(ARGS)

test-services:  ## set up, then the whole suite on PostgreSQL with Redis and a real worker
	@bin/test-services $(ARGS)

test-next:  ## the whole suite on the coming Wagtail, in an environment of its own
	@VENV=.venv-next LOCK=next bin/test $(ARGS)

check:  ## lint, import contracts, migrations, Thai catalogue, templates, production settings
	@bin/check

bench:  ## measure the speed of each kind of page; writes bench.json
	@bin/setup-tests .venv development
	@.venv/bin/python -m tests.bench $(ARGS)

bench-certificates:  ## what issuing certificates costs, stage by stage (ARGS="--count 7850")
	@bin/setup-tests .venv development
	@.venv/bin/python -m tests.bench.certificates $(ARGS)

lighthouse:  ## what Lighthouse says of the public pages, as on a phone (needs npx and the network)
	@bin/lighthouse $(ARGS)

format:  ## let ruff lay out and sort the code
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format --quiet .

messages:  ## bring the Thai catalogue up to date and list what has no Thai yet
	@bin/messages

lock:  ## write the lock files from requirements/*.in
	@bin/lock

upgrade:  ## the same, taking the newest versions that fit
	@bin/lock --upgrade

shell:  ## a Python shell with the demo site's data
	@DJANGO_SETTINGS_MODULE=config.settings.demo .venv/bin/python manage.py shell

clean:  ## remove the demo's data and both environments
	rm -rf var .venv .venv-next
