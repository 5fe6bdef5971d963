# Sourced by bin/serve and bin/test: makes a virtual environment in .venv and installs the locked requirements in it.
# Needs only Python with its venv module; sets $root and $python.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
python=$root/.venv/bin/python
PYTHONPATH=$root
export PYTHONPATH

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Prints the first command that is Python 3.11 or later with venv; one that is on PATH may still not run (pyenv).
find_python() {
    for candidate in python3.13 python3.12 python3.11 python3; do
        if "$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
    fail "Python 3.11 or later with its venv module is needed, and was not found." \
        "On Debian and Ubuntu: apt-get install python3-venv (or python3.11-venv)."
}

# With the newest pip: that of older Pythons warns of an extra of lxml that is there.
make_environment() {
    chosen=$(find_python)
    say "Making a virtual environment with $("$chosen" -V) in .venv ..."
    "$chosen" -m venv --clear --upgrade-deps "$root/.venv"
}

# The stamp, written last, records what is installed: the version of Python, and the lock.
stamp() {
    "$python" -VV && cat "$root/$1"
}

# install LOCK: pip refuses a file whose hash is not in the lock (python -m tools.lock_requirements writes it).
install() {
    if [ -x "$python" ] && stamp "$1" 2>/dev/null | cmp -s - "$root/.venv/$1"; then
        return
    fi
    "$python" -m pip --version >/dev/null 2>&1 || make_environment
    say "Installing the packages of $1 (the first time this takes some minutes) ..."
    "$python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$root/$1"
    stamp "$1" >"$root/.venv/$1"
}
