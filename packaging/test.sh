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
# When one of those processes dies, xdist waits for ever for the tests of its file, unless it may
# start no other; then it names the test that killed it and ends. A test that takes a quarter of
# an hour hangs, and prints where.
if [ $# = 0 ]; then
    set -- --numprocesses auto --dist loadfile --max-worker-restart=0 \
        -o faulthandler_timeout=900 -o faulthandler_exit_on_timeout=true
fi
exec "$python" -m pytest "$@"
