#!/bin/sh
# Check everything: sh packaging/test.sh [PYTEST ARGUMENTS]
# Installs what is missing first; then format and lint, types, import rules and tests.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/packaging/environment.sh"

prepare test
cd "$root"
# No display is needed, and a bare machine has no locale set.
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" LANG=C.UTF-8 LC_ALL=C.UTF-8

"$python" -m ruff format --check .
"$python" -m ruff check .
"$python" -m mypy
"$python" .venv/bin/lint-imports --no-logo
# All of them: as many at a time as there are processors, a file's tests in one process.
# A process that crashes fails its test and is not begun anew: pytest-xdist 3.8 may hang then.
if [ $# = 0 ]; then set -- --numprocesses auto --dist loadfile --max-worker-restart 0; fi
exec "$python" -m pytest "$@"
