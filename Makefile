# Two commands matter: `make run` shows the program at work, `make test` checks all of it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: run test lint bench bench-federation bench-web bench-people bench-tally profile compose-check interop protocol soak fuzz clean

run: ## install what is missing, build, start three linked chapters
	@scripts/bootstrap
	@echo "Building Rhizome. The first build takes several minutes; later ones take up to a minute."
	@swift build -c release --product rhizome
	@exec .build/release/rhizome demo

# What measures time on sockets runs apart from what takes all cores. Of that only a few tests are
# begun at once: with all of them under way, whoever waits for something waits for a minute.
tests := swift test --disable-xctest --skip-build
few := --experimental-maximum-parallelization-width 8

test: lint ## lint and every test, those with real processes and a real browser included
	@scripts/bootstrap test
	@swift build --build-tests
	@$(tests) --filter 'TransportTests|GossipTests'
	@$(tests) $(few) --skip 'TransportTests|GossipTests|EndToEnd'
	@$(tests) --filter EndToEnd
	@scripts/interop-tests
	@scripts/counting-tests
	@scripts/browser-tests
	@echo "Lint is clean and every test passed."

interop: ## let a second node, written in Python from Protocol/ alone, meet the real one (part of test)
	@scripts/bootstrap test
	@swift build --product rhizome
	@scripts/interop-tests

lint: ## format, file lengths, and words that do not belong in the tree
	@scripts/bootstrap
	@scripts/lint

bench: ## measure this machine; Benchmarks/README.md explains the figures
	@scripts/bootstrap
	@swift run -c release bench

bench-federation: ## measure many chapters, simulated and real
	@scripts/bootstrap
	@swift run -c release bench federation

bench-web: ## measure how quickly pages come, also with 100,000 contacts
	@scripts/bootstrap
	@swift build -c release --product rhizome
	@python3 Benchmarks/web/bench.py

bench-people: ## measure chapters of 5,000, 100,000 and 1,000,000 contacts
	@scripts/bootstrap
	@swift run -c release bench people 5000 100000 1000000
	@swift run -c release bench people import 100000
	@swift run -c release bench people duplicates 100000
	@swift run -c release bench people duplicates 1000000
	@swift build -c release --product rhizome
	@python3 Benchmarks/web/bench.py people 100000
	@python3 Benchmarks/web/bench.py people 1000000

bench-tally: ## measure how quickly files of papers are counted, beside other programs
	@scripts/bootstrap
	@swift build -c release --static-swift-stdlib --product rhizome
	@"$$(scripts/pinned-python Tests/Counting)" Benchmarks/tally/bench.py

profile: ## say where the time goes while a node catches up with another
	@scripts/profile-catch-up

compose-check: ## build the image, run three chapters in containers, link them, look
	@scripts/compose-check

soak: ## try thousands of simulated federations, then real processes; SEEDS=n, MINUTES=n
	@scripts/bootstrap
	@swift run -c release bench soak $(if $(SEEDS),seeds=$(SEEDS)) $(if $(MINUTES),minutes=$(MINUTES))
	@swift build -c release --product rhizome
	@scripts/soak-processes

fuzz: ## let libFuzzer make up what a decoder reads; TARGET=frames, SECONDS=60
	@scripts/bootstrap
	@scripts/fuzz "$(TARGET)" "$(SECONDS)"

protocol: ## regenerate the Swift code of the messages in Protocol/*.proto
	@scripts/protocol

clean: ## remove what was built; data directories are not touched
	@rm -rf .build .build-*
