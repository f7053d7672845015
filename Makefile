# Two commands are all the set-up: `make run` and `make test`. Everything else is `cargo xtask …`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# In CI the target directory lies outside of the checkout, so that the next clean clone builds quickly.
ifdef CI
export CARGO_TARGET_DIR ?= $(HOME)/.cache/guiju/target
endif
export CARGO_TERM_COLOR ?= auto

.PHONY: run test build web clean

## Build the pages and the program, make the demo company on the first start, and serve it.
run: build
	@scripts/run-demo

## Everything that CI runs. Installs from Debian what a test needs and this machine misses, when root.
test:
	@scripts/install-test-tools
	cargo xtask ci

## The program with the pages inside: dist/guiju
build: web
	cargo build --profile dist -p guiju
	@mkdir -p dist
	@install -m 755 "$$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')/dist/guiju" dist/guiju
	@echo "built dist/guiju ($$(du -h dist/guiju | cut -f1))"

web: web/dist/index.html

web/node_modules/.package-lock.json: web/package-lock.json
	npm --prefix web ci --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(shell find web/src web/index.html web/vite.config.ts web/package.json docs/openapi.json -type f 2>/dev/null)
	npm --prefix web run build

clean:
	cargo clean
	rm -rf dist web/dist web/node_modules
