# One command each, on a fresh machine with Rust, Node and Python. What else is missing, `setup` installs.

.PHONY: help setup test demo bench rules format stop

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: ## install what the tests need
	@bash scripts/setup.sh

test: ## every check; the last line counts them
	@bash scripts/test.sh

demo: ## four networks with seeded data on this machine, and a clock you can move
	@bash scripts/setup.sh demo
	@cargo run --quiet -p honore -- demo

bench: ## speed, as shares of a reference measured beside it
	@bash scripts/setup.sh
	@bash scripts/bench.sh

rules: ## every rule of docs/rules.md with the stories and tests that prove it
	@python3 scripts/rules.py

format: ## the layout of all Rust files
	@cargo fmt --all

stop: ## stop and delete the PostgreSQL that tests started
	@bash scripts/postgres-stop.sh
