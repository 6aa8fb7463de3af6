#!/bin/sh
# Open Kompass, or run the subcommand given: sh packaging/start.sh [ARGUMENTS]
# Installs what is missing first; quick when all is in place, and then needs no network.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/packaging/environment.sh"

prepare run
# -P: a folder named kompass_desktop where the user stands is not the program.
exec "$python" -P -m kompass_desktop "$@"
