#!/usr/bin/env bash
# Runs every check of the house and ends with one line: "N passed, N failed", and ", N skipped" when some were.
# A step that fails does not stop the later ones. What each step said stays in target/test-logs/.
set -uo pipefail
cd "$(dirname "$0")/.."

logs=target/test-logs
passed=0 failed=0 skipped=0
export CARGO_TERM_COLOR=never NO_COLOR=1
# A machine that builds once has no use for the files that make the second build quicker.
[ "${CI:-}" = true ] && export CARGO_INCREMENTAL=0

# Runs a command, shows and keeps what it says, and answers with its exit code.
step() {
  local name="$1" begin=$SECONDS status
  shift
  printf '\n[test] %s: %s\n' "$name" "$*"
  "$@" </dev/null 2>&1 | tee "$logs/$name.log"
  status=${PIPESTATUS[0]}
  printf '[test] %s: %s after %d s\n' "$name" "$([ "$status" -eq 0 ] && echo fine || echo FAILED)" $((SECONDS - begin))
  return "$status"
}

# A check has no tests to count: it only counts when it fails.
check() { step "$@" || failed=$((failed + 1)); }

# The sum of "N word" over the lines of a log that fit a pattern.
sum_of() {
  local log="$1" pattern="$2" words="$3"
  sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -E "$pattern" | grep -oE "[0-9]+ ($words)" | awk '{ sum += $1 } END { print sum + 0 }'
}

# Counts the tests of a runner by its closing lines. One that fails without naming a failed test (it did not build) counts as one.
tests() {
  local name="$1" pattern="$2" status=0 bad
  shift 2
  step "$name" "$@" || status=$?
  bad=$(sum_of "$logs/$name.log" "$pattern" 'failed|timed out')
  [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  passed=$((passed + $(sum_of "$logs/$name.log" "$pattern" passed)))
  skipped=$((skipped + $(sum_of "$logs/$name.log" "$pattern" 'skipped|ignored')))
  failed=$((failed + bad))
}

rust_tests() {
  if cargo nextest --version >/dev/null 2>&1; then
    tests rust ' tests? run: ' cargo nextest run --workspace
  else
    tests rust '^test result: ' cargo test --workspace --lib --bins --tests --no-fail-fast
  fi
}

# The other runner leaves the examples in the documentation out.
documentation_tests() {
  grep -rqE '^\s*//[/!] ```' crates/*/src || return 0
  tests documentation '^test result: ' cargo test --workspace --doc --no-fail-fast
}

# The stories are a target of their own with `harness = false` and `test = false`, so that only this step runs them.
# The whole workspace is named, because a part of it would have its dependencies built again with fewer features.
stories() {
  compgen -G 'crates/*/tests/scenarios.rs' >/dev/null || return 0
  tests stories '^ *[0-9]+ scenarios? \(' cargo test --workspace --test scenarios
}

browser_tests() {
  [ -f web/tests/run.mjs ] || return 0
  check server-for-browser cargo build --workspace --bins
  tests browser '^[0-9]+ passed, [0-9]+ failed' node web/tests/run.mjs
}

trap 'bash scripts/postgres-stop.sh' EXIT
mkdir -p "$logs"
check setup bash scripts/setup.sh
check format cargo fmt --all --check
check rules-reader python3 scripts/rules_test.py
check rules python3 scripts/rules.py --check
check lints cargo clippy --workspace --all-targets -- -D warnings
rust_tests
documentation_tests
stories
browser_tests

trap - EXIT
bash scripts/postgres-stop.sh
printf '\n[test] all of it took %d s\n' "$SECONDS"
echo "$passed passed, $failed failed$([ "$skipped" -gt 0 ] && echo ", $skipped skipped")"
[ "$failed" -eq 0 ]
