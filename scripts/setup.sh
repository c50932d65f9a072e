#!/usr/bin/env bash
# Installs what this machine lacks. Quick when everything is there, and safe to run again.
#   scripts/setup.sh        everything the tests need
#   scripts/setup.sh demo   only what the demo needs
set -euo pipefail
cd "$(dirname "$0")/.."
purpose="${1:-test}"

say() { printf '[setup] %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

need_by_hand() {
  has "$1" || { say "$1 is missing: $2"; exit 1; }
}

has_postgres() { has pg_ctl || compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null; }
has_browser() { has chromium || has chromium-browser || has google-chrome; }
has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
has_timezone_names() { python3 -c 'import zoneinfo; zoneinfo.ZoneInfo("Europe/Paris")' 2>/dev/null; }

# Debian's PostgreSQL package starts a server of its own when it is installed. The tests only want its programs.
without_a_running_server() {
  local note=/etc/postgresql-common/createcluster.d/honore-setup.conf
  as_root mkdir -p "$(dirname "$note")"
  echo 'create_main_cluster = false' | as_root tee "$note" >/dev/null
  "$@"
  as_root rm -f "$note"
}

install_debian_packages() {
  [ $# -gt 0 ] || return 0
  has apt-get || { say "install these by hand, this is no Debian: $*"; exit 1; }
  say "installing with apt-get: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >&2
  without_a_running_server as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2
}

missing_packages() {
  has cc || echo gcc libc6-dev
  has make || echo make
  [ "$purpose" = demo ] && return 0
  has_postgres || echo postgresql
  has_browser || echo chromium fonts-liberation
  has_venv || echo python3-venv
  has_timezone_names || echo tzdata
}

# A stamp holds the fingerprint of the file that was installed from, so that a changed lock file is noticed.
fingerprint() { sha256sum "$@" | sha256sum | cut -d' ' -f1; }
is_current() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

install_web_packages() {
  [ -f web/package-lock.json ] || return 0
  local mark stamp=web/node_modules/.installed
  mark="$(fingerprint web/package-lock.json)"
  is_current "$stamp" "$mark" && return 0
  say "installing the web tools of web/package-lock.json"
  npm ci --prefix web --no-audit --no-fund --loglevel=error </dev/null >&2
  echo "$mark" >"$stamp"
}

# The server holds these files inside itself, so they come before cargo. They are left alone while their sources are the same:
# a new date on them would have the server compiled again.
build_styles() {
  [ -f web/build.mjs ] || return 0
  local mark stamp=web/node_modules/.styles
  mark="$(find web/build.mjs web/package-lock.json web/styles web/assets -type f | sort | xargs sha256sum | sha256sum)"
  is_current "$stamp" "$mark" && [ -f web/dist/manifest.json ] && return 0
  say "building web/dist"
  npm run build --prefix web --silent --loglevel=error </dev/null >&2
  echo "$mark" >"$stamp"
}

install_python_packages() {
  local mark stamp=.venv/.installed
  mark="$(fingerprint scripts/python-requirements.txt)"
  is_current "$stamp" "$mark" && [ -x .venv/bin/python ] && return 0
  say "installing scripts/python-requirements.txt into .venv"
  rm -rf .venv
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check -r scripts/python-requirements.txt </dev/null >&2
  echo "$mark" >"$stamp"
}

# shellcheck disable=SC2046  # The names are words on purpose.
install_debian_packages $(missing_packages)
need_by_hand cargo "install Rust 1.95 or newer, see rustup.rs"
need_by_hand node "install Node 20 or newer"
need_by_hand npm "it comes with Node"
install_web_packages
build_styles
[ "$purpose" = demo ] && exit 0
need_by_hand python3 "install Python 3.11 or newer"
install_python_packages
