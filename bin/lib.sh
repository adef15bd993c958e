# Shared by the scripts in bin/: source it, do not run it.
# Every script works from the root of the checkout and shows its steps as "[seconds] n/N What …".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1
RUN_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 gettext"
APPS="accounts home casebank courses curriculum cohorts certificates"
STAMPS=var/stamps
STEP=0
STEPS=${STEPS:-1}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

step() {
  STEP=$((STEP + 1))
  printf '[%3d s] %d/%d %s …\n' "$SECONDS" "$STEP" "$STEPS" "$1"
}

# The interpreter to build environments with: $PYTHON, else the first that is new enough.
find_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  candidate=${PYTHON:-python3}
  fail "Python 3.11 or newer is needed, but $candidate is $("$candidate" -V 2>/dev/null || echo 'not there'): install one, or name one with PYTHON=/path/to/python3.11."
}

# Package names to add where Debian's Python comes without the module that makes environments.
venv_package() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null && return
  "$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

# One hash over the content of all files in the given files and folders; absent ones count as empty.
fingerprint() {
  [ $# -gt 0 ] || set -- /dev/null
  { find "$@" -type f ! -name '*.pyc' -print0 2>/dev/null || true; } |
    LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d ' ' -f 1
}

# once NAME FINGERPRINT COMMAND…: run the command unless it has succeeded with this fingerprint before.
once() {
  local stamp="$STAMPS/$1" print="$2"
  shift 2
  if [ "$(cat "$stamp" 2>/dev/null || true)" = "$print" ]; then
    echo "        up to date"
    return
  fi
  mkdir -p "$STAMPS"
  rm -f "$stamp"
  "$@"
  echo "$print" >"$stamp"
}
