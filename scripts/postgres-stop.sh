#!/usr/bin/env bash
# Stops and deletes the PostgreSQL clusters that the tests of this checkout started. Does nothing when there are none.
#   scripts/postgres-stop.sh          all of them
#   scripts/postgres-stop.sh Full     only the one that measurements use
set -uo pipefail
cd "$(dirname "$0")/.."

as_owner_of() {
  local folder="$1" owner
  shift
  owner="$(stat -c %U "$folder")"
  if [ "$owner" = "$(id -un)" ]; then "$@"; else runuser -u "$owner" -- "$@"; fi
}

pg_ctl() {
  local newest
  newest="$(compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' | sort -V | tail -n 1)"
  echo "${newest:-$(command -v pg_ctl)}"
}

for note in target/test-postgres/cluster-${1:-*}; do
  [ -f "$note" ] || continue
  folder="$(cat "$note")"
  case "$folder" in */honore-pg-*) ;; *) continue ;; esac
  if [ -d "$folder/data" ]; then
    (cd / && as_owner_of "$folder" "$(pg_ctl)" stop --mode=immediate --silent --pgdata "$folder/data" >/dev/null 2>&1)
  fi
  rm -rf "$folder" "$note"
done
