#!/usr/bin/env bash
# Measures the speed of this checkout beside references on the same machine; docs/performance.md says how to read it.
#   scripts/bench.sh                    everything, about ten minutes after the build
#   scripts/bench.sh --quick            the same with little data and short runs, to try
#   scripts/bench.sh slots bookings     only these phases: start, slots, bookings, mail, races, growth
set -euo pipefail
cd "$(dirname "$0")/.."

trap 'bash scripts/postgres-stop.sh Full' EXIT
cargo build --quiet --profile bench-run -p honore -p bench
target/bench-run/bench "$@"
