# What the scripts beside it share: makes .venv what pyproject.toml and constraints.txt
# say, with the system packages that Qt needs. Sourced with `root` set. All that is said
# goes to stderr, so that a subcommand's output stays clean.

python=$root/.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# prepare WHAT: `run` for the program; `test` or `bundle` for the tools of that extra too.
prepare() {
    # The path is part of it: a moved checkout's .venv points to the old place. So are the
    # catalogues, which are built when the package is installed.
    fingerprint=$(cd "$root" && cksum pyproject.toml packaging/constraints.txt resources/translations/*.po && pwd -P)
    if [ -x "$python" ] && [ "$(cat "$root/.venv/ready-$1" 2>/dev/null)" = "$fingerprint" ]; then
        return
    fi
    say 'Gjør klart Kompass. Første gang tar det et par minutter …'
    find_python
    install_system_packages
    install_python_packages "$1"
    for what in run "$1"; do printf '%s\n' "$fingerprint" >"$root/.venv/ready-$what"; done
}

find_python() {
    for base in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    stop 'Kompass trenger Python 3.11 eller nyere.'
}

install_system_packages() {
    if [ "$(uname)" != Linux ]; then return; fi
    missing=$("$base" "$root/packaging/system_packages.py")
    if [ -z "$missing" ]; then return; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        stop "Kompass mangler noen systempakker; legg dem inn med: sudo apt-get install $missing"
    fi
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # one word for each package
    {
        apt-get -qq update &&
            apt-get -qq -o Dpkg::Use-Pty=0 install --no-install-recommends $missing
    } >/dev/null ||
        stop 'Fikk ikke lagt inn systempakkene; se meldingene over.'
}

install_python_packages() {
    if ! "$python" -c '' 2>/dev/null; then "$base" -m venv --clear "$root/.venv" >&2; fi
    if [ "$1" = run ]; then project=.; else project=".[$1]"; fi
    (
        cd "$root" && "$python" -m pip install -qq --disable-pip-version-check \
            --constraint packaging/constraints.txt --editable "$project"
    ) >&2 || stop 'Fikk ikke lagt inn Python-pakkene; se meldingene over.'
}
