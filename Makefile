# Fovea: every job is one word. Each first sees to it that this machine has what it needs.

PREFIX ?= /usr/local
# One release build serves the binary and the tests; the second never rebuilds what the first made.
BUILD = swift build -c release -Xswiftc -enable-testing
BINARY = .build/release/fovea

.PHONY: build demo test test-openxr quality quality-test quality-lod bench install format lint clean packages

build: packages
	$(BUILD) --product fovea

demo: build
	$(BINARY) bench Benchmarks/demo.json --report out/demo

test: packages
	@Scripts/test

# Those that talk to an OpenXR runtime alone.
test-openxr: packages
	@Scripts/test OpenXRTests

# Foveation judged with FovVideoVDP, see docs/quality.md. QUALITY: options, such as --help.
QUALITY ?=
quality: build quality-test
	@Scripts/quality/run main.py --binary $(BINARY) $(if $(QUICK),--frames 12 --every 4) $(QUALITY)

# What judges it, held against plain trigonometry and pictures whose order is known.
quality-test:
	@Scripts/quality/run checks.py

# Levels of detail judged with FLIP, see docs/quality.md.
quality-lod: build
	@Scripts/quality/run lod/main.py --binary $(BINARY) $(QUALITY)

bench: build
	$(BINARY) bench Benchmarks/quick.json --report out/quick
	$(BINARY) bench Benchmarks/peers.json --report out/peers

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/fovea"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/fovea"
	cp -R Assets/. Benchmarks "$(DESTDIR)$(PREFIX)/share/fovea/"

format: packages
	swift format -i -r Package.swift Sources Tests

lint: packages
	swift format lint --strict -r Package.swift Sources Tests

clean:
	swift package clean
	rm -rf out

packages:
	@Scripts/install
