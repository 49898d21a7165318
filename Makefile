# SPDX-License-Identifier: Apache-2.0
# Cellar: the Excel API of Microsoft Graph, self-hosted. `make help` lists what can be made.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

LISTEN ?= 127.0.0.1:8080
DATA ?= ./data
BENCH ?=
TARGET ?= package
SECONDS = 60
PACKAGES := $(shell grep -v '^\#' packaging/debian-packages.txt)
FORMATTED := Sources Tests Benchmarks/Sources Fuzz

.PHONY: help run build test check format packages toolchain bench fuzz docs clean

help: ## Lists the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Installs what is missing, builds the release, and serves ./data on http://127.0.0.1:8080.
	.build/release/cellar serve --listen $(LISTEN) --data $(DATA)

build: toolchain packages ## Builds the release: .build/release/cellar.
	swift build -c release --product cellar

# Tests that hold a server to its deadlines run one after another: beside the others they would measure the machine.
DEADLINES := HTTPServerTests|SessionsTests|GraphAPITests|cellarTests

test: toolchain packages ## Installs what is missing and runs every test.
	swift build --build-tests
	swift test --skip-build --disable-xctest --skip '$(DEADLINES)'
	swift test --skip-build --disable-xctest --no-parallel --filter '$(DEADLINES)'

check: toolchain packages ## Checks format, builds with warnings as errors, runs the tidy test.
	swift format lint --strict --parallel --recursive $(FORMATTED)
	swift build
	swift test --filter TidyTests

format: toolchain ## Formats every Swift file.
	swift format --in-place --parallel --recursive $(FORMATTED)

docs: toolchain packages ## Writes the generated pages of docs/ anew.
	UPDATE_GOLDENS=1 swift test --filter TidyTests

bench: toolchain packages ## Measures Cellar and its peers on the same workbooks: make bench BENCH="--scale 0.1".
	@Benchmarks/run $(BENCH)

fuzz: toolchain packages ## Feeds random bytes to one entry point: make fuzz TARGET=formula SECONDS=1200.
	@Fuzz/run $(TARGET) $(SECONDS)

clean: ## Removes what was built; data stays.
	rm -rf .build

toolchain:
	@command -v swift > /dev/null || { \
	    echo "The Swift toolchain is missing. Install Swift 6.3 for Debian 12 from https://www.swift.org/install/linux/"; \
	    echo "and put its usr/bin into PATH."; exit 1; }

# Asks for nothing: packages that are there are left alone, and root is only asked for when one is missing.
packages:
	@missing=""; \
	for package in $(PACKAGES); do \
	    [ "$$(dpkg-query -W -f '$${db:Status-Status}' $$package 2> /dev/null)" = installed ] || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    echo "Installing$$missing"; \
	    root=""; \
	    if [ "$$(id -u)" != 0 ]; then \
	        root="sudo"; \
	        command -v sudo > /dev/null || { echo "Run 'make packages' as root once: there is no sudo here."; exit 1; }; \
	    fi; \
	    $$root apt-get update -qq; \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi
