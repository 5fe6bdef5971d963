# Read by bin/serve and bin/test: a virtual environment in .venv that has the packages of the requirements.
# Needs a Python that can make one, and nothing else; sets $root and $python.

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

# Prints the first command that is a Python of 3.11 or later with venv; a name on PATH may not even run (pyenv).
find_python() {
    for candidate in python3.13 python3.12 python3.11 python3; do
        if "$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
    fail "Python 3.11 or later with its venv module is needed, and was not found here." \
        "On Debian and Ubuntu: apt-get install python3-venv (or python3.11-venv)."
}

make_environment() {
    chosen=$(find_python)
    say "Making a virtual environment with $("$chosen" -V) in .venv ..."
    "$chosen" -m venv --clear "$root/.venv"
}

# What is installed is told by a stamp, written last: Python's version, and the requirements as they were.
stamp() {
    "$python" -VV && (cd "$root" && cat "$@")
}

# install REQUIREMENTS...: the last file is the one given to pip, the others are those it includes.
install() {
    for last; do :; done
    if [ -x "$python" ] && stamp "$@" 2>/dev/null | cmp -s - "$root/.venv/$last"; then
        return
    fi
    "$python" -m pip --version >/dev/null 2>&1 || make_environment
    say "Installing the packages of $last (at the first time this takes some minutes) ..."
    "$python" -m pip install --quiet --disable-pip-version-check --no-input -r "$root/$last"
    stamp "$@" >"$root/.venv/$last"
}
